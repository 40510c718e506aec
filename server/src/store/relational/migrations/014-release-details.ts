/**
 * What a pipeline says of a release: where it is described, when it went out, its commits with the files that they change, its deploys.
 * A repository is known once commits or somebody named it. A head is a commit that a release stands at, of which nothing else may be known.
 */
export const releaseDetails = `
ALTER TABLE releases ADD COLUMN status text NOT NULL DEFAULT 'open';
ALTER TABLE releases ADD COLUMN ref text;
ALTER TABLE releases ADD COLUMN url text;
ALTER TABLE releases ADD COLUMN started_at bigint;
ALTER TABLE releases ADD COLUMN released_at bigint;
CREATE INDEX releases_date ON releases (organization_id, coalesce(released_at, created_at));
CREATE TABLE repositories (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  url text,
  provider text,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, name)
);
CREATE TABLE commits (
  id IDENTITY,
  repository_id bigint NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
  sha text NOT NULL,
  message text,
  author_name text,
  author_email text,
  committed_at bigint NOT NULL,
  UNIQUE (repository_id, sha)
);
CREATE TABLE commit_files (
  commit_id bigint NOT NULL REFERENCES commits (id) ON DELETE CASCADE,
  path text NOT NULL,
  type text NOT NULL,
  PRIMARY KEY (commit_id, path)
);
CREATE TABLE release_commits (
  release_id bigint NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
  commit_id bigint NOT NULL REFERENCES commits (id) ON DELETE CASCADE,
  position bigint NOT NULL,
  PRIMARY KEY (release_id, commit_id)
);
CREATE INDEX release_commits_commit ON release_commits (commit_id);
CREATE TABLE deploys (
  id IDENTITY,
  release_id bigint NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
  environment text NOT NULL,
  name text,
  url text,
  started_at bigint,
  finished_at bigint NOT NULL
);
CREATE INDEX deploys_release ON deploys (release_id, finished_at);
CREATE TABLE deploy_projects (
  deploy_id bigint NOT NULL REFERENCES deploys (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  PRIMARY KEY (deploy_id, project_id)
);
`;
