import type { Kysely, Transaction } from 'kysely';
import type { Database, Issue } from '../database.ts';
import { addActivity, type Actor } from './issues.ts';
import { changing } from './versions.ts';

/** Statements take a bounded number of parameters. */
const IDS_PER_STATEMENT = 10_000;

/**
 * The children's hashes move to the parent; no event is rewritten. Their ids and short ids lead to the parent from now on.
 * All are of one project.
 */
export async function mergeIssues(
  db: Kysely<Database>,
  { parent, children }: { parent: Issue; children: readonly Issue[] },
  actor: Actor,
): Promise<void> {
  const ids = children.map((child) => child.id);
  if (ids.length === 0) return;
  const all = [parent, ...children];
  await changing(db, ['issue_hashes'], async (tx) => {
    for (const child of children) await moveHashes(tx, child.id, parent.id);
    await moveRows(tx, ids, parent.id);
    await tx
      .updateTable('issues')
      .set((eb) => ({
        times_seen: eb('times_seen', '+', sum(children.map((child) => child.times_seen))),
        comment_count: eb('comment_count', '+', sum(children.map((child) => child.comment_count))),
        user_report_count: eb('user_report_count', '+', sum(children.map((child) => child.user_report_count))),
        first_seen_at: Math.min(...all.map((issue) => issue.first_seen_at)),
        last_seen_at: Math.max(...all.map((issue) => issue.last_seen_at)),
        first_release: extreme(all, (issue) => -issue.first_seen_at).first_release,
        last_release: extreme(all, (issue) => issue.last_seen_at).last_release,
      }))
      .where('id', '=', parent.id)
      .execute();
    for (const child of children) {
      await tx
        .insertInto('issue_redirects')
        .values({ from_id: child.id, to_id: parent.id, short_id: child.short_id, project_id: child.project_id })
        .execute();
    }
    await tx.deleteFrom('issues').where('id', 'in', ids).execute();
    const merged = children.map((child) => ({ id: String(child.id), shortId: child.short_id, title: child.title }));
    await addActivity(tx, parent, { type: 'merge', data: { issues: merged }, actor });
  });
}

async function moveHashes(tx: Transaction<Database>, from: number, to: number): Promise<void> {
  await tx
    .updateTable('issue_hashes')
    .set((eb) => ({ issue_id: to, merged_from: eb.fn.coalesce('merged_from', eb.val(from)) }))
    .where('issue_id', '=', from)
    .execute();
}

/** What hangs on an issue and would be deleted with it. */
async function moveRows(tx: Transaction<Database>, ids: readonly number[], to: number): Promise<void> {
  await tx.updateTable('issue_activity').set({ issue_id: to }).where('issue_id', 'in', ids).execute();
  await tx.updateTable('user_reports').set({ issue_id: to }).where('issue_id', 'in', ids).execute();
  await tx.updateTable('issue_redirects').set({ to_id: to }).where('to_id', 'in', ids).execute();
}

/**
 * Notes whose events have to go too; they go after, and `confirmDeletions` is told. `discard`: the hashes stay as tombstones, and
 * events with them are dropped from now on.
 */
export async function deleteIssues(
  db: Kysely<Database>,
  issues: readonly Issue[],
  { discard }: { discard: boolean },
): Promise<void> {
  await changing(db, ['issue_hashes'], async (tx) => {
    for (let at = 0; at < issues.length; at += IDS_PER_STATEMENT) {
      const ids = issues.slice(at, at + IDS_PER_STATEMENT).map((issue) => issue.id);
      await deleteRows(tx, ids, discard);
    }
  });
}

async function deleteRows(tx: Transaction<Database>, ids: readonly number[], discard: boolean): Promise<void> {
  await tx
    .insertInto('deleted_hashes')
    .columns(['project_id', 'hash'])
    .expression((eb) => eb.selectFrom('issue_hashes').select(['project_id', 'hash']).where('issue_id', 'in', ids))
    .execute();
  if (discard) {
    await tx
      .updateTable('issue_hashes')
      .set({ issue_id: null, state: 'discarded', merged_from: null })
      .where('issue_id', 'in', ids)
      .execute();
  }
  await tx.deleteFrom('issues').where('id', 'in', ids).execute();
}

/** Their events are gone. */
export async function confirmDeletions(db: Kysely<Database>, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_PER_STATEMENT) {
    await db
      .deleteFrom('deleted_hashes')
      .where('id', 'in', ids.slice(at, at + IDS_PER_STATEMENT))
      .execute();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function extreme(issues: readonly [Issue, ...Issue[]] | Issue[], measure: (issue: Issue) => number): Issue {
  return issues.reduce((best, issue) => (measure(issue) > measure(best) ? issue : best));
}
