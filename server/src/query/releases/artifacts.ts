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
  readonly bundleId: number;
  readonly debugId: string | null;
  readonly type: string;
  readonly url: string;
  readonly sourceMapRef: string | null;
  readonly blobKey: string;
  /** Of its bundle. */
  readonly dist: string | null;
}

export interface ProjectFile extends ArtifactFile {
  readonly projectId: ProjectId;
}

/** The files of these debug ids in the projects, the newest upload first. */
export async function filesByDebugId(
  db: Selects,
  projectIds: readonly ProjectId[],
  debugIds: readonly string[],
): Promise<readonly ProjectFile[]> {
  const rows = await uploadedFiles(db)
    .where('file.debug_id', 'in', debugIds)
    .where('of.project_id', 'in', projectIds)
    .execute();
  return rows.map(({ projectId, ...file }) => ({ ...file, projectId }));
}

/** Everything that was uploaded for a release of a project, the newest upload first. */
export function filesOfRelease(db: Selects, projectId: ProjectId, release: string): Promise<ProjectFile[]> {
  return uploadedFiles(db).where('of.project_id', '=', projectId).where('bundle.release', '=', release).execute();
}

/** The files of one upload. */
export function filesOfBundle(db: Selects, bundleId: number): Promise<ArtifactFile[]> {
  return db
    .selectFrom('artifact_files as file')
    .innerJoin('artifact_bundles as bundle', 'bundle.id', 'file.bundle_id')
    .select(FILE)
    .where('file.bundle_id', '=', bundleId)
    .orderBy('file.id')
    .execute();
}

/** The releases of projects that files were uploaded for. */
export function releasesWithFiles(
  db: Selects,
): Promise<{ readonly projectId: ProjectId; readonly release: string | null }[]> {
  return db
    .selectFrom('artifact_bundles as bundle')
    .innerJoin('artifact_bundle_projects as of', 'of.bundle_id', 'bundle.id')
    .select(['of.project_id as projectId', 'bundle.release'])
    .distinct()
    .where('bundle.release', 'is not', null)
    .execute();
}

export async function hasArtifacts(db: Selects, projectId: ProjectId): Promise<boolean> {
  const row = await db
    .selectFrom('artifact_bundle_projects')
    .select('bundle_id')
    .where('project_id', '=', projectId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Changes when sources or source maps were uploaded. */
export async function artifactsVersion(db: Selects): Promise<number> {
  const row = await db.selectFrom('versions').select('version').where('name', '=', 'artifacts').executeTakeFirst();
  return row?.version ?? 0;
}

const FILE = [
  'file.id',
  'file.bundle_id as bundleId',
  'file.debug_id as debugId',
  'file.type',
  'file.url',
  'file.source_map_ref as sourceMapRef',
  'file.blob_key as blobKey',
  'bundle.dist',
] as const;

function uploadedFiles(db: Selects) {
  return db
    .selectFrom('artifact_files as file')
    .innerJoin('artifact_bundles as bundle', 'bundle.id', 'file.bundle_id')
    .innerJoin('artifact_bundle_projects as of', 'of.bundle_id', 'file.bundle_id')
    .select(FILE)
    .select('of.project_id as projectId')
    .orderBy('of.uploaded_at', 'desc')
    .orderBy('file.id', 'desc');
}
