import type { Selects } from '../store/index.ts';

/** The hashes by which the event store knows an issue. Events carry the first 64 bits of a hash. */
export interface HashOwner {
  readonly issueId: number;
  readonly projectId: number;
  readonly hash: string;
}

export async function hashesOfIssues(db: Selects, issueIds: readonly number[]): Promise<HashOwner[]> {
  if (issueIds.length === 0) return [];
  const rows = await db
    .selectFrom('issue_hashes')
    .select(['issue_id', 'project_id', 'hash'])
    .where('issue_id', 'in', issueIds)
    .execute();
  return rows.flatMap(({ issue_id, project_id, hash }) =>
    issue_id === null ? [] : [{ issueId: issue_id, projectId: project_id, hash }],
  );
}

/** All hashes of one issue; `mergedFrom`: the issue that had it before a merge. */
export async function hashesOfIssue(
  db: Selects,
  issueId: number,
): Promise<{ readonly hash: string; readonly mergedFrom: number | null }[]> {
  return db
    .selectFrom('issue_hashes')
    .select(['hash', 'merged_from as mergedFrom'])
    .where('issue_id', '=', issueId)
    .orderBy('hash')
    .execute();
}

/** A hash of a deleted issue whose events are still in the event store. */
export interface OpenDeletion {
  readonly id: number;
  readonly projectId: number;
  readonly hash: string;
  /** The batches whose events were on their way into the event store. */
  readonly notedBatches: readonly string[];
}

export async function openDeletions(db: Selects): Promise<OpenDeletion[]> {
  const rows = await db
    .selectFrom('deleted_hashes')
    .select(['id', 'project_id', 'hash', 'noted_batches'])
    .where('erased_at', 'is', null)
    .execute();
  return rows.map(({ id, project_id, hash, noted_batches }) => ({
    id,
    projectId: project_id,
    hash,
    notedBatches: JSON.parse(noted_batches) as string[],
  }));
}

/** Which issue owns the event's hash. */
export async function issueOfHash(db: Selects, projectId: number, hashId: string): Promise<number | undefined> {
  const prefix = hashPrefix(hashId);
  const row = await db
    .selectFrom('issue_hashes')
    .select('issue_id')
    .where('project_id', '=', projectId)
    .where('hash', '>=', prefix)
    // `g` follows the last hex digit.
    .where('hash', '<', `${prefix}g`)
    .where('issue_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.issue_id ?? undefined;
}

/** The first 64 bits. */
export function hashId(hash: string): bigint {
  return BigInt(`0x${hash.slice(0, 16)}`);
}

/** The first 16 hex digits of the hashes with this id, a UInt64 in decimal. */
export function hashPrefix(id: string): string {
  return BigInt(id).toString(16).padStart(16, '0');
}
