import type { IssueId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import { appendChanges } from '../change-feed.ts';
import type { Database, Issue } from '../database.ts';
import { type Actor, addActivities } from './activity.ts';
import { currentIssues } from './issues.ts';
import { changeBy } from './plan-edit.ts';
import { changing } from './versions.ts';

type Tx = Transaction<Database>;

export interface Merged {
  readonly parent: Issue;
  readonly children: readonly Issue[];
}

const FLAGS = ['issue_bookmarks', 'issue_seen', 'issue_subscriptions'] as const;

/**
 * Merges issues of one project, as they are in the transaction: the one seen most keeps its id (among equals the oldest), as in Sentry.
 * The others' hashes move to it; no event is rewritten. Their ids and short ids lead to it from now on. What people did stays: who is
 * assigned (the parent's assignee first), bookmarks, subscriptions, who has seen it; when one of the issues is open, so is the merged one.
 * Undefined, and nothing done, when fewer than two of them are there, or they are of several projects.
 */
export function mergeIssues(db: Kysely<Database>, ids: readonly IssueId[], actor: Actor): Promise<Merged | undefined> {
  return changing(db, ['issue_hashes'], async (tx) => {
    const issues = await currentIssues(tx, ids);
    const [parent, ...children] = issues.toSorted((a, b) => b.times_seen - a.times_seen || a.id - b.id);
    if (parent === undefined || children.length === 0) return undefined;
    if (children.some((child) => child.project_id !== parent.project_id)) return undefined;
    const childIds = children.map(({ id }) => id);
    for (const child of children) await moveHashes(tx, child.id, parent.id);
    await moveRows(tx, childIds, parent.id);
    for (const flag of FLAGS) await copyFlags(tx, flag, { from: childIds, to: parent.id });
    await tx
      .updateTable('issues')
      .set({ ...sums([parent, ...children]), ...assigneeOf([parent, ...children]), ...statusOf(parent, children) })
      .where('id', '=', parent.id)
      .execute();
    await addRedirects(tx, { parent, children });
    await tx.deleteFrom('issues').where('id', 'in', childIds).execute();
    await tell(tx, { parent, children }, actor);
    return { parent, children };
  });
}

async function moveHashes(tx: Tx, from: number, to: number): Promise<void> {
  await tx
    .updateTable('issue_hashes')
    .set((eb) => ({ issue_id: to, merged_from: eb.fn.coalesce('merged_from', eb.val(from)) }))
    .where('issue_id', '=', from)
    .execute();
}

/** The rows that refer to an issue and would be deleted with it. */
async function moveRows(tx: Tx, ids: readonly IssueId[], to: IssueId): Promise<void> {
  await tx.updateTable('issue_activity').set({ issue_id: to }).where('issue_id', 'in', ids).execute();
  await tx.updateTable('user_reports').set({ issue_id: to }).where('issue_id', 'in', ids).execute();
  await tx.updateTable('issue_redirects').set({ to_id: to }).where('to_id', 'in', ids).execute();
}

async function copyFlags(
  tx: Tx,
  table: (typeof FLAGS)[number],
  { from, to }: { from: readonly number[]; to: number },
): Promise<void> {
  await tx
    .insertInto(table)
    .columns(['issue_id', 'user_id', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom(table)
        .select((one) => [one.lit(to).as('issue_id'), 'user_id', one.fn.max('created_at').as('created_at')])
        .where('issue_id', 'in', from)
        .groupBy('user_id'),
    )
    .onConflict((conflict) => conflict.columns(['issue_id', 'user_id']).doNothing())
    .execute();
}

async function addRedirects(tx: Tx, { parent, children }: Merged): Promise<void> {
  const redirects = children.map(({ id, short_id, project_id }) => ({
    from_id: id,
    to_id: parent.id,
    short_id,
    project_id,
  }));
  await tx.insertInto('issue_redirects').values(redirects).execute();
}

async function tell(tx: Tx, { parent, children }: Merged, actor: Actor): Promise<void> {
  const merged = children.map((child) => ({ id: String(child.id), shortId: child.short_id, title: child.title }));
  const { status } = { ...parent, ...statusOf(parent, children) };
  const reopens = status !== parent.status;
  const lines = [{ issue: parent, type: 'merge', data: { issues: merged } }];
  await addActivities(tx, reopens ? [...lines, { issue: parent, type: 'set_unresolved', data: {} }] : lines, actor);
  const changes = children.map((child) =>
    changeBy(actor, child, { kind: 'merged', data: { into: parent.id, shortId: child.short_id } }),
  );
  const reopened = changeBy(actor, parent, { kind: 'reopened', data: { before: parent.status } });
  await appendChanges(tx, reopens ? [...changes, reopened] : changes);
}

function sums(all: readonly Issue[]) {
  const total = (column: 'times_seen' | 'comment_count' | 'user_report_count') =>
    all.reduce((sum, issue) => sum + issue[column], 0);
  return {
    times_seen: total('times_seen'),
    comment_count: total('comment_count'),
    user_report_count: total('user_report_count'),
    first_seen_at: Math.min(...all.map((issue) => issue.first_seen_at)),
    last_seen_at: Math.max(...all.map((issue) => issue.last_seen_at)),
    first_release: extreme(all, (issue) => -issue.first_seen_at)?.first_release ?? null,
    last_release: extreme(all, (issue) => issue.last_seen_at)?.last_release ?? null,
  };
}

function extreme(issues: readonly Issue[], measure: (issue: Issue) => number): Issue | undefined {
  return issues.toSorted((a, b) => measure(b) - measure(a))[0];
}

/** Of the first that has one; the parent comes first. */
function assigneeOf(all: readonly Issue[]): Pick<Issue, 'assignee_user_id' | 'assignee_team_id'> {
  const owner = all.find((issue) => issue.assignee_user_id !== null || issue.assignee_team_id !== null);
  return {
    assignee_user_id: owner?.assignee_user_id ?? null,
    assignee_team_id: owner?.assignee_team_id ?? null,
  };
}

/** An open issue decides: a person still has to look at it. */
function statusOf(parent: Issue, children: readonly Issue[]): Partial<Issue> {
  const open = children.find((child) => child.status === 'unresolved');
  if (parent.status === 'unresolved' || open === undefined) return {};
  return { status: 'unresolved', substatus: open.substatus, status_details: '{}', resolved_at: null };
}
