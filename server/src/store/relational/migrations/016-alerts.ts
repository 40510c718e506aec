/**
 * Detectors and workflows in Sentry's model, the alerts that they raise, and what is to be sent. Every project has two detectors without
 * a query, `error` and `issue_stream`. `all_projects`: the workflow is connected to the detectors of every project, present and future.
 * `has_tiers`: tiers were set, if only to none.
 * A row of `outbox` outlives its integration; `gather_key` is set while it still takes more alerts.
 */
export const alerts = `
CREATE TABLE integrations (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  provider text NOT NULL,
  name text NOT NULL,
  config text NOT NULL,
  secret text NOT NULL,
  team_ids text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  UNIQUE (organization_id, provider, name)
);
CREATE TABLE detectors (
  id IDENTITY,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  name text NOT NULL,
  type text NOT NULL,
  description text,
  enabled bigint NOT NULL DEFAULT 1,
  owner text,
  config text NOT NULL DEFAULT '{}',
  data_source text,
  condition_group text,
  created_by bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX detectors_project ON detectors (project_id, type);
CREATE TABLE workflows (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name text NOT NULL,
  enabled bigint NOT NULL DEFAULT 1,
  environment text,
  owner text,
  frequency bigint NOT NULL DEFAULT 0,
  triggers text NOT NULL,
  action_filters text NOT NULL,
  tier text,
  response text,
  all_projects bigint NOT NULL DEFAULT 0,
  created_by bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX workflows_tier ON workflows (organization_id, tier) WHERE tier IS NOT NULL;
CREATE TABLE workflow_detectors (
  workflow_id bigint NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  detector_id bigint NOT NULL REFERENCES detectors (id) ON DELETE CASCADE,
  PRIMARY KEY (workflow_id, detector_id)
);
CREATE INDEX workflow_detectors_detector ON workflow_detectors (detector_id);
CREATE TABLE workflow_firings (
  workflow_id bigint NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  subject text NOT NULL,
  fired_at bigint NOT NULL,
  PRIMARY KEY (workflow_id, subject)
);
CREATE TABLE alerts (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  project_id bigint NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  workflow_id bigint,
  tier text,
  issue_id bigint,
  detector_id bigint,
  what text NOT NULL,
  owner text,
  fired_at bigint NOT NULL,
  due_at bigint,
  next_step_at bigint,
  step bigint NOT NULL DEFAULT 0,
  acknowledged_at bigint,
  acknowledged_by text,
  resolved_at bigint,
  resolved_by text
);
CREATE INDEX alerts_open ON alerts (organization_id, due_at) WHERE resolved_at IS NULL;
CREATE INDEX alerts_fired ON alerts (organization_id, fired_at);
CREATE INDEX alerts_issue ON alerts (issue_id) WHERE resolved_at IS NULL;
CREATE INDEX alerts_project ON alerts (project_id);
CREATE INDEX alerts_next_step ON alerts (next_step_at) WHERE resolved_at IS NULL AND acknowledged_at IS NULL;
CREATE TABLE outbox (
  id IDENTITY,
  organization_id bigint NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  workflow_id bigint,
  kind text NOT NULL,
  via text NOT NULL,
  target text NOT NULL,
  integration_id bigint,
  alert_count bigint NOT NULL DEFAULT 1,
  gather_key text,
  state text NOT NULL,
  note text,
  tries bigint NOT NULL DEFAULT 0,
  next_try_at bigint NOT NULL,
  created_at bigint NOT NULL,
  settled_at bigint
);
CREATE INDEX outbox_due ON outbox (next_try_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX outbox_gather ON outbox (gather_key) WHERE gather_key IS NOT NULL;
CREATE INDEX outbox_newest ON outbox (organization_id, id);
CREATE TABLE outbox_alerts (
  outbox_id bigint NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  alert_id bigint NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
  PRIMARY KEY (alert_id, outbox_id)
);
CREATE INDEX outbox_alerts_outbox ON outbox_alerts (outbox_id);
CREATE TABLE deliveries (
  id IDENTITY,
  outbox_id bigint NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  at bigint NOT NULL,
  outcome text NOT NULL,
  status bigint,
  answer text NOT NULL
);
CREATE INDEX deliveries_outbox ON deliveries (outbox_id, id);
CREATE TABLE team_alerting (
  team_id bigint PRIMARY KEY REFERENCES teams (id) ON DELETE CASCADE,
  hours text,
  channels text NOT NULL
);
ALTER TABLE organizations ADD COLUMN has_tiers bigint NOT NULL DEFAULT 0;
INSERT INTO detectors (project_id, name, type, created_at, updated_at)
  SELECT id, 'Error Monitor', 'error', created_at, created_at FROM projects;
INSERT INTO detectors (project_id, name, type, created_at, updated_at)
  SELECT id, 'Issue Stream', 'issue_stream', created_at, created_at FROM projects;
INSERT INTO feed_readers (name, change_id, moved_at)
  SELECT 'alert', COALESCE(MAX(id), 0), COALESCE(MAX(at), 0) FROM changes;
`;
