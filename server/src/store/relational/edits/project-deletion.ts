import type { ProjectId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { notedBatches } from '../shard-state.ts';
import { changing } from './versions.ts';

/**
 * The projects go at once, with their issues, keys, releases that no other project has, and the rest. What is left of them in the event
 * store and among the blobs is noted: it is erased by `finishDeletions`, after a crash, too.
 */
export async function deleteProjects(db: Kysely<Database>, ids: readonly ProjectId[]): Promise<void> {
  if (ids.length === 0) return;
  await changing(db, ['settings', 'issue_hashes'], async (tx) => {
    await noteDeletion(tx, ids);
    const released = tx
      .selectFrom('release_projects')
      .select('release_id')
      .distinct()
      .where('project_id', 'in', ids)
      .where('release_id', 'not in', (eb) =>
        eb.selectFrom('release_projects').select('release_id').where('project_id', 'not in', ids),
      );
    await tx.deleteFrom('releases').where('id', 'in', released).execute();
    await tx.deleteFrom('projects').where('id', 'in', ids).execute();
  });
}

async function noteDeletion(tx: Transaction<Database>, ids: readonly ProjectId[]): Promise<void> {
  const there = await tx.selectFrom('projects').select('id').where('id', 'in', ids).execute();
  if (there.length === 0) return;
  const noted = JSON.stringify(await notedBatches(tx));
  const blobs = await tx
    .selectFrom('attachments')
    .select(['project_id', 'blob_key'])
    .where('project_id', 'in', ids)
    .execute();
  const keys = Map.groupBy(blobs, (row) => row.project_id);
  const rows = there.map(({ id }) => ({
    project_id: id,
    noted_batches: noted,
    blob_keys: JSON.stringify((keys.get(id) ?? []).map((row) => row.blob_key)),
    erased_at: null,
  }));
  await tx.insertInto('deleted_projects').values(rows).execute();
}

/** `erased`: for the first time; `done`: nothing of them can be stored any more. */
export async function confirmProjectDeletions(
  db: Kysely<Database>,
  { erased, done, now }: { erased: readonly ProjectId[]; done: readonly ProjectId[]; now: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('deleted_projects').set({ erased_at: now }).where('project_id', 'in', erased).execute();
    await tx.deleteFrom('deleted_projects').where('project_id', 'in', done).execute();
  });
}
