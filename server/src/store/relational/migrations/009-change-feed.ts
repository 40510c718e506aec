/**
 * The change feed: what happened to issues, in order, each row written in the transaction of its cause. A row outlives its issue,
 * so nothing is referenced. Readers that must not miss anything over a restart keep their place in `feed_readers`.
 * Deletions are dated: what was received until then goes, and is not stored when it is processed later. `noted_batches` names the
 * batches whose events were still on their way into the event store.
 */
export const changeFeed = `
CREATE TABLE changes (
  id IDENTITY,
  at bigint NOT NULL,
  kind text NOT NULL,
  organization_id bigint NOT NULL,
  project_id bigint NOT NULL,
  issue_id bigint NOT NULL,
  event_id text,
  level text,
  environment text,
  release text,
  user_id bigint,
  data text
);
CREATE INDEX changes_age ON changes (at);
CREATE TABLE feed_readers (
  name text PRIMARY KEY,
  change_id bigint NOT NULL,
  moved_at bigint NOT NULL
);
ALTER TABLE deleted_hashes ADD COLUMN deleted_at bigint NOT NULL DEFAULT 0;
ALTER TABLE deleted_hashes ADD COLUMN noted_batches text NOT NULL DEFAULT '[]';
ALTER TABLE deleted_hashes ADD COLUMN erased_at bigint;
CREATE INDEX deleted_hashes_hash ON deleted_hashes (project_id, hash);
CREATE INDEX deleted_hashes_open ON deleted_hashes (id) WHERE erased_at IS NULL;
DROP INDEX deleted_hashes_project;
`;
