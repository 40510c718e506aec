import { createHash } from 'node:crypto';
import type { AcceptedRecord } from '@garrison/protocol';
import { expect, test, vi } from 'vitest';
import { acceptedItem, projectSettings } from '../process-fixtures.ts';
import { SIGNALS } from '../signals/all.ts';
import type { Signal } from '../signals/signal.ts';
import type { WorkerDeps } from './worker.ts';
import { useWorld } from './test/use-world.ts';

const { world, settled } = useWorld();

const id = (number: number): string => number.toString(16).padStart(32, '0');
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
/** Two issues of project 1, one discarded message, one event of project 2, a duplicate, an item that cannot be read. */
const RECORDS: readonly AcceptedRecord[] = [
  ...[1, 2, 3, 4].map((number) => acceptedItem({ eventId: id(number), payload: { message: `m${number % 2}` } })),
  acceptedItem({ eventId: id(5), payload: { message: 'unwanted' } }),
  acceptedItem({ eventId: id(6), projectId: 2, payload: { message: 'other' } }),
  acceptedItem({ eventId: id(1), payload: { message: 'm1' } }),
  acceptedItem({ eventId: id(7), payload: Buffer.from('{"cut') }),
];

/** Counts and notes the records, and stops before `table` is stored. */
async function stopBefore(table: string): Promise<void> {
  world().settings = (projectId) => ({ ...projectSettings(), projectId });
  await world().discard('unwanted');
  await world().append(...RECORDS);
  const killed = await world().start({ death: { place: 'before insert', time: 1, table } });
  await vi.waitFor(() => expect(world().isDead).toBe(true), 20_000);
  await killed.close();
  expect((await world().state()).noted).not.toBeNull();
}

async function startAgain(overrides: Partial<WorkerDeps> = {}): Promise<void> {
  await world().start({ overrides });
  await settled();
}

const ALL = [
  { title: 'm0', counted: 2, reachable: 2 },
  { title: 'm1', counted: 2, reachable: 2 },
  { title: 'other', counted: 1, reachable: 1 },
];
const OUTCOMES = {
  'error accepted': 5,
  'error filtered discarded-hash': 1,
  'error invalid duplicate': 1,
  'error invalid invalid_json': 1,
};

/** Another version, other rules or another config give every event another hash. */
const regrouping: WorkerDeps['createGrouping'] = () => ({
  group: (event) => ({ configId: 'later', hashes: [md5(`later ${event.event_id}`)], secondaryHashes: [] }),
});

test.each(['payloads', 'events', 'outcomes'])(
  'stopped before %s, and the grouping changes: stored events, issues and outcomes agree',
  async (table) => {
    await stopBefore(table);
    world().grouping = regrouping;
    await startAgain();
    expect(await world().issues()).toEqual(ALL);
    expect(await world().stored()).toEqual([id(1), id(2), id(3), id(4), id(6)]);
    expect(await world().outcomes()).toEqual(OUTCOMES);
    expect(await world().letters()).toHaveLength(1);
  },
);

test('a project is deleted: nothing of it comes back, and the others lose nothing', async () => {
  await stopBefore('payloads');
  await world().sqlite.db.deleteFrom('projects').where('id', '=', 2).execute();
  world().settings = (projectId) => (projectId === 1 ? projectSettings() : undefined);
  await startAgain();
  expect(await world().issues()).toEqual(ALL.slice(0, 2));
  expect(await world().stored()).toEqual([id(1), id(2), id(3), id(4)]);
  expect(await world().outcomes()).toEqual(OUTCOMES);
});

test('a merge moves a hash: its events are those of the issue that has it now', async () => {
  await stopBefore('events');
  const { db } = world().sqlite;
  const [kept, taken] = await db
    .selectFrom('issues')
    .selectAll()
    .where('project_id', '=', 1)
    .orderBy('title')
    .execute();
  await db
    .updateTable('issue_hashes')
    .set({ issue_id: kept?.id ?? 0 })
    .where('issue_id', '=', taken?.id ?? 0)
    .execute();
  await db
    .updateTable('issues')
    .set({ times_seen: 4 })
    .where('id', '=', kept?.id ?? 0)
    .execute();
  await db
    .deleteFrom('issues')
    .where('id', '=', taken?.id ?? 0)
    .execute();
  await startAgain();
  expect(await world().issues()).toEqual([{ title: 'm0', counted: 4, reachable: 4 }, ALL[2]]);
});

test('a version whose signal keeps to no decision: what it cannot store as it was counted is a dead letter, and uncounted', async () => {
  await stopBefore('payloads');
  const careless = SIGNALS.map((signal): Signal => ({
    ...signal,
    process: (item, context, loaded) =>
      signal.process(item, item.eventId === id(2) ? { ...context, decidedHash: md5('another') } : context, loaded),
  }));
  await startAgain({ signals: careless });
  expect(await world().issues()).toEqual([{ title: 'm0', counted: 1, reachable: 1 }, ...ALL.slice(1)]);
  expect(await world().outcomes()).toEqual({ ...OUTCOMES, 'error accepted': 4, 'error invalid processing_error': 1 });
  expect((await world().letters()).at(-1)).toMatchObject({
    event_id: id(2),
    detail: expect.stringContaining('It was counted under the hash'),
  });
});

test('a version that fails on an item which was counted', async () => {
  await stopBefore('payloads');
  world().grouping = () => ({
    group(event) {
      if (event.event_id === id(3)) throw new Error('a new fault');
      return regrouping({ configId: '', secondary: null, enhancements: '', fingerprintingRules: '' }).group(event);
    },
  });
  await startAgain();
  expect(await world().issues()).toEqual([ALL[0], { title: 'm1', counted: 1, reachable: 1 }, ALL[2]]);
  expect((await world().letters()).at(-1)).toMatchObject({ event_id: id(3), detail: 'Error: a new fault' });
});
