/** A number for each kind of data that caches keep, raised in the transaction that changes the data. */
export const versions = `
CREATE TABLE versions (
  name text PRIMARY KEY,
  version bigint NOT NULL
);
INSERT INTO versions (name, version) VALUES ('settings', 1), ('issue_hashes', 1);
`;
