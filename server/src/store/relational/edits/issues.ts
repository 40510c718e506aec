import { randomBytes } from 'node:crypto';
import type { Kysely, Transaction, Updateable } from 'kysely';
import type { Database, Issue, IssueTable } from '../database.ts';
import type { StatusDetails } from '../issue-life.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** What a person changes about issues; a field that is absent stays. */
export interface IssueEdit {
  readonly status?: 'resolved' | 'unresolved' | 'ignored';
  readonly substatus?: string | null;
  /** What `status_details` holds, which may differ from issue to issue. */
  readonly statusDetails?: (issue: Issue) => StatusDetails;
  readonly assignee?: { readonly userId: number } | { readonly teamId: number } | null;
  readonly priority?: string;
  readonly isPublic?: boolean;
  readonly isBookmarked?: boolean;
  readonly hasSeen?: boolean;
  readonly isSubscribed?: boolean;
}

export interface Actor {
  readonly userId: number | null;
  readonly now: number;
}

/** All in one transaction; what really changed leaves a line in the activity. */
export async function updateIssues(
  db: Db,
  issues: readonly Issue[],
  { change, actor }: { change: IssueEdit; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const issue of issues) {
      await changeStatus(tx, issue, { change, actor });
      await changeAssignee(tx, issue, { assignee: change.assignee, actor });
      await changeRest(tx, issue, { change, actor });
      await changeFlag(tx, 'issue_bookmarks', { issueId: issue.id, on: change.isBookmarked, actor });
      await changeFlag(tx, 'issue_seen', { issueId: issue.id, on: change.hasSeen, actor });
      await changeFlag(tx, 'issue_subscriptions', { issueId: issue.id, on: change.isSubscribed, actor });
    }
  });
}

async function changeStatus(
  tx: Tx,
  issue: Issue,
  { change, actor }: { change: IssueEdit; actor: Actor },
): Promise<void> {
  const { status } = change;
  if (status === undefined) return;
  const details = change.statusDetails?.(issue) ?? {};
  const substatus = change.substatus ?? substatusOf(status, issue);
  const isSame = issue.status === status && issue.substatus === substatus;
  if (isSame && (Object.keys(details).length === 0 || details.escalatesAbove !== undefined)) return;
  const set: Updateable<IssueTable> = {
    status,
    substatus,
    status_details: JSON.stringify(details),
    resolved_at: status === 'resolved' ? actor.now : null,
  };
  await tx.updateTable('issues').set(set).where('id', '=', issue.id).execute();
  const type = activityOf(status, details);
  await addActivity(tx, issue, { type, data: activityData(details), actor });
}

function substatusOf(status: string, issue: Issue): string | null {
  if (status !== 'unresolved') return null;
  return issue.status === 'unresolved' ? issue.substatus : 'ongoing';
}

function activityOf(status: string, details: StatusDetails): string {
  if (status !== 'resolved') return status === 'ignored' ? 'set_ignored' : 'set_unresolved';
  const inRelease = details.inRelease !== undefined || details.inNextRelease !== undefined;
  return inRelease ? 'set_resolved_in_release' : 'set_resolved';
}

/** Under Sentry's names. */
function activityData(details: StatusDetails): Record<string, unknown> {
  const { inRelease, inNextRelease, ignoreUntil, escalatesAbove, timesSeenAtIgnore: _, ...conditions } = details;
  if (inNextRelease === true) return { version: '' };
  if (inRelease !== undefined) return { version: inRelease };
  if (escalatesAbove !== undefined) return { ignoreUntilEscalating: true };
  return { ...conditions, ...(ignoreUntil === undefined ? {} : { ignoreUntil: new Date(ignoreUntil).toISOString() }) };
}

/** Issues whose time in the archive is over though no event came: they are open again. Gives their rows as they were. */
export async function reopenDueIssues(db: Db, now: number): Promise<Issue[]> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('issues')
      .selectAll()
      .where('status', '=', 'ignored')
      .where('substatus', '=', 'archived_until_condition_met')
      .execute();
    const due = waiting.filter((issue) => {
      // Written by this file and by the issue writer.
      const { ignoreUntil } = JSON.parse(issue.status_details) as StatusDetails;
      return ignoreUntil !== undefined && now >= ignoreUntil;
    });
    for (const issue of due) {
      const set = { status: 'unresolved', substatus: 'ongoing', status_details: '{}' };
      await tx.updateTable('issues').set(set).where('id', '=', issue.id).execute();
      await addActivity(tx, issue, { type: 'set_unresolved', data: {}, actor: { userId: null, now } });
    }
    return due;
  });
}

async function changeAssignee(
  tx: Tx,
  issue: Issue,
  { assignee, actor }: { assignee: IssueEdit['assignee']; actor: Actor },
): Promise<void> {
  if (assignee === undefined) return;
  const userId = assignee !== null && 'userId' in assignee ? assignee.userId : null;
  const teamId = assignee !== null && 'teamId' in assignee ? assignee.teamId : null;
  if (issue.assignee_user_id === userId && issue.assignee_team_id === teamId) return;
  await tx
    .updateTable('issues')
    .set({ assignee_user_id: userId, assignee_team_id: teamId })
    .where('id', '=', issue.id)
    .execute();
  const data =
    assignee === null ? {} : { assignee: String(userId ?? teamId), assigneeType: userId === null ? 'team' : 'user' };
  await addActivity(tx, issue, { type: assignee === null ? 'unassigned' : 'assigned', data, actor });
}

async function changeRest(tx: Tx, issue: Issue, { change, actor }: { change: IssueEdit; actor: Actor }): Promise<void> {
  if (change.priority !== undefined && change.priority !== issue.priority) {
    await tx.updateTable('issues').set({ priority: change.priority }).where('id', '=', issue.id).execute();
    await addActivity(tx, issue, { type: 'set_priority', data: { priority: change.priority }, actor });
  }
  const { isPublic } = change;
  if (isPublic !== undefined && isPublic !== (issue.is_public === 1)) {
    await tx
      .updateTable('issues')
      .set({ is_public: Number(isPublic), share_id: isPublic ? randomBytes(16).toString('hex') : null })
      .where('id', '=', issue.id)
      .execute();
    await addActivity(tx, issue, { type: isPublic ? 'set_public' : 'set_private', data: {}, actor });
  }
}

async function changeFlag(
  tx: Tx,
  table: 'issue_bookmarks' | 'issue_seen' | 'issue_subscriptions',
  { issueId, on, actor }: { issueId: number; on: boolean | undefined; actor: Actor },
): Promise<void> {
  if (on === undefined || actor.userId === null) return;
  if (!on) {
    await tx.deleteFrom(table).where('issue_id', '=', issueId).where('user_id', '=', actor.userId).execute();
    return;
  }
  await tx
    .insertInto(table)
    .values({ issue_id: issueId, user_id: actor.userId, created_at: actor.now })
    .onConflict((conflict) => conflict.columns(['issue_id', 'user_id']).doUpdateSet({ created_at: actor.now }))
    .execute();
}

export async function addActivity(
  db: Db,
  issue: { id: number; project_id: number },
  { type, data, actor }: { type: string; data: Readonly<Record<string, unknown>>; actor: Actor },
): Promise<number> {
  const { id } = await db
    .insertInto('issue_activity')
    .values({
      issue_id: issue.id,
      project_id: issue.project_id,
      user_id: actor.userId,
      type,
      data: JSON.stringify(data),
      created_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export function addNote(db: Db, issue: Issue, { text, actor }: { text: string; actor: Actor }): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('issues')
      .set((eb) => ({ comment_count: eb('comment_count', '+', 1) }))
      .where('id', '=', issue.id)
      .execute();
    return addActivity(tx, issue, { type: 'note', data: { text }, actor });
  });
}

export async function editNote(db: Db, id: number, text: string): Promise<void> {
  await db
    .updateTable('issue_activity')
    .set({ data: JSON.stringify({ text }) })
    .where('id', '=', id)
    .execute();
}

export async function deleteNote(db: Db, issueId: number, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('issue_activity').where('id', '=', id).execute();
    await tx
      .updateTable('issues')
      .set((eb) => ({ comment_count: eb('comment_count', '-', 1) }))
      .where('id', '=', issueId)
      .execute();
  });
}
