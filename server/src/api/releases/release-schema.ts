import { Type } from 'typebox';
import { Anything, Nullable, NullableAnything, NullableNumber, NullableString } from '../http/schema.ts';
import { UserSchema } from '../users/user-schema.ts';

export const VersionParams = Type.Object({ org: Type.String(), version: Type.String() });
export const ProjectVersionParams = Type.Object({ org: Type.String(), project: Type.String(), version: Type.String() });

export const RepositorySchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  url: NullableString,
  provider: Type.Object({ id: Type.String(), name: Type.String() }),
  status: Type.String(),
  dateCreated: Type.String(),
});

/** A member of the organisation, or whom a commit names. */
const Author = Type.Union([UserSchema, Type.Object({ name: NullableString, email: Type.String() })]);

export const CommitSchema = Type.Object({
  id: Type.String(),
  message: NullableString,
  dateCreated: Type.String(),
  pullRequest: Type.Null(),
  suspectCommitType: Type.String(),
  repository: RepositorySchema,
  /** Absent: the commit has no author. */
  author: Type.Optional(Author),
  releases: Type.Array(Type.Unknown()),
});

export const CommitFileSchema = Type.Object({
  id: Type.String(),
  commitMessage: NullableString,
  type: Type.String(),
  filename: Type.String(),
  repoName: Type.String(),
  orgId: Type.Integer(),
});

export const DeploySchema = Type.Object({
  id: Type.String(),
  environment: Type.String(),
  name: NullableString,
  url: NullableString,
  dateStarted: NullableString,
  dateFinished: Type.String(),
});

const VersionNumbers = Type.Object({
  major: Type.Integer(),
  minor: Type.Integer(),
  patch: Type.Integer(),
  pre: NullableString,
  buildCode: NullableString,
  components: Type.Integer(),
  raw: Type.String(),
});

const HealthSchema = Type.Object({
  hasHealthData: Type.Boolean(),
  crashFreeSessions: NullableNumber,
  crashFreeUsers: NullableNumber,
  totalSessions: Type.Integer(),
  totalUsers: Type.Integer(),
  totalSessions24h: Type.Integer(),
  totalUsers24h: Type.Integer(),
  totalProjectSessions24h: Type.Integer(),
  totalProjectUsers24h: Type.Integer(),
  adoption: NullableNumber,
  sessionsAdoption: NullableNumber,
  sessionsCrashed: Type.Integer(),
  sessionsErrored: Type.Integer(),
  durationP50: Type.Null(),
  durationP90: Type.Null(),
  stats: Anything,
});

const ReleaseProjectSchema = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  name: Type.String(),
  platform: NullableString,
  platforms: Type.Array(Type.String()),
  newGroups: Type.Integer(),
  hasHealthData: Type.Boolean(),
  /** Only when it is asked for: `health=1`. */
  healthData: Type.Optional(HealthSchema),
});

export const ReleaseSchema = Type.Object({
  id: Type.Integer(),
  version: Type.String(),
  shortVersion: Type.String(),
  status: Type.String(),
  versionInfo: Type.Object({
    package: NullableString,
    version: Type.Union([VersionNumbers, Type.Object({ raw: Type.String() })]),
    description: Type.String(),
    buildHash: NullableString,
  }),
  ref: NullableString,
  url: NullableString,
  dateCreated: Type.String(),
  dateStarted: NullableString,
  dateReleased: NullableString,
  firstEvent: NullableString,
  lastEvent: NullableString,
  newGroups: Type.Integer(),
  owner: Type.Null(),
  data: Anything,
  commitCount: Type.Integer(),
  lastCommit: Nullable(CommitSchema),
  authors: Type.Array(Author),
  deployCount: Type.Integer(),
  lastDeploy: Nullable(DeploySchema),
  projects: Type.Array(ReleaseProjectSchema),
  currentProjectMeta: NullableAnything,
  /** By the slug of the project; only when health is asked for. */
  adoptionStages: Nullable(
    Type.Record(Type.String(), Type.Object({ stage: Type.String(), adopted: Type.Null(), unadopted: Type.Null() })),
  ),
  userAgent: Type.Null(),
});

const NullableDate = Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' }));
const Url = Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 2048 }));

const NewCommit = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  repository: Type.Optional(NullableString),
  message: Type.Optional(NullableString),
  author_name: Type.Optional(NullableString),
  author_email: Type.Optional(NullableString),
  timestamp: NullableDate,
  patch_set: Type.Optional(
    Nullable(
      Type.Array(Type.Object({ path: Type.String({ minLength: 1 }), type: Type.Enum(['A', 'M', 'D']) }), {
        maxItems: 50_000,
      }),
    ),
  ),
});

/** Where the release stands in a repository. */
const NewRef = Type.Object({
  repository: Type.String({ minLength: 1, maxLength: 200 }),
  commit: Type.String({ minLength: 1, maxLength: 64 }),
  previousCommit: Type.Optional(NullableString),
});

export const ReleaseChange = Type.Object({
  projects: Type.Optional(Type.Array(Type.String(), { maxItems: 500 })),
  ref: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 200 })),
  url: Url,
  dateStarted: NullableDate,
  dateReleased: NullableDate,
  status: Type.Optional(Type.Enum(['open', 'archived'])),
  commits: Type.Optional(Nullable(Type.Array(NewCommit, { maxItems: 1000 }))),
  refs: Type.Optional(Nullable(Type.Array(NewRef, { maxItems: 100 }))),
});
export const NewRelease = Type.Object({ ...ReleaseChange.properties, version: Type.String() });

export const NewDeploy = Type.Object({
  environment: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 64 })),
  url: Url,
  dateStarted: NullableDate,
  dateFinished: NullableDate,
  projects: Type.Optional(Nullable(Type.Array(Type.String(), { maxItems: 500 }))),
});
