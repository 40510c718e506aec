import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Selects } from '../../store/index.ts';

/** Which of these pieces of an upload are here. */
export async function knownChunks(
  db: Selects,
  organizationId: OrganizationId,
  checksums: readonly string[],
): Promise<ReadonlySet<string>> {
  if (checksums.length === 0) return new Set();
  const rows = await db
    .selectFrom('artifact_chunks')
    .select('checksum')
    .where('organization_id', '=', organizationId)
    .where('checksum', 'in', checksums)
    .execute();
  return new Set(rows.map(({ checksum }) => checksum));
}

/** Of one upload, the projects that it is for; undefined when it is not here. */
export async function findBundle(
  db: Selects,
  organizationId: OrganizationId,
  checksum: string,
): Promise<{ readonly projectIds: readonly ProjectId[] } | undefined> {
  const rows = await db
    .selectFrom('artifact_bundles as bundle')
    .leftJoin('artifact_bundle_projects as of', 'of.bundle_id', 'bundle.id')
    .select('of.project_id')
    .where('bundle.organization_id', '=', organizationId)
    .where('bundle.checksum', '=', checksum)
    .execute();
  if (rows.length === 0) return undefined;
  return { projectIds: rows.flatMap(({ project_id: id }) => (id === null ? [] : [id])) };
}

export interface ArtifactFile {
  readonly id: number;
  readonly debugId: string;
  readonly projectId: ProjectId;
  readonly type: string;
  readonly url: string;
  readonly sourceMapRef: string | null;
  readonly blobKey: string;
}

/** The files of these debug ids in the projects, the newest upload first. */
export async function filesByDebugId(
  db: Selects,
  projectIds: readonly ProjectId[],
  debugIds: readonly string[],
): Promise<readonly ArtifactFile[]> {
  const rows = await db
    .selectFrom('artifact_files as file')
    .innerJoin('artifact_bundle_projects as of', 'of.bundle_id', 'file.bundle_id')
    .select([
      'file.id',
      'file.debug_id',
      'file.type',
      'file.url',
      'file.source_map_ref',
      'file.blob_key',
      'of.project_id',
    ])
    .where('file.debug_id', 'in', debugIds)
    .where('of.project_id', 'in', projectIds)
    .orderBy('of.uploaded_at', 'desc')
    .orderBy('file.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    debugId: row.debug_id ?? '',
    projectId: row.project_id,
    type: row.type,
    url: row.url,
    sourceMapRef: row.source_map_ref,
    blobKey: row.blob_key,
  }));
}
