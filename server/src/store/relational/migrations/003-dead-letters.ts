/**
 * A dead letter may belong to no project: a record of the log that cannot be read does not say whose it was.
 * The table is made anew, since not every engine can take a NOT NULL away.
 */
export const deadLetters = `
CREATE TABLE dead_letters_new (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  project_id bigint REFERENCES projects (id) ON DELETE CASCADE,
  item_type text NOT NULL,
  event_id text,
  reason text NOT NULL,
  detail text NOT NULL,
  item text NOT NULL,
  created_at bigint NOT NULL
);
INSERT INTO dead_letters_new (organization_id, project_id, item_type, event_id, reason, detail, item, created_at)
  SELECT organization_id, project_id, item_type, event_id, reason, detail, item, created_at FROM dead_letters ORDER BY id;
DROP TABLE dead_letters;
ALTER TABLE dead_letters_new RENAME TO dead_letters;
CREATE INDEX dead_letters_organization ON dead_letters (organization_id, created_at);
CREATE INDEX dead_letters_project ON dead_letters (project_id);
CREATE INDEX dead_letters_age ON dead_letters (created_at);
CREATE INDEX user_reports_age ON user_reports (created_at);
`;
