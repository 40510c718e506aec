/**
 * A release belongs to the organisation, and is seen in projects and in environments of projects; until now each project had a row of its own.
 * The times of first sight stay per project: "resolved in the next release" compares with them. In which environments the releases
 * that are there already were seen is not known: a row comes with the next event of each.
 * Issues by first release: the new issues of a release are counted from there, so that merging and deleting need not correct a counter.
 */
export const releases = `
CREATE TABLE releases_new (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  version text NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (organization_id, version)
);
CREATE TABLE release_projects (
  release_id bigint NOT NULL REFERENCES releases_new (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  PRIMARY KEY (release_id, project_id)
);
CREATE TABLE release_environments (
  release_id bigint NOT NULL REFERENCES releases_new (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  environment text NOT NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  PRIMARY KEY (release_id, project_id, environment)
);
INSERT INTO releases_new (organization_id, version, created_at)
  SELECT organization_id, version, min(first_seen_at) FROM releases GROUP BY organization_id, version ORDER BY min(id);
INSERT INTO release_projects (release_id, project_id, first_seen_at, last_seen_at)
  SELECT made.id, old.project_id, old.first_seen_at, old.last_seen_at FROM releases AS old
  JOIN releases_new AS made ON made.organization_id = old.organization_id AND made.version = old.version;
DROP TABLE releases;
ALTER TABLE releases_new RENAME TO releases;
CREATE INDEX release_projects_project ON release_projects (project_id, first_seen_at);
CREATE INDEX release_environments_project ON release_environments (project_id);
CREATE INDEX issues_first_release ON issues (project_id, first_release);
`;
