import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Generated } from 'kysely';

/** Uploaded sources and source maps. */
export interface ArtifactTables {
  artifact_chunks: ArtifactChunkTable;
  artifact_bundles: ArtifactBundleTable;
  artifact_bundle_projects: ArtifactBundleProjectTable;
  artifact_files: ArtifactFileTable;
}

/** A piece of an upload, under the SHA-1 of its bytes. */
interface ArtifactChunkTable {
  organization_id: OrganizationId;
  checksum: string;
  size: number;
  created_at: number;
}
/** One upload of sources and source maps; `checksum` is the SHA-1 of the whole. */
interface ArtifactBundleTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  checksum: string;
  release: string | null;
  dist: string | null;
  size: number;
  file_count: number;
  created_at: number;
}
interface ArtifactBundleProjectTable {
  bundle_id: number;
  project_id: ProjectId;
  uploaded_at: number;
}
/** `debug_id`: 32 hex digits. The bytes lie in the blob store, compressed with gzip. */
interface ArtifactFileTable {
  id: Generated<number>;
  bundle_id: number;
  debug_id: string | null;
  type: string;
  url: string;
  source_map_ref: string | null;
  blob_key: string;
  size: number;
}
