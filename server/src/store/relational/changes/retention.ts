import type { Kysely } from 'kysely';
import type { BlobStore } from '../../blob/blob.ts';
import type { Database } from '../database.ts';

const ATTACHMENTS_AT_ONCE = 500;

/**
 * What the relational store keeps of single events, when it is from before `before` (milliseconds): attachments with their blobs,
 * dead letters, and reports whose event never came. Issues, and what was reported about them, stay. Gives how many rows went.
 */
export async function dropRowsBefore(
  db: Kysely<Database>,
  blobs: Pick<BlobStore, 'delete'>,
  before: number,
): Promise<number> {
  const letters = await db.deleteFrom('dead_letters').where('created_at', '<', before).executeTakeFirst();
  const reports = await db
    .deleteFrom('user_reports')
    .where('issue_id', 'is', null)
    .where('created_at', '<', before)
    .executeTakeFirst();
  let attachments = 0;
  for (;;) {
    const old = await db
      .selectFrom('attachments')
      .select(['id', 'blob_key'])
      .where('created_at', '<', before)
      .orderBy('created_at')
      .limit(ATTACHMENTS_AT_ONCE)
      .execute();
    if (old.length === 0) break;
    // The blobs first: a row without a blob is found again at the next turn, a blob without a row never.
    for (const { blob_key } of old) await blobs.delete(blob_key);
    const ids = old.map(({ id }) => id);
    await db.deleteFrom('attachments').where('id', 'in', ids).execute();
    attachments += ids.length;
  }
  return Number(letters.numDeletedRows + reports.numDeletedRows) + attachments;
}
