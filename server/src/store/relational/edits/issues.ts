import type { IssueId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import { appendChanges } from '../change-feed.ts';
import type { Database, Issue } from '../database.ts';
import type { StatusDetails } from '../issue-life.ts';
import { type Actor, addActivities } from './activity.ts';
import { type IssueEdit, type PlannedEdit, planEdit } from './plan-edit.ts';
import { inStatements, ROWS_PER_STATEMENT } from '../../statement-limits.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/**
 * All in one transaction, which reads the issues again; issues that do not exist any more are left out. Each real change adds an
 * entry to the activity and a row to the change feed.
 */
export async function updateIssues(
  db: Db,
  ids: readonly IssueId[],
  { edit, actor }: { edit: IssueEdit; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const issues = await currentIssues(tx, ids);
    await savePlans(
      tx,
      issues.map((issue) => planEdit(issue, edit, actor)),
      actor,
    );
    const present = issues.map(({ id }) => id);
    await setFlag(tx, 'issue_bookmarks', { ids: present, on: edit.isBookmarked, actor });
    await setFlag(tx, 'issue_seen', { ids: present, on: edit.hasSeen, actor });
    await setFlag(tx, 'issue_subscriptions', { ids: present, on: edit.isSubscribed, actor });
  });
}

/** The issues as they are now, in the order of their ids. */
export async function currentIssues(tx: Tx, ids: readonly IssueId[]): Promise<Issue[]> {
  const issues: Issue[] = [];
  const ordered = [...new Set(ids)].toSorted((a, b) => a - b);
  for (const some of inStatements(ordered)) {
    issues.push(...(await tx.selectFrom('issues').selectAll().where('id', 'in', some).orderBy('id').execute()));
  }
  return issues;
}

/** Opens archived issues again whose time is over, also when no event arrived. Returns how many. */
export async function reopenDueIssues(db: Db, now: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('issues')
      .selectAll()
      .where('status', '=', 'ignored')
      .where('substatus', '=', 'archived_until_condition_met')
      .execute();
    const due = waiting.filter((issue) => {
      // Written by the edits of issues and by the issue writer.
      const { ignoreUntil } = JSON.parse(issue.status_details) as StatusDetails;
      return ignoreUntil !== undefined && now >= ignoreUntil;
    });
    const actor = { userId: null, now };
    await savePlans(
      tx,
      due.map((issue) => planEdit(issue, { status: 'unresolved', substatus: 'ongoing' }, actor)),
      actor,
    );
    return due.length;
  });
}

async function savePlans(tx: Tx, plans: readonly PlannedEdit[], actor: Actor): Promise<void> {
  const groups = Map.groupBy(
    plans.filter(({ set }) => Object.keys(set).length > 0),
    ({ set }) => JSON.stringify(set),
  );
  for (const group of groups.values()) {
    const set = group[0]?.set ?? {};
    for (const ids of inStatements(group.map(({ issue }) => issue.id))) {
      await tx.updateTable('issues').set(set).where('id', 'in', ids).execute();
    }
  }
  await addActivities(
    tx,
    plans.flatMap(({ issue, activities }) => activities.map((activity) => ({ issue, ...activity }))),
    actor,
  );
  await appendChanges(
    tx,
    plans.flatMap(({ changes }) => changes),
  );
}

async function setFlag(
  tx: Tx,
  table: 'issue_bookmarks' | 'issue_seen' | 'issue_subscriptions',
  { ids, on, actor }: { ids: readonly IssueId[]; on: boolean | undefined; actor: Actor },
): Promise<void> {
  const { userId, now } = actor;
  if (on === undefined || userId === null) return;
  for (const some of inStatements(ids, ROWS_PER_STATEMENT)) {
    if (on) {
      await tx
        .insertInto(table)
        .values(some.map((id) => ({ issue_id: id, user_id: userId, created_at: now })))
        .onConflict((conflict) => conflict.columns(['issue_id', 'user_id']).doUpdateSet({ created_at: now }))
        .execute();
    } else {
      await tx.deleteFrom(table).where('issue_id', 'in', some).where('user_id', '=', userId).execute();
    }
  }
}
