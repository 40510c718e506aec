import type { IssueId, UserId } from '@garrison/protocol';
import type { Static } from 'typebox';
import { flagsOfUser, formatShortId, listProjects, listTeams, usersById } from '../../query/index.ts';
import type { Issue, IssueOwner, Organization, Project } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { isoDate } from '../http/dates.ts';
import { projectReference } from '../projects/project-schema.ts';
import { issueOwners, ownersIn } from './issue-owners.ts';
import type { ActorSchema, IssueBaseView } from './issue-schema.ts';

export interface IssueCounts {
  readonly count: number;
  readonly users: number;
}

interface ViewOptions {
  readonly organization: Organization;
  readonly userId: UserId | null;
  readonly counts: ReadonlyMap<IssueId, IssueCounts>;
  /** The projects of the issues, when they were looked up already. */
  readonly projects?: readonly Project[];
}

/** The shape that lists and details share, for a page of issues at once. */
export async function issueViews(
  deps: Pick<ApiDeps, 'db' | 'publicUrl'>,
  issues: readonly Issue[],
  options: ViewOptions,
): Promise<IssueBaseView[]> {
  const { organization, userId, counts } = options;
  const [projects, teams, users, flags] = await Promise.all([
    options.projects ?? listProjects(deps.db, organization.id),
    issues.some(namesTeam) ? listTeams(deps.db, organization.id) : [],
    usersById(
      deps.db,
      issues.flatMap((issue) => [
        ...usersOwning(issue),
        ...(issue.assignee_user_id === null ? [] : [issue.assignee_user_id]),
      ]),
    ),
    flagsOfUser(
      deps.db,
      userId,
      issues.map((issue) => issue.id),
    ),
  ]);
  const projectById = new Map(projects.map((project) => [project.id, project]));
  const assigneeOf = (issue: Issue): Static<typeof ActorSchema> | null => {
    const user = issue.assignee_user_id === null ? undefined : users.get(issue.assignee_user_id);
    if (user !== undefined) return { type: 'user', id: String(user.id), name: user.name, email: user.email };
    const team = teams.find(({ id }) => id === issue.assignee_team_id);
    return team === undefined ? null : { type: 'team', id: String(team.id), name: team.slug };
  };
  const isThere = ({ type, id }: IssueOwner): boolean =>
    type === 'user' ? users.has(id) : teams.some((team) => team.id === id);
  return issues.flatMap((issue) => {
    const project = projectById.get(issue.project_id);
    if (project === undefined) return [];
    const own = counts.get(issue.id);
    return {
      ...rowView(issue),
      shortId: formatShortId(project.slug, issue.short_id),
      permalink: `${deps.publicUrl}/organizations/${organization.slug}/issues/${issue.id}/`,
      project: projectReference(project),
      assignedTo: assigneeOf(issue),
      owners: issueOwners(issue, isThere),
      isBookmarked: flags.bookmarked.has(issue.id),
      hasSeen: flags.seen.has(issue.id),
      isSubscribed: flags.subscribed.has(issue.id),
      count: String(own?.count ?? issue.times_seen),
      userCount: own?.users ?? 0,
    };
  });
}

/** As its assignee or among its owners. */
function namesTeam(issue: Issue): boolean {
  return issue.assignee_team_id !== null || ownersIn(issue).some(({ type }) => type === 'team');
}

function usersOwning(issue: Issue): number[] {
  return ownersIn(issue).flatMap(({ type, id }) => (type === 'user' ? [id] : []));
}

/** What comes out of the row alone. */
function rowView(issue: Issue) {
  const isFeedback = issue.type === 'feedback';
  return {
    id: String(issue.id),
    shareId: issue.share_id,
    title: issue.title,
    culprit: issue.culprit,
    logger: issue.logger,
    level: issue.level,
    status: issue.status,
    statusDetails: statusDetailsOf(issue),
    substatus: issue.substatus,
    isPublic: issue.is_public === 1,
    platform: issue.platform,
    priority: issue.priority,
    priorityLockedAt: null,
    seerFixabilityScore: null,
    seerAutofixLastTriggered: null,
    seerExplorerAutofixLastTriggered: null,
    type: issue.type,
    issueType: isFeedback ? 'feedback' : 'error',
    issueCategory: isFeedback ? 'feedback' : 'error',
    metadata: JSON.parse(issue.metadata) as Record<string, unknown>,
    numComments: issue.comment_count,
    userReportCount: issue.user_report_count,
    subscriptionDetails: null,
    annotations: [],
    isUnhandled: issue.is_unhandled === 1,
    firstSeen: isoDate(issue.first_seen_at),
    lastSeen: isoDate(issue.last_seen_at),
  };
}

/** The fields that the store needs to end an archiving are not part of the answer. */
function statusDetailsOf(issue: Issue): Record<string, unknown> {
  const details = JSON.parse(issue.status_details) as Record<string, unknown>;
  const known = [
    'inRelease',
    'inNextRelease',
    'inCommit',
    'ignoreCount',
    'ignoreUntil',
    'ignoreWindow',
    'ignoreUserCount',
    'ignoreUserWindow',
    'autoResolved',
  ];
  const shown = Object.fromEntries(Object.entries(details).filter(([name]) => known.includes(name)));
  const until = details['ignoreUntil'];
  return typeof until === 'number' ? { ...shown, ignoreUntil: isoDate(until) } : shown;
}
