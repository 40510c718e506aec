import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dropReadChanges, readChanges } from '../change-feed.ts';
import { batchOf, hash, sighting } from '../issue-writer.contract.ts';
import { migrateRelational } from '../migrate.ts';
import { createIssueWriter } from '../sqlite/issue-writer.ts';
import { openSqlite, type Sqlite } from '../sqlite/open-sqlite.ts';
import { createUser } from './accounts.ts';
import { deleteIssues } from './issue-deletion.ts';
import { mergeIssues } from './issue-merge.ts';
import { updateIssues } from './issues.ts';
import { createOrganization, createProject, createTeam } from './organizations.ts';

let folder: string;
let sqlite: Sqlite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-merge-'));
  sqlite = openSqlite({ path: join(folder, 'test.sqlite') });
  await migrateRelational(sqlite.db);
  const { id: organizationId } = await createOrganization(sqlite.db, { slug: 'a', name: 'A', now: 0 });
  await createTeam(sqlite.db, { organizationId, slug: 'team', name: 'Team', now: 0 });
  await createProject(sqlite.db, { organizationId, slug: 'api', name: 'API', platform: null, now: 0 });
  for (const email of ['ann@a.test', 'bob@a.test']) {
    await createUser(sqlite.db, { email, name: '', passwordHash: null, now: 0 });
  }
  // Issue 1 has three events, issue 2 one.
  const writer = createIssueWriter({ raw: sqlite.raw, now: () => 5 });
  const often = sighting({ hashes: [hash(1)] });
  await writer.apply(0, batchOf([often, often, often, sighting({ hashes: [hash(2)] })]));
});
afterEach(async () => {
  await sqlite.close();
  await rm(folder, { recursive: true, force: true });
});

const ann = { userId: 1, now: 10 };
const bob = { userId: 2, now: 20 };
const feed = async () =>
  (await readChanges(sqlite.db, { after: 0, limit: 100 })).map(({ kind, issueId, actor }) => [
    kind,
    issueId,
    actor?.userId,
  ]);
const usersOf = async (table: 'issue_bookmarks' | 'issue_seen' | 'issue_subscriptions') =>
  (await sqlite.db.selectFrom(table).selectAll().orderBy('user_id').execute()).map((row) => [
    row.issue_id,
    row.user_id,
  ]);

it('keeps what people did, and what is open stays open', async () => {
  const { db } = sqlite;
  await updateIssues(db, [1], { edit: { status: 'resolved', isBookmarked: true, hasSeen: true }, actor: ann });
  await updateIssues(db, [2], {
    edit: { assignee: { teamId: 1 }, isBookmarked: true, hasSeen: true, isSubscribed: true },
    actor: bob,
  });
  await updateIssues(db, [2], { edit: { isBookmarked: true }, actor: ann });
  const merged = await mergeIssues(db, [2, 1], ann);
  expect([merged?.parent.id, merged?.children.map(({ id }) => id)]).toEqual([1, [2]]);
  expect(await db.selectFrom('issues').selectAll().execute()).toMatchObject([
    { id: 1, status: 'unresolved', substatus: 'new', resolved_at: null, assignee_team_id: 1, times_seen: 4 },
  ]);
  expect(await usersOf('issue_bookmarks')).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(await usersOf('issue_seen')).toEqual([
    [1, 1],
    [1, 2],
  ]);
  expect(await usersOf('issue_subscriptions')).toEqual([[1, 2]]);
  expect(await feed()).toEqual([
    ['new', 1, undefined],
    ['new', 2, undefined],
    ['resolved', 1, 1],
    ['assigned', 2, 2],
    ['merged', 2, 1],
    ['reopened', 1, 1],
  ]);
});

it('the parent’s own assignee and archive stay when nothing else is open', async () => {
  const { db } = sqlite;
  await updateIssues(db, [1], { edit: { status: 'ignored', assignee: { userId: 2 } }, actor: ann });
  await updateIssues(db, [2], { edit: { status: 'resolved', assignee: { userId: 1 } }, actor: ann });
  await mergeIssues(db, [1, 2], ann);
  expect(await db.selectFrom('issues').selectAll().execute()).toMatchObject([
    { id: 1, status: 'ignored', assignee_user_id: 2 },
  ]);
});

it('goes by the issues as they are then: what is gone meanwhile is not merged, and what was counted meanwhile counts', async () => {
  const { db } = sqlite;
  await deleteIssues(db, [2], { discard: false, actor: ann });
  expect(await mergeIssues(db, [1, 2], ann)).toBeUndefined();
  await updateIssues(db, [1, 2], { edit: { status: 'resolved' }, actor: ann });
  expect(await feed()).toEqual([
    ['new', 1, undefined],
    ['new', 2, undefined],
    ['deleted', 2, 1],
    ['resolved', 1, 1],
  ]);
});

it('the feed names the event that made an issue come back', async () => {
  await updateIssues(sqlite.db, [1], { edit: { status: 'resolved' }, actor: ann });
  const writer = createIssueWriter({ raw: sqlite.raw, now: () => 30 });
  const late = sighting({ hashes: [hash(1)], eventId: hash(9), environment: 'staging', release: 'api@2' });
  await writer.apply(0, batchOf([late]));
  const [last] = (await readChanges(sqlite.db, { after: 0, limit: 100 })).slice(-1);
  expect(last).toMatchObject({
    at: 30,
    kind: 'regressed',
    issueId: 1,
    eventId: hash(9),
    level: 'error',
    environment: 'staging',
    release: 'api@2',
  });
  expect(last?.actor).toBeUndefined();
});

it('rows of the feed go when they are older than a week and every reader has got them', async () => {
  const { db } = sqlite;
  const week = 7 * 24 * 3_600_000;
  expect(await dropReadChanges(db, week)).toBe(0);
  await db.updateTable('feed_readers').set({ change_id: 1 }).execute();
  expect(await dropReadChanges(db, week + 6)).toBe(1);
  await db.updateTable('feed_readers').set({ change_id: 2 }).execute();
  expect(await dropReadChanges(db, week + 6)).toBe(1);
  expect(await feed()).toEqual([]);
});
