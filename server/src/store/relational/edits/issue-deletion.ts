import type { IssueId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import { appendChanges } from '../change-feed.ts';
import type { Database } from '../database.ts';
import { notedBatches } from '../shard-state.ts';
import { currentIssues } from './issues.ts';
import type { Actor } from './activity.ts';
import { changeBy } from './plan-edit.ts';
import { changing } from './versions.ts';
import { inStatements } from '../../statement-limits.ts';

type Tx = Transaction<Database>;

/**
 * Deletes the issues at once, and notes their hashes: events that were received until now are deleted from the event store, and
 * those among them that are processed later are not stored. What is received later is not touched: it makes a new issue. `discard`:
 * events with these hashes are dropped from now on, too.
 */
export async function deleteIssues(
  db: Kysely<Database>,
  ids: readonly IssueId[],
  { discard, actor }: { discard: boolean; actor: Actor },
): Promise<void> {
  await changing(db, ['issue_hashes'], async (tx) => {
    const issues = await currentIssues(tx, ids);
    const noted = JSON.stringify(await notedBatches(tx));
    for (const some of inStatements(issues.map(({ id }) => id))) {
      await deleteRows(tx, some, { discard, deletedAt: actor.now, noted });
    }
    await appendChanges(
      tx,
      issues.map((issue) =>
        changeBy(actor, issue, { kind: 'deleted', data: { shortId: issue.short_id, title: issue.title, discard } }),
      ),
    );
  });
}

async function deleteRows(
  tx: Tx,
  ids: readonly IssueId[],
  { discard, deletedAt, noted }: { discard: boolean; deletedAt: number; noted: string },
): Promise<void> {
  await tx
    .insertInto('deleted_hashes')
    .columns(['project_id', 'hash', 'deleted_at', 'noted_batches'])
    .expression((eb) =>
      eb
        .selectFrom('issue_hashes')
        .select((one) => [
          'project_id',
          'hash',
          one.val(deletedAt).as('deleted_at'),
          one.val(noted).as('noted_batches'),
        ])
        .where('issue_id', 'in', ids),
    )
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

/**
 * Their events were deleted from the event store. The rows of `deleted_hashes` stay: a backlog may still hold events that were
 * received before.
 */
export async function confirmDeletions(db: Kysely<Database>, ids: readonly number[], now: number): Promise<void> {
  for (const some of inStatements(ids)) {
    await changing(db, ['issue_hashes'], (tx) =>
      tx.updateTable('deleted_hashes').set({ erased_at: now }).where('id', 'in', some).execute(),
    );
  }
}
