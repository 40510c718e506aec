import { Type, type Static } from 'typebox';
import { Anything, Nullable, NullableNumber, NullableString } from '../http/schema.ts';
import { IssueOwnerSchema } from './issue-owners.ts';
import { ProjectReference } from '../projects/project-schema.ts';

/** A person or a team. */
export const ActorSchema = Type.Object({
  type: Type.Enum(['user', 'team']),
  id: Type.String(),
  name: Type.String(),
  email: Type.Optional(Type.String()),
});

const Series = Type.Record(Type.String(), Type.Array(Type.Array(Type.Number())));

/** What lists and details share. */
export const IssueBase = Type.Object({
  id: Type.String(),
  shareId: NullableString,
  shortId: Type.String(),
  title: Type.String(),
  culprit: NullableString,
  permalink: Type.String(),
  logger: NullableString,
  level: Type.String(),
  status: Type.String(),
  statusDetails: Anything,
  substatus: NullableString,
  isPublic: Type.Boolean(),
  platform: NullableString,
  priority: NullableString,
  priorityLockedAt: NullableString,
  seerFixabilityScore: NullableNumber,
  seerAutofixLastTriggered: NullableString,
  seerExplorerAutofixLastTriggered: NullableString,
  project: ProjectReference,
  type: Type.String(),
  issueType: Type.String(),
  issueCategory: Type.String(),
  metadata: Anything,
  numComments: Type.Integer(),
  userReportCount: Type.Integer(),
  assignedTo: Nullable(ActorSchema),
  owners: Type.Array(IssueOwnerSchema),
  isBookmarked: Type.Boolean(),
  isSubscribed: Type.Boolean(),
  subscriptionDetails: Type.Null(),
  hasSeen: Type.Boolean(),
  annotations: Type.Array(Type.Object({ displayName: Type.String(), url: Type.String() })),
  isUnhandled: Type.Boolean(),
  count: Type.String(),
  userCount: Type.Integer(),
  firstSeen: Type.String(),
  lastSeen: Type.String(),
});
export type IssueBaseView = Static<typeof IssueBase>;

const Totals = Type.Object({
  count: Type.String(),
  userCount: Type.Integer(),
  firstSeen: Type.String(),
  lastSeen: Type.String(),
  stats: Type.Object({}),
});

export const IssueListItem = Type.Object({
  ...IssueBase.properties,
  stats: Series,
  lifetime: Totals,
  filtered: Type.Null(),
  derivedData: Type.Object({
    blocker: Type.String(),
    progress: Type.String(),
    status: Type.String(),
    viewCount: Type.Integer(),
    hasOpenFixPr: Type.Boolean(),
    isAssigned: Type.Boolean(),
    hasRootCause: Type.Boolean(),
    lastCompletedAutofixStep: Type.String(),
    lastProgressedAt: NullableString,
  }),
  inbox: Type.Object({
    reason: Type.Integer(),
    reason_details: Type.Null(),
    date_added: Type.String(),
  }),
  integrationIssues: Type.Array(Anything),
  sentryAppIssues: Type.Array(Anything),
  latestEventHasAttachments: Type.Boolean(),
  matchingEventId: NullableString,
  matchingEventEnvironment: NullableString,
  sessionCount: Type.Integer(),
});

export const ActivitySchema = Type.Object({
  id: Type.String(),
  type: Type.String(),
  user: Nullable(Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })),
  sentry_app: Type.Null(),
  data: Anything,
  dateCreated: Type.String(),
});

const ReleaseReference = Nullable(
  Type.Object({ version: Type.String(), shortVersion: Type.String(), dateCreated: NullableString }),
);

export const IssueDetail = Type.Object({
  ...IssueBase.properties,
  activity: Type.Array(ActivitySchema),
  seenBy: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), email: Type.String(), lastSeen: Type.String() }),
  ),
  participants: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() })),
  pluginActions: Type.Array(Anything),
  pluginIssues: Type.Array(Anything),
  pluginContexts: Type.Array(Anything),
  firstRelease: ReleaseReference,
  lastRelease: ReleaseReference,
  tags: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), totalValues: Type.Integer() })),
  stats: Series,
  inbox: Type.Null(),
  integrationIssues: Type.Array(Anything),
  sentryAppIssues: Type.Array(Anything),
});
