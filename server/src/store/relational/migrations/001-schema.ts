/** `IDENTITY` stands for the engine's own generated key; the rest is SQL that SQLite and PostgreSQL share. */
export const schema = `
CREATE TABLE organizations (
  id IDENTITY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  options text NOT NULL DEFAULT '{}',
  created_at bigint NOT NULL
);
CREATE TABLE users (
  id IDENTITY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text,
  is_active integer NOT NULL DEFAULT 1,
  is_superuser integer NOT NULL DEFAULT 0,
  options text NOT NULL DEFAULT '{}',
  created_at bigint NOT NULL,
  last_login_at bigint
);
CREATE TABLE organization_members (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, user_id)
);
CREATE INDEX organization_members_user ON organization_members (user_id);
CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);
CREATE TABLE api_tokens (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id bigint REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  last_characters text NOT NULL,
  scopes text NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint,
  expires_at bigint
);
CREATE INDEX api_tokens_organization ON api_tokens (organization_id);
CREATE INDEX api_tokens_user ON api_tokens (user_id);
CREATE TABLE teams (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  slug text NOT NULL,
  name text NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, slug)
);
CREATE TABLE team_members (
  team_id bigint NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text,
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_members_user ON team_members (user_id);
CREATE TABLE projects (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  slug text NOT NULL,
  name text NOT NULL,
  platform text,
  status text NOT NULL DEFAULT 'active',
  options text NOT NULL DEFAULT '{}',
  short_id_counter bigint NOT NULL DEFAULT 0,
  first_event_at bigint,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, slug)
);
CREATE TABLE project_teams (
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  team_id bigint NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, team_id)
);
CREATE INDEX project_teams_team ON project_teams (team_id);
CREATE TABLE project_keys (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  label text NOT NULL,
  public_key text NOT NULL UNIQUE,
  secret_key text NOT NULL,
  is_active integer NOT NULL DEFAULT 1,
  rate_window_s integer,
  rate_count integer,
  created_at bigint NOT NULL,
  last_used_at bigint
);
CREATE INDEX project_keys_project ON project_keys (project_id);
CREATE TABLE environments (
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name text NOT NULL,
  first_seen_at bigint NOT NULL,
  is_hidden integer NOT NULL DEFAULT 0,
  PRIMARY KEY (project_id, name)
);
CREATE TABLE releases (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  version text NOT NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  UNIQUE (project_id, version)
);
CREATE INDEX releases_organization ON releases (organization_id, version);
CREATE TABLE issues (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  short_id bigint NOT NULL,
  title text NOT NULL,
  culprit text NOT NULL,
  type text NOT NULL,
  metadata text NOT NULL,
  level text NOT NULL,
  platform text NOT NULL,
  logger text,
  status text NOT NULL,
  substatus text,
  status_details text NOT NULL,
  priority text NOT NULL,
  is_unhandled integer NOT NULL,
  times_seen bigint NOT NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  first_release text,
  last_release text,
  resolved_at bigint,
  assignee_user_id bigint REFERENCES users (id) ON DELETE SET NULL,
  assignee_team_id bigint REFERENCES teams (id) ON DELETE SET NULL,
  is_public integer NOT NULL DEFAULT 0,
  share_id text,
  comment_count integer NOT NULL DEFAULT 0,
  user_report_count integer NOT NULL DEFAULT 0,
  UNIQUE (project_id, short_id)
);
CREATE INDEX issues_assignee_user ON issues (assignee_user_id);
CREATE INDEX issues_assignee_team ON issues (assignee_team_id);
CREATE TABLE issue_hashes (
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  hash text NOT NULL,
  issue_id bigint REFERENCES issues (id) ON DELETE CASCADE,
  state text NOT NULL DEFAULT 'active',
  merged_from bigint,
  PRIMARY KEY (project_id, hash)
);
CREATE INDEX issue_hashes_issue ON issue_hashes (issue_id);
CREATE TABLE issue_redirects (
  from_id bigint PRIMARY KEY,
  to_id bigint NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
  short_id bigint NOT NULL,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE
);
CREATE INDEX issue_redirects_to ON issue_redirects (to_id);
CREATE INDEX issue_redirects_short_id ON issue_redirects (project_id, short_id);
CREATE TABLE issue_activity (
  id IDENTITY,
  issue_id bigint NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  user_id bigint REFERENCES users (id) ON DELETE SET NULL,
  type text NOT NULL,
  data text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX issue_activity_issue ON issue_activity (issue_id, created_at);
CREATE INDEX issue_activity_project ON issue_activity (project_id);
CREATE INDEX issue_activity_user ON issue_activity (user_id);
CREATE TABLE issue_bookmarks (
  issue_id bigint NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at bigint NOT NULL,
  PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_bookmarks_user ON issue_bookmarks (user_id);
CREATE TABLE issue_seen (
  issue_id bigint NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at bigint NOT NULL,
  PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_seen_user ON issue_seen (user_id);
CREATE TABLE user_reports (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  event_id text NOT NULL,
  issue_id bigint REFERENCES issues (id) ON DELETE CASCADE,
  name text NOT NULL,
  email text NOT NULL,
  comments text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX user_reports_event ON user_reports (project_id, event_id);
CREATE INDEX user_reports_issue ON user_reports (issue_id);
CREATE TABLE attachments (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  event_id text NOT NULL,
  name text NOT NULL,
  content_type text NOT NULL,
  attachment_type text NOT NULL,
  size bigint NOT NULL,
  sha1 text NOT NULL,
  blob_key text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX attachments_event ON attachments (project_id, event_id);
CREATE INDEX attachments_age ON attachments (created_at);
CREATE TABLE dead_letters (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  item_type text NOT NULL,
  event_id text,
  reason text NOT NULL,
  detail text NOT NULL,
  item text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX dead_letters_organization ON dead_letters (organization_id, created_at);
CREATE INDEX dead_letters_project ON dead_letters (project_id);
CREATE TABLE process_state (
  id integer PRIMARY KEY,
  state text NOT NULL
);
`;
