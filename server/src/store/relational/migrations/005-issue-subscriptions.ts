/** Users who subscribed to an issue. */
export const issueSubscriptions = `
CREATE TABLE issue_subscriptions (
  issue_id bigint NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at bigint NOT NULL,
  PRIMARY KEY (issue_id, user_id)
);
CREATE INDEX issue_subscriptions_user ON issue_subscriptions (user_id);
`;
