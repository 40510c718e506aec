/**
 * The issue list: of an organisation or of one project, by last seen, first seen or count, newest id first among equals.
 * What the list is filtered by most comes last, so that a filter that few issues pass is answered from the index alone.
 * A query over several projects has to name the organisation as well.
 */
export const issueLists = `
CREATE INDEX issues_organization_last_seen ON issues (organization_id, last_seen_at, id, project_id, status, level);
CREATE INDEX issues_organization_first_seen ON issues (organization_id, first_seen_at, id, project_id, status, level);
CREATE INDEX issues_organization_times_seen ON issues (organization_id, times_seen, id, project_id, status, level);
CREATE INDEX issues_project_last_seen ON issues (project_id, last_seen_at, id, status, level);
CREATE INDEX issues_project_first_seen ON issues (project_id, first_seen_at, id, status, level);
CREATE INDEX issues_project_times_seen ON issues (project_id, times_seen, id, status, level);
`;
