/**
 * CODEOWNERS files of a project, and who the names of a code host are here: a team or a user. `source_root` is where the repository
 * begins, `stack_root` what stands for it in stack traces.
 */
export const codeowners = `
CREATE TABLE codeowners (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  raw text NOT NULL,
  source_root text NOT NULL,
  stack_root text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX codeowners_project ON codeowners (project_id, id);
CREATE TABLE external_actors (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  provider text NOT NULL,
  external_name text NOT NULL,
  team_id bigint REFERENCES teams (id) ON DELETE CASCADE,
  user_id bigint REFERENCES users (id) ON DELETE CASCADE,
  UNIQUE (organization_id, provider, external_name)
);
CREATE INDEX external_actors_team ON external_actors (team_id);
CREATE INDEX external_actors_user ON external_actors (user_id);
`;
