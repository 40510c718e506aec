import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../errors.ts';
import { connectEvents } from './clickhouse.ts';
import { type Engine, startEngine } from './engine/engine.ts';
import { batchOf, describeEvents, eventId, eventRow, sessionRow } from './event-store.contract.ts';
import type { EventsAddress } from './event-store.ts';
import { migrateEvents } from './migrate.ts';

let directory: string;
let engine: Engine;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-events-'));
  engine = await startEngine({ directory });
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

function addressOf(database: string): EventsAddress {
  const { url, username, password } = engine;
  return { url, username, password, database };
}

describeEvents('the embedded engine', async () => {
  const address = addressOf('garrison_contract');
  await migrateEvents(address);
  const store = connectEvents(address);
  return { store, close: async () => await store.close() };
});

describe('sessions', () => {
  const SESSIONS = `SELECT uniqExactIf(session_id, is_count = 0) + sumIf(quantity, is_count = 1) AS sessions,
    (SELECT countIf(status = 'crashed') FROM (SELECT argMax(status, sequence) AS status FROM sessions
      WHERE is_count = 0 GROUP BY session_id)) AS crashed, count() AS rows FROM sessions`;

  it('whose updates come in several batches, in any order, count once, with their last state, also after a merge', async () => {
    const address = addressOf('garrison_sessions');
    await migrateEvents(address);
    const store = connectEvents(address);
    const [inOrder, lateInit, counted] = [eventId(1), eventId(2), eventId(3)];
    const batches = [
      [sessionRow({ sessionId: inOrder, sequence: 0, isFirst: true })],
      [sessionRow({ sessionId: lateInit, sequence: 3, isFirst: false, status: 'exited' })],
      [sessionRow({ sessionId: inOrder, sequence: 1, isFirst: false, errors: 1 })],
      [sessionRow({ sessionId: lateInit, sequence: 0, isFirst: true })],
      [sessionRow({ sessionId: inOrder, sequence: 2, isFirst: false, errors: 2, status: 'crashed' })],
      [sessionRow({ sessionId: counted, isCount: true, sequence: 0, quantity: 40, status: 'exited' })],
    ];
    for (const [index, sessions] of batches.entries()) await store.insert({ sessions }, `batch ${index}`);
    expect(await store.select(SESSIONS)).toEqual([{ sessions: '42', crashed: '1', rows: '6' }]);
    await command(address, 'OPTIMIZE TABLE sessions FINAL');
    expect(await store.select(SESSIONS)).toEqual([{ sessions: '42', crashed: '1', rows: '3' }]);
    await store.close();
  });

  async function command({ url, username, password, database }: EventsAddress, body: string): Promise<void> {
    const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password, 'x-clickhouse-database': database };
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }
});

describe('migrations', () => {
  it('may be applied again', async () => {
    const address = addressOf('garrison_again');
    await migrateEvents(address);
    const store = connectEvents(address);
    await store.insert(batchOf([eventRow()]), 'before');
    await migrateEvents(address);
    expect(await store.select('SELECT name FROM schema_migrations')).toEqual([{ name: '002-session-rows' }]);
    expect(await store.select('SELECT count() AS count FROM events')).toEqual([{ count: '1' }]);
    await store.close();
  });

  it('refuse a database name that is not one', async () => {
    await expect(migrateEvents(addressOf('x; DROP DATABASE y'))).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('say which address does not answer', async () => {
    const address = { ...addressOf('garrison'), url: 'http://127.0.0.1:9' };
    await expect(migrateEvents(address)).rejects.toMatchObject({
      code: 'store_unavailable',
      details: expect.stringContaining('127.0.0.1:9'),
    });
  });
});

describe('a store that does not answer', () => {
  it('is not well, fails a query, and lets go of an insert when it is closed', async () => {
    const store = connectEvents({ ...addressOf('garrison'), url: 'http://127.0.0.1:9' });
    expect(await store.health()).toMatchObject({ ok: false });
    await expect(store.select('SELECT 1')).rejects.toMatchObject({ code: 'store_unavailable' });
    const insert = store.insert(batchOf([eventRow()]), 'token');
    const [ended] = await Promise.allSettled([insert, store.close()]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code: 'shutting_down' } });
  });
});

describe('an engine that is killed', () => {
  it('stores each batch exactly once when it is sent until it is acknowledged', async () => {
    const address = addressOf('garrison_crash');
    await migrateEvents(address);
    const store = connectEvents(address);
    const batches = 12;
    const rows = 30;
    const insert = async (batch: number): Promise<void> => {
      const events = Array.from({ length: rows }, (_, index) =>
        eventRow({
          eventId: eventId(batch * rows + index),
          hashId: BigInt(index),
          timestamp: Date.UTC(2026, 9, 1 + (index % 14)),
        }),
      );
      const outcome = { organizationId: 1, projectId: 1, keyId: 1, category: 'error', outcome: 'accepted', reason: '' };
      await untilAcknowledged(() =>
        store.insert(batchOf(events, { outcomes: [{ ...outcome, quantity: rows, at: 0 }] }), `batch ${batch}`),
      );
    };
    for (let batch = 0; batch < batches; batch++) {
      const stored = insert(batch);
      if (batch % 3 === 0) {
        // At another moment of the insert each time.
        await delay(5 * batch);
        kill(engine);
      }
      await stored;
    }
    const all = String(batches * rows);
    const [counts] = await store.select(`SELECT count() AS events, uniqExact(event_id) AS ids,
      (SELECT count() FROM payloads) AS payloads, (SELECT sum(events) FROM hash_hours) AS hours,
      (SELECT sum(events) FROM hash_days) AS days, (SELECT sum(quantity) FROM outcomes) AS outcomes FROM events`);
    expect(counts).toEqual({ events: all, ids: all, payloads: all, hours: all, days: all, outcomes: all });
    await store.close();
  }, 180_000);
});

/** What processing does: the same rows under the same token, for as long as it takes. */
async function untilAcknowledged(insert: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await insert();
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store_unavailable') throw error;
    }
  }
}

function kill(victim: Engine): void {
  const pid = victim.pid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}
