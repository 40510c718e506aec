/**
 * Uploaded sources and source maps. A chunk is a piece of an upload, kept until no bundle needs it. A bundle is one upload, put together;
 * it belongs to the organisation and is meant for some of its projects. Files are found by debug id; of two with the same the newest
 * upload counts.
 */
export const artifacts = `
CREATE TABLE artifact_chunks (
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  checksum text NOT NULL,
  size bigint NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (organization_id, checksum)
);
CREATE INDEX artifact_chunks_age ON artifact_chunks (created_at);
CREATE TABLE artifact_bundles (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  checksum text NOT NULL,
  release text,
  dist text,
  size bigint NOT NULL,
  file_count bigint NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, checksum)
);
CREATE TABLE artifact_bundle_projects (
  bundle_id bigint NOT NULL REFERENCES artifact_bundles (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  uploaded_at bigint NOT NULL,
  PRIMARY KEY (bundle_id, project_id)
);
CREATE INDEX artifact_bundle_projects_project ON artifact_bundle_projects (project_id);
CREATE TABLE artifact_files (
  id IDENTITY,
  bundle_id bigint NOT NULL REFERENCES artifact_bundles (id) ON DELETE CASCADE,
  debug_id text,
  type text NOT NULL,
  url text NOT NULL,
  source_map_ref text,
  blob_key text NOT NULL,
  size bigint NOT NULL
);
CREATE INDEX artifact_files_debug_id ON artifact_files (debug_id, type);
CREATE INDEX artifact_files_bundle ON artifact_files (bundle_id);
INSERT INTO versions (name, version) VALUES ('artifacts', 0);
`;
