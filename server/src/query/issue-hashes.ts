import type { IssueId, ProjectId } from '@garrison/protocol';
import type { Issue, Selects } from '../store/index.ts';

/** The hashes by which the event store knows an issue. Events carry the first 64 bits of a hash. */
export interface OwnedHash {
  readonly issueId: IssueId;
  readonly projectId: ProjectId;
  readonly hash: string;
}

export async function hashesOfIssues(db: Selects, issueIds: readonly IssueId[]): Promise<OwnedHash[]> {
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
  issueId: IssueId,
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
  readonly id: IssueId;
  readonly projectId: ProjectId;
  readonly hash: string;
  /** The batches whose events were being stored at that time. */
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

/** A deleted project of which something may be left in the event store or among the blobs. */
export interface OpenProjectDeletion {
  readonly projectId: ProjectId;
  readonly notedBatches: readonly string[];
  readonly blobKeys: readonly string[];
  /** When its events were erased for the first time, milliseconds. */
  readonly erasedAt: number | null;
}

export async function openProjectDeletions(db: Selects): Promise<OpenProjectDeletion[]> {
  const rows = await db.selectFrom('deleted_projects').selectAll().execute();
  return rows.map(({ project_id, noted_batches, blob_keys, erased_at }) => ({
    projectId: project_id,
    notedBatches: JSON.parse(noted_batches) as string[],
    blobKeys: JSON.parse(blob_keys) as string[],
    erasedAt: erased_at,
  }));
}

/** The issue that owns the event's hash. `hashId`: a UInt64 in decimal. */
export function issueOfHash(db: Selects, projectId: ProjectId, hashId: string): Promise<Issue | undefined> {
  return ownersOf(db, projectId, [hashId]).executeTakeFirst();
}

/** The issues of several hashes of a project, by hash id. */
export async function issuesOfHashes(
  db: Selects,
  projectId: ProjectId,
  hashIds: Iterable<string>,
): Promise<ReadonlyMap<string, Issue>> {
  const wanted = [...new Set(hashIds)];
  if (wanted.length === 0) return new Map();
  const rows = await ownersOf(db, projectId, wanted).execute();
  return new Map(rows.map(({ hash, ...issue }) => [String(hashId(hash)), issue]));
}

function ownersOf(db: Selects, projectId: ProjectId, hashIds: readonly string[]) {
  return db
    .selectFrom('issue_hashes')
    .innerJoin('issues', 'issues.id', 'issue_hashes.issue_id')
    .selectAll('issues')
    .select('issue_hashes.hash')
    .where('issue_hashes.project_id', '=', projectId)
    .where((eb) =>
      eb.or(
        hashIds.map((id) => {
          const prefix = hashPrefix(id);
          // `g` follows the last hex digit.
          return eb.and([eb('issue_hashes.hash', '>=', prefix), eb('issue_hashes.hash', '<', `${prefix}g`)]);
        }),
      ),
    );
}

/** The first 64 bits. */
export function hashId(hash: string): bigint {
  return BigInt(`0x${hash.slice(0, 16)}`);
}

/** The first 16 hex digits of the hashes with this id, a UInt64 in decimal. */
export function hashPrefix(id: string): string {
  return BigInt(id).toString(16).padStart(16, '0');
}
