import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventStore } from './event-store.ts';
import type { EventRow } from './tables/events.ts';
import type { OutcomeRow } from './tables/outcomes.ts';
import type { PayloadRow } from './tables/payloads.ts';
import type { SessionRow } from './tables/sessions.ts';
import type { RowsByTable } from './tables/table.ts';
import { DAY_MS, WEEK_MS } from '../../durations.ts';

export type WholeEvent = EventRow & PayloadRow;

export interface EventsUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

const NOON = Date.UTC(2026, 10, 18, 12, 30, 15, 123);

export function eventRow(overrides: Partial<WholeEvent> = {}): WholeEvent {
  return {
    organizationId: 1,
    projectId: 1,
    hashId: 0xfedc_ba98_7654_3210n,
    eventId: '9fac2ceed9344f2bbfdd1fdacb0ed9b1',
    timestamp: NOON,
    receivedAt: NOON + 40,
    level: 'error',
    platform: 'node',
    type: 'error',
    environment: 'production',
    release: 'api@1.4.2',
    dist: '7',
    service: 'api-gateway',
    transaction: 'GET /users/:id',
    title: 'TypeError: x is not a function',
    culprit: 'handler in routes/users.js',
    message: 'TypeError: x is not a function',
    user: 'id:7',
    traceId: '0123456789abcdef0123456789abcdef',
    spanId: 'fedcba9876543210',
    sdkName: 'sentry.javascript.node',
    sdkVersion: '11.12.0',
    handled: 0,
    tags: [
      ['browser', 'Chrome 120'],
      ['server_name', 'web-1'],
    ],
    facts: [['geo.country_code', 'DE']],
    lists: [
      ['error.type', ['TypeError', 'Error']],
      ['stack.package', []],
    ],
    payload: '{"event_id":"9fac2ceed9344f2bbfdd1fdacb0ed9b1"}',
    ...overrides,
  };
}

export function sessionRow(overrides: Partial<SessionRow> = {}): SessionRow {
  return {
    organizationId: 1,
    projectId: 1,
    sessionId: 'a'.repeat(32),
    isCount: false,
    distinctId: 'id:7',
    sequence: 3,
    isFirst: true,
    started: NOON,
    receivedAt: NOON + 40,
    status: 'ok',
    errors: 0,
    duration: 1.5,
    quantity: 1,
    release: 'api@1.4.2',
    environment: 'production',
    ...overrides,
  };
}

export function eventId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function batchOf(
  events: readonly WholeEvent[],
  rest: { readonly outcomes?: readonly OutcomeRow[]; readonly sessions?: readonly SessionRow[] } = {},
): RowsByTable {
  return { events, payloads: events, ...rest };
}

/** What every event store does, embedded or a cluster. Each test works in a project of its own. */
export function describeEvents(name: string, create: () => Promise<EventsUnderTest>): void {
  describe(`${name}`, () => {
    let events: EventsUnderTest;
    let store: EventStore;
    let projectId = 0;
    beforeAll(async () => {
      events = await create();
      store = events.store;
    });
    afterAll(async () => await events.close());
    beforeEach(() => {
      projectId++;
    });

    /** One value of this test's project. */
    async function value(expression: string, table = 'events'): Promise<unknown> {
      const [row] = await store.select<{ value: unknown }>(
        `SELECT ${expression} AS value FROM ${table} WHERE project_id = {project:UInt64}`,
        { project: projectId },
      );
      return row?.value;
    }

    it('gives back every column', async () => {
      await store.insert(
        batchOf([eventRow({ projectId, tags: [['k', 'ü "quoted" \n \t \\']] })]),
        `columns ${projectId}`,
      );
      const rows = await store.select('SELECT *, tag_kv FROM events WHERE project_id = {project:UInt64}', {
        project: projectId,
      });
      expect(rows).toEqual([
        {
          organization_id: '1',
          project_id: String(projectId),
          hash_id: '18364758544493064720',
          event_id: '9fac2cee-d934-4f2b-bfdd-1fdacb0ed9b1',
          timestamp: '2026-11-18 12:30:15.123',
          received_at: '2026-11-18 12:30:15.163',
          level: 'error',
          platform: 'node',
          type: 'error',
          environment: 'production',
          release: 'api@1.4.2',
          dist: '7',
          service: 'api-gateway',
          transaction: 'GET /users/:id',
          title: 'TypeError: x is not a function',
          culprit: 'handler in routes/users.js',
          message: 'TypeError: x is not a function',
          user: 'id:7',
          trace_id: '01234567-89ab-cdef-0123-456789abcdef',
          span_id: '18364758544493064720',
          sdk_name: 'sentry.javascript.node',
          sdk_version: '11.12.0',
          handled: 0,
          tags: { k: 'ü "quoted" \n \t \\' },
          facts: { 'geo.country_code': 'DE' },
          lists: { 'error.type': ['TypeError', 'Error'], 'stack.package': [] },
          tag_kv: ['k=ü "quoted" \n \t \\'],
        },
      ]);
      expect(await value('payload', 'payloads')).toBe('{"event_id":"9fac2ceed9344f2bbfdd1fdacb0ed9b1"}');
    });

    it('stores a batch once, however often it is sent, in every table and roll-up', async () => {
      // Several weeks, so that one insert makes several parts.
      const rows = Array.from({ length: 60 }, (_, index) =>
        eventRow({
          projectId,
          eventId: eventId(index + 1),
          hashId: BigInt(index % 3),
          timestamp: NOON - (index % 4) * WEEK_MS,
          user: index % 6 === 0 ? '' : `id:${index % 5}`,
        }),
      );
      const outcome = { organizationId: 1, projectId, keyId: 3, category: 'error', outcome: 'accepted', reason: '' };
      const batch = batchOf(rows, {
        outcomes: [{ ...outcome, quantity: 60, at: NOON }],
        sessions: [sessionRow({ projectId })],
      });
      for (let time = 0; time < 3; time++) await store.insert(batch, `once ${projectId}`);
      expect(await value('count()')).toBe('60');
      expect(await value('count()', 'payloads')).toBe('60');
      expect(await value('sum(events)', 'hash_hours')).toBe('60');
      expect(await value('sum(events)', 'hash_days')).toBe('60');
      expect(await value('uniqCombinedIfMerge(12)(users)', 'hash_days')).toBe('5');
      expect(await value('sum(quantity)', 'outcomes')).toBe('60');
      expect(await value('toString(min(hour))', 'outcomes')).toBe('2026-11-18 12:00:00');
      expect(await value('count()', 'sessions')).toBe('1');
      await store.insert(batch, `again ${projectId}`);
      expect(await value('count()')).toBe('120');
      expect(await value('sum(events)', 'hash_days')).toBe('120');
      expect(await value('sum(quantity)', 'outcomes')).toBe('120');
    });

    it('refuses no batch because of a strange row', async () => {
      const strange: Partial<WholeEvent>[] = [
        { timestamp: Number.NaN, receivedAt: -1 },
        { timestamp: 1e300, receivedAt: Number.POSITIVE_INFINITY },
        { eventId: '', traceId: 'not hex', spanId: '' },
        { title: 'a lone surrogate \ud800', message: 'NUL \0 and \udfff', payload: '"\ud83d"' },
        {
          title: 'x'.repeat(100_000),
          environment: 'é'.repeat(5000),
          tags: [
            ['', ''],
            ['a', 'y'.repeat(50_000)],
          ],
        },
        { tags: Array.from({ length: 300 }, (_, index) => [`k${index}`, 'v'] as const) },
        {
          tags: [
            ['same', '1'],
            ['same', '2'],
          ],
        },
      ];
      const rows = strange.map((row, index) => eventRow({ projectId, eventId: eventId(index), ...row }));
      await store.insert(
        batchOf(rows, {
          sessions: [
            sessionRow({ projectId, started: Number.NaN, release: '\udc00', sessionId: '', sequence: 2 ** 60 }),
          ],
        }),
        `strange ${projectId}`,
      );
      expect(await value('count()')).toBe(String(strange.length));
      expect(await value('count()', 'sessions')).toBe('1');
      expect(await value("countIf(title = 'a lone surrogate \uFFFD')")).toBe('1');
    });

    it('finds words of the message and tags through their indexes', async () => {
      const rows = Array.from({ length: 50 }, (_, index) =>
        eventRow({
          projectId,
          eventId: eventId(index),
          message: `Connection to DB-${index} refused`,
          tags: [['shard', `s${index}`]],
        }),
      );
      await store.insert(batchOf(rows), `search ${projectId}`);
      expect(await value("countIf(hasAllTokens(lower(message), ['connection', '17']))")).toBe('1');
      const plan = await store.select<{ explain: string }>(
        `EXPLAIN indexes = 1 SELECT count() FROM events WHERE project_id = {project:UInt64} AND has(tag_kv, 'shard=s9')
         AND hasAllTokens(lower(message), ['refused']) AND event_id = {id:UUID}`,
        { project: projectId, id: eventId(9) },
      );
      const lines = plan.map((row) => row.explain.trim());
      for (const index of ['by_tag', 'by_message', 'by_event_id']) expect(lines).toContain(`Name: ${index}`);
    });

    it('deletes the events of some hashes, then of the project, and nothing else', async () => {
      const other = projectId + 100_000;
      const rows = [1n, 2n, 3n].flatMap((hashId, index) => [
        eventRow({ projectId, hashId, eventId: eventId(index) }),
        eventRow({ projectId: other, hashId, eventId: eventId(index) }),
      ]);
      await store.insert(batchOf(rows), `delete ${projectId}`);
      await store.deleteEvents([{ projectId, hashIds: [1n, 3n] }]);
      for (const table of ['events', 'payloads', 'hash_hours', 'hash_days']) {
        expect(await value('groupArray(toString(hash_id))', table)).toEqual(['2']);
      }
      await store.deleteEvents([{ projectId, hashIds: 'all' }]);
      for (const table of ['events', 'payloads', 'hash_hours', 'hash_days']) {
        expect(await value('count()', table)).toBe('0');
      }
      const [left] = await store.select('SELECT count() AS count FROM events WHERE project_id = {other:UInt64}', {
        other,
      });
      expect(left).toEqual({ count: '3' });
    });

    it('deletes hashes of several projects in one go, however many', async () => {
      const other = projectId + 100_000;
      const rows = [projectId, other].flatMap((id) =>
        [1n, 2n].map((hashId) => eventRow({ projectId: id, hashId, eventId: eventId(Number(hashId)) })),
      );
      await store.insert(batchOf(rows), `delete several ${projectId}`);
      const many = Array.from({ length: 25_000 }, (_, index) => BigInt.asUintN(64, -10n - BigInt(index)));
      await store.deleteEvents([
        { projectId, hashIds: [...many, 1n] },
        { projectId: other, hashIds: [2n] },
      ]);
      for (const table of ['events', 'payloads', 'hash_hours', 'hash_days']) {
        const left = await store.select<{ pair: string }>(
          `SELECT DISTINCT concat(toString(project_id - {project:UInt64}), ' ', toString(hash_id)) AS pair FROM ${table}
           WHERE project_id IN ({project:UInt64}, {other:UInt64}) ORDER BY pair`,
          { project: projectId, other },
        );
        expect(left.map(({ pair }) => pair)).toEqual(['0 2', '100000 1']);
      }
    });

    it('takes values as parameters, never as SQL', async () => {
      const [row] = await store.select<{ text: string; list: string[] }>(
        'SELECT {text:String} AS text, {list:Array(String)} AS list',
        { text: "'; DROP TABLE events; --\n\\", list: ["it's", 'ü\t'] },
      );
      expect(row).toEqual({ text: "'; DROP TABLE events; --\n\\", list: ["it's", 'ü\t'] });
    });

    it('says what is wrong with a query', async () => {
      await expect(store.select('SELECT no_such_column FROM events')).rejects.toMatchObject({ code: 'internal' });
    });

    it('keeps of a session the update with the highest sequence, and adds up counts', async () => {
      const session = { projectId, sessionId: eventId(1) };
      const count = { projectId, isCount: true, quantity: 5 };
      const updates = [
        [sessionRow({ ...session, sequence: 0 }), sessionRow({ ...count, sessionId: eventId(2) })],
        [
          sessionRow({ ...session, sequence: 2, status: 'exited', isFirst: false }),
          sessionRow({ ...count, sessionId: eventId(3) }),
        ],
        [sessionRow({ ...session, sequence: 1, errors: 1, isFirst: false })],
      ];
      for (const [index, sessions] of updates.entries())
        await store.insert({ sessions }, `sessions ${projectId} ${index}`);
      expect(await value('sumIf(quantity, is_count)', 'sessions')).toBe('10');
      expect(await value('argMaxIf(status, sequence, NOT is_count)', 'sessions')).toBe('exited');
      expect(await value('groupArrayIf(status, NOT is_count)', 'sessions FINAL')).toEqual(['exited']);
      await store.deleteEvents([{ projectId, hashIds: 'all' }]);
      expect(await value('count()', 'sessions')).toBe('0');
    });

    it('is well', async () => {
      expect(await store.health()).toEqual({ ok: true });
    });

    it('drops the weeks that are past retention', async () => {
      const now = Date.now();
      const rows = [0, 3, 60, 300].map((days) =>
        eventRow({ projectId, timestamp: now - days * DAY_MS, eventId: eventId(days) }),
      );
      await store.insert(batchOf(rows), `retention ${projectId}`);
      expect(await store.dropPartitionsBefore(90)).toBeGreaterThan(0);
      for (const table of ['events', 'payloads', 'hash_hours', 'hash_days']) {
        expect(await value('count()', table)).toBe('3');
      }
      expect(await store.dropPartitionsBefore(90)).toBe(0);
    });
  });
}
