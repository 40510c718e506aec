import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchOf, hash, sighting } from '../issue-writer.contract.ts';
import type { IssueWriter } from '../issue-writer.ts';
import { migrateRelational } from '../migrate.ts';
import { createIssueWriter } from '../sqlite/issue-writer.ts';
import { openSqlite, type Sqlite } from '../sqlite/open-sqlite.ts';
import { mergeIssues } from './issue-merge.ts';
import { unmergeIssue, type UnmergedSide } from './issue-unmerge.ts';

const ACTOR = { userId: null, now: 1 };
let directory: string;
let processing: Sqlite;
let api: Sqlite;
let writer: IssueWriter;

/** Processing and the API each have a connection of their own, and processing remembers who owns a hash. */
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-unmerge-'));
  const path = join(directory, 'test.sqlite');
  processing = openSqlite({ path });
  await migrateRelational(processing.db);
  api = openSqlite({ path });
  await api.db.insertInto('organizations').values({ slug: 'acme', name: 'Acme', created_at: 0 }).execute();
  await api.db.insertInto('projects').values({ organization_id: 1, slug: 'a', name: 'a', created_at: 0 }).execute();
  writer = createIssueWriter({ raw: processing.raw, now: () => 1 });
});
afterEach(async () => {
  await api.close();
  await processing.close();
  await rm(directory, { recursive: true, force: true });
});

const issues = () => api.db.selectFrom('issues').selectAll().orderBy('id').execute();
const side = (rest: Partial<UnmergedSide>): UnmergedSide => {
  const { timestamp, metadata, isUnhandled: _, ...event } = sighting();
  const { title, culprit, type, level, platform, logger } = event;
  const texts = { title, culprit, type, level, platform, logger, metadata: JSON.stringify(metadata), is_unhandled: 1 };
  const times = { first_seen_at: timestamp, last_seen_at: timestamp, first_release: null, last_release: null };
  return { ...texts, ...times, times_seen: 1, ...rest };
};

it('processing follows at once, what it has noted stays, and every event stays counted once', async () => {
  const [kept, taken] = [hash(1), hash(2)];
  const see = () => writer.apply(0, batchOf([sighting({ hashes: [kept] }), sighting({ hashes: [taken] })]));
  await see();
  const [parent, child] = await issues();
  if (parent === undefined || child === undefined) throw new Error('two issues were expected');
  await mergeIssues(api.db, [parent.id, child.id], ACTOR);
  expect((await see()).issues.map(({ issueId }) => issueId)).toEqual([1]);

  // The second batch is counted and noted, but its events are not stored yet: they are counted with the source.
  const noted = await writer.state(0);
  const [source = parent] = await issues();
  const unmerge = { source, hashes: [taken], leaving: side({}), staying: side({}), reported: [] };
  const both = await unmergeIssue(api.db, unmerge, ACTOR);
  expect(both).toMatchObject({ source: { id: 1, times_seen: 3 }, created: { id: 3, short_id: 3, times_seen: 1 } });
  expect(await writer.state(0)).toEqual(noted);

  expect((await see()).issues.map(({ issueId }) => issueId)).toEqual([1, 3]);
  expect((await issues()).map(({ times_seen }) => times_seen)).toEqual([4, 2]);
});
