/**
 * The ownership rules of a project, as they were written; without a row a project has none.
 * `owners` of an issue: JSON, whom the rules named for its newest event, the first one first.
 */
export const ownership = `
CREATE TABLE ownership (
  project_id bigint PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  raw text NOT NULL,
  fallthrough bigint NOT NULL,
  auto_assignment text NOT NULL,
  codeowners_auto_sync bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
ALTER TABLE issues ADD COLUMN owners text NOT NULL DEFAULT '[]';
`;
