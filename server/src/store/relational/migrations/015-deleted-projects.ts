/**
 * Projects whose rows are gone and whose events may not be. `noted_batches`: JSON, the batches that were on their way into the event
 * store at the deletion; `blob_keys`: JSON, of their attachments; `erased_at`: when their events were erased for the first time.
 */
export const deletedProjects = `
CREATE TABLE deleted_projects (
  project_id bigint PRIMARY KEY,
  noted_batches text NOT NULL,
  blob_keys text NOT NULL,
  erased_at bigint
);
`;
