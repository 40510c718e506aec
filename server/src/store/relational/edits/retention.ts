import type { ProjectId, EventId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { BlobStore } from '../../blob/blob.ts';
import type { Database } from '../database.ts';
import { dropAlertsBefore } from './alert-retention.ts';
import { inStatements, ROWS_PER_STATEMENT } from '../../statement-limits.ts';

const ATTACHMENTS_AT_ONCE = 500;

/**
 * What the relational store keeps of single events, when it is from before `before` (milliseconds): attachments with their blobs,
 * dead letters, and reports whose event never came; and alerts that ended, with their messages. Issues, and what was reported about
 * them, stay. Returns how many rows were deleted.
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
  // What was received before these deletions is processed, or past retention itself.
  await db.deleteFrom('deleted_hashes').where('erased_at', '<', before).execute();
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
    await dropAttachments(db, blobs, old);
    attachments += old.length;
  }
  const alerts = await dropAlertsBefore(db, before);
  return Number(letters.numDeletedRows + reports.numDeletedRows) + attachments + alerts;
}

/** Pieces of uploads that were never put together. The bytes first, as of attachments. Gives how many went. */
export async function dropChunksBefore(
  db: Kysely<Database>,
  blobs: Pick<BlobStore, 'delete'>,
  before: number,
): Promise<number> {
  const old = await db.selectFrom('artifact_chunks').selectAll().where('created_at', '<', before).execute();
  for (const { organization_id: organizationId, checksum } of old) {
    await blobs.delete(`chunks/${organizationId}/${checksum}`);
    await db
      .deleteFrom('artifact_chunks')
      .where('organization_id', '=', organizationId)
      .where('checksum', '=', checksum)
      .where('created_at', '<', before)
      .execute();
  }
  return old.length;
}

/** Of some events of a project, with their blobs. */
export async function deleteAttachments(
  db: Kysely<Database>,
  blobs: Pick<BlobStore, 'delete'>,
  { projectId, eventIds }: { projectId: ProjectId; eventIds: readonly EventId[] },
): Promise<void> {
  const rows = await db
    .selectFrom('attachments')
    .select(['id', 'blob_key'])
    .where('project_id', '=', projectId)
    .where('event_id', 'in', eventIds)
    .execute();
  for (const some of inStatements(rows, ROWS_PER_STATEMENT)) await dropAttachments(db, blobs, some);
}

/** The blobs first: a row without a blob is found again at the next turn, a blob without a row never. */
async function dropAttachments(
  db: Kysely<Database>,
  blobs: Pick<BlobStore, 'delete'>,
  rows: readonly { readonly id: number; readonly blob_key: string }[],
): Promise<void> {
  for (const { blob_key } of rows) await blobs.delete(blob_key);
  const ids = rows.map(({ id }) => id);
  await db.deleteFrom('attachments').where('id', 'in', ids).execute();
}
