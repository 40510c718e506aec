/**
 * Hashes of deleted issues whose events are still to be deleted: written with the deletion, removed when the event store has
 * deleted the events.
 */
export const deletedHashes = `
CREATE TABLE deleted_hashes (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  hash text NOT NULL
);
CREATE INDEX deleted_hashes_project ON deleted_hashes (project_id);
`;
