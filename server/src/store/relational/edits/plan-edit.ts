import { randomBytes } from 'node:crypto';
import type { UserId, TeamId } from '@garrison/protocol';
import type { Updateable } from 'kysely';
import type { Change } from '../change-feed.ts';
import type { Issue, IssueTable } from '../database.ts';
import type { StatusDetails } from '../issue-life.ts';
import type { Activity, Actor } from './activity.ts';

/** What a person changes about issues; a field that is absent stays. */
export interface IssueEdit {
  readonly status?: 'resolved' | 'unresolved' | 'ignored';
  readonly substatus?: string | null;
  /** What `status_details` holds, which may differ from issue to issue. */
  readonly statusDetails?: (issue: Issue) => StatusDetails;
  readonly assignee?: { readonly userId: UserId } | { readonly teamId: TeamId } | null;
  readonly priority?: string;
  readonly isPublic?: boolean;
  readonly isBookmarked?: boolean;
  readonly hasSeen?: boolean;
  readonly isSubscribed?: boolean;
}

/** What an edit does to one issue. */
export interface PlannedEdit {
  readonly issue: Issue;
  /** Columns; empty when nothing changes. */
  readonly set: Updateable<IssueTable>;
  readonly activities: readonly Activity[];
  readonly changes: readonly Omit<Change, 'id'>[];
}

type Part = Omit<PlannedEdit, 'issue'>;
const NOTHING: Part = { set: {}, activities: [], changes: [] };
const KIND_OF_STATUS = { resolved: 'resolved', ignored: 'archived', unresolved: 'reopened' } as const;

/** The columns, lines of activity and rows of the change feed that an edit of this issue comes to. */
export function planEdit(issue: Issue, edit: IssueEdit, actor: Actor): PlannedEdit {
  const parts = [
    planStatus(issue, edit, actor),
    planAssignee(issue, edit.assignee, actor),
    planPriority(issue, edit.priority),
    planSharing(issue, edit.isPublic),
  ];
  return {
    issue,
    set: Object.assign({}, ...parts.map(({ set }) => set)) as Updateable<IssueTable>,
    activities: parts.flatMap(({ activities }) => activities),
    changes: parts.flatMap(({ changes }) => changes),
  };
}

/** A row of the change feed for an issue that a person changed. */
export function changeBy(
  actor: Actor,
  issue: Pick<Issue, 'id' | 'organization_id' | 'project_id'>,
  what: Pick<Change, 'kind' | 'data'>,
): Omit<Change, 'id'> {
  return {
    ...what,
    at: actor.now,
    organizationId: issue.organization_id,
    projectId: issue.project_id,
    issueId: issue.id,
    ...(actor.userId === null ? {} : { actor: { userId: actor.userId } }),
  };
}

function planStatus(issue: Issue, edit: IssueEdit, actor: Actor): Part {
  const { status } = edit;
  if (status === undefined) return NOTHING;
  const details = edit.statusDetails?.(issue) ?? {};
  const substatus = edit.substatus ?? substatusOf(status, issue);
  const isSame = issue.status === status && issue.substatus === substatus;
  if (isSame && (Object.keys(details).length === 0 || details.escalatesAbove !== undefined)) return NOTHING;
  const data = activityData(details);
  return {
    set: {
      status,
      substatus,
      status_details: JSON.stringify(details),
      resolved_at: status === 'resolved' ? actor.now : null,
    },
    activities: [{ type: activityType(status, details), data }],
    changes: [changeBy(actor, issue, { kind: KIND_OF_STATUS[status], data: { ...data, before: issue.status } })],
  };
}

function substatusOf(status: string, issue: Issue): string | null {
  if (status !== 'unresolved') return null;
  return issue.status === 'unresolved' ? issue.substatus : 'ongoing';
}

function activityType(status: string, details: StatusDetails): string {
  if (status !== 'resolved') return status === 'ignored' ? 'set_ignored' : 'set_unresolved';
  if (details.inCommit !== undefined) return 'set_resolved_in_commit';
  const inRelease = details.inRelease !== undefined || details.inNextRelease !== undefined;
  return inRelease ? 'set_resolved_in_release' : 'set_resolved';
}

/** Under Sentry's names. */
function activityData(details: StatusDetails): Record<string, unknown> {
  const {
    inRelease,
    inNextRelease,
    nextAfter: _after,
    inCommit,
    ignoreUntil,
    escalatesAbove,
    timesSeenAtIgnore: _,
    ...conditions
  } = details;
  if (inCommit !== undefined) return { ...inCommit };
  if (inNextRelease === true) return { version: '' };
  if (inRelease !== undefined) return { version: inRelease };
  if (escalatesAbove !== undefined) return { ignoreUntilEscalating: true };
  return { ...conditions, ...(ignoreUntil === undefined ? {} : { ignoreUntil: new Date(ignoreUntil).toISOString() }) };
}

function planAssignee(issue: Issue, assignee: IssueEdit['assignee'], actor: Actor): Part {
  if (assignee === undefined) return NOTHING;
  const userId = assignee !== null && 'userId' in assignee ? assignee.userId : null;
  const teamId = assignee !== null && 'teamId' in assignee ? assignee.teamId : null;
  if (issue.assignee_user_id === userId && issue.assignee_team_id === teamId) return NOTHING;
  const data =
    assignee === null ? {} : { assignee: String(userId ?? teamId), assigneeType: userId === null ? 'team' : 'user' };
  const before = assigneeName(issue.assignee_user_id, issue.assignee_team_id);
  return {
    set: { assignee_user_id: userId, assignee_team_id: teamId },
    activities: [{ type: assignee === null ? 'unassigned' : 'assigned', data }],
    changes: [changeBy(actor, issue, { kind: 'assigned', data: { before, after: assigneeName(userId, teamId) } })],
  };
}

/** `user:7`, `team:3` or null. */
function assigneeName(userId: UserId | null, teamId: TeamId | null): string | null {
  if (userId !== null) return `user:${userId}`;
  return teamId === null ? null : `team:${teamId}`;
}

function planPriority(issue: Issue, priority: string | undefined): Part {
  if (priority === undefined || priority === issue.priority) return NOTHING;
  return { set: { priority }, activities: [{ type: 'set_priority', data: { priority } }], changes: [] };
}

function planSharing(issue: Issue, isPublic: boolean | undefined): Part {
  if (isPublic === undefined || isPublic === (issue.is_public === 1)) return NOTHING;
  return {
    set: { is_public: Number(isPublic), share_id: isPublic ? randomBytes(16).toString('hex') : null },
    activities: [{ type: isPublic ? 'set_public' : 'set_private', data: {} }],
    changes: [],
  };
}
