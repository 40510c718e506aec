import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readChanges } from '../change-feed.ts';
import { updateIssues } from '../edits/issues.ts';
import { batchOf, sighting } from '../issue-writer.contract.ts';
import type { AppliedBatch, FoundOwners, IssueWriter } from '../issue-writer.ts';
import { migrateRelational } from '../migrate.ts';
import { createIssueWriter } from './issue-writer.ts';
import { type Sqlite, openSqlite } from './open-sqlite.ts';

let folder: string;
let sqlite: Sqlite;
let writer: IssueWriter;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-owners-'));
  sqlite = openSqlite({ path: join(folder, 'garrison.sqlite') });
  await migrateRelational(sqlite.db);
  sqlite.raw.exec(`
    INSERT INTO organizations (slug, name, created_at) VALUES ('acme', 'Acme', 0);
    INSERT INTO projects (organization_id, slug, name, created_at) VALUES (1, 'api', 'API', 0);
    INSERT INTO teams (organization_id, slug, name, created_at) VALUES (1, 'web', 'Web', 0), (1, 'core', 'Core', 0);
    INSERT INTO project_teams (project_id, team_id) VALUES (1, 1), (1, 2);
    INSERT INTO users (email, name, created_at) VALUES ('jo@acme.test', 'Jo', 0), ('gone@acme.test', 'Gone', 0);
    INSERT INTO team_members (team_id, user_id) VALUES (1, 1);
    INSERT INTO teams (organization_id, slug, name, created_at) VALUES (1, 'apart', 'Apart', 0);
    INSERT INTO organization_members (organization_id, user_id, role, created_at) VALUES (1, 1, 'member', 0);
  `);
  writer = createIssueWriter({ raw: sqlite.raw, now: () => 5000 });
});
afterEach(async () => {
  await sqlite.close();
  await rm(folder, { recursive: true });
});

const named = (type: 'team' | 'user', identifier: string) =>
  ({ type, identifier, source: 'ownership', rule: `path:* ${identifier}` }) as const;
const see = (owners: Partial<FoundOwners>): Promise<AppliedBatch> =>
  writer.apply(0, batchOf([sighting({ owners: { owners: [], orFirstTeam: true, autoAssign: true, ...owners } })]));
const issue = async () => {
  const row = await sqlite.db.selectFrom('issues').selectAll().executeTakeFirstOrThrow();
  const owners = JSON.parse(row.owners) as { type: string; id: number; source: string }[];
  return {
    user: row.assignee_user_id,
    team: row.assignee_team_id,
    owners: owners.map(({ type, id, source }) => `${source} ${type}:${id}`),
  };
};

it('assigns the first owner that exists, and tells it in the activity and the feed after the new issue', async () => {
  const { issues: changes } = await see({
    owners: [named('user', 'gone@acme.test'), named('team', 'apart'), named('user', 'jo@acme.test')],
  });
  expect(changes).toMatchObject([{ kind: 'new' }]);
  expect(await issue()).toEqual({ user: 1, team: null, owners: ['ownership user:1'] });
  const feed = await readChanges(sqlite.db, { after: 0, limit: 10 });
  expect(feed.map(({ kind, data }) => [kind, data?.['after']])).toEqual([
    ['new', undefined],
    ['assigned', 'user:1'],
  ]);
  const lines = await sqlite.db.selectFrom('issue_activity').select(['type', 'user_id', 'data']).execute();
  expect(lines.at(-1)).toMatchObject({ type: 'assigned', user_id: null });
  expect(JSON.parse(lines.at(-1)?.data ?? '')).toMatchObject({ assignee: '1', integration: 'projectOwnership' });
});

it('gives an issue without an owner to the first team in the order of the slugs, once', async () => {
  await see({});
  await see({ owners: [named('team', 'web')] });
  expect(await issue()).toEqual({ user: null, team: 2, owners: ['ownership team:1'] });
  const assigned = await sqlite.db.selectFrom('issue_activity').where('type', '=', 'assigned').selectAll().execute();
  expect(assigned).toHaveLength(1);
});

it('assigns an issue that was never assigned with a later event, and says so', async () => {
  await see({ orFirstTeam: false });
  expect(await issue()).toEqual({ user: null, team: null, owners: [] });
  const { issues: changes } = await see({ owners: [named('team', 'web')] });
  expect(changes).toMatchObject([{ kind: 'assigned', timesSeen: 2 }]);
  expect(await issue()).toMatchObject({ team: 1 });
});

it('leaves alone what a person assigned, and what a person took away', async () => {
  await see({ orFirstTeam: false });
  const actor = { userId: 1, now: 6000 };
  await updateIssues(sqlite.db, [1], { edit: { assignee: { teamId: 2 } }, actor });
  await see({ owners: [named('team', 'web')] });
  expect(await issue()).toMatchObject({ team: 2, owners: ['ownership team:1'] });
  await updateIssues(sqlite.db, [1], { edit: { assignee: null }, actor });
  const { issues: changes } = await see({ owners: [named('team', 'web')] });
  expect(changes).toMatchObject([{ kind: 'seen' }]);
  expect(await issue()).toMatchObject({ user: null, team: null });
});

it('assigns nothing when the project says so', async () => {
  await see({ owners: [named('team', 'web')], autoAssign: false });
  expect(await issue()).toEqual({ user: null, team: null, owners: ['ownership team:1'] });
});
