import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEvents } from './clickhouse.ts';
import { startEngine } from './engine/engine.ts';
import type { EventStore } from './event-store.ts';
import { migrateEvents } from './migrate.ts';
import { QUERY_LIMITS, type QueryLimits } from './query-limits.ts';

let store: EventStore;
let warnings: string[];
let stop: () => Promise<void>;
beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-limits-'));
  const engine = await startEngine({ directory });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'garrison_limits' };
  await migrateEvents(address);
  warnings = [];
  const note = (_fields: unknown, message: string) => void warnings.push(message);
  store = connectEvents({ ...address, logger: { info: note, warn: note, error: note } });
  stop = async () => {
    await store.close();
    await engine.close();
    await rm(directory, { recursive: true });
  };
});
afterAll(() => stop());

const limited = (limits: Partial<QueryLimits>): QueryLimits => ({ ...QUERY_LIMITS, ...limits });

describe('the limits of a SELECT', () => {
  it.each([
    ['rows', 'SELECT sum(number) AS n FROM numbers(2000000)', { rowsRead: 1_000_000 }],
    ['bytes', 'SELECT sum(number) AS n FROM numbers(2000000)', { bytesRead: 1_000_000 }],
    ['memory', 'SELECT length(groupArray(number)) AS n FROM numbers(20000000)', { memoryBytes: 20_000_000 }],
    ['time', 'SELECT sum(cityHash64(number)) AS n FROM numbers(100000000000)', { seconds: 1, rowsRead: 1e12 }],
  ])('ends a statement that needs too many %s, and does not repeat it', async (_name, sql, limits) => {
    await expect(store.select(sql, {}, limited(limits))).rejects.toMatchObject({ code: 'query_too_heavy' });
    expect(warnings).toEqual([]);
  });

  it('lets a statement within its limits answer', async () => {
    expect(await store.select('SELECT count() AS n FROM numbers(10)', {}, limited({ rowsRead: 10 }))).toEqual([
      { n: '10' },
    ]);
  });
});
