import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { AppError } from '../../errors.ts';
import { describe, isPassing, isTooHeavy } from './clickhouse-errors.ts';
import {
  INSERT_EVENTS,
  INSERT_PAYLOADS,
  outcomeJson,
  sessionJson,
  writeEventRow,
  writePayloadRow,
} from './event-rows.ts';
import type { ConnectEventsOptions, EventGroup, EventStore } from './event-store.ts';
import { EVENT_TABLES, RETAINED_TABLES } from './migrations/001-events.ts';
import { limitSettings, QUERY_LIMITS, type QueryLimits } from './query-limits.ts';
import { RowBinaryWriter } from './row-binary.ts';
import type { EventBatch, EventRow } from './rows.ts';

/** Long enough for the engine to be restarted. */
const INSERT_AGAIN_AFTER_MS = [50, 100, 200, 400, 800, 1000, 1000, 1000];
/** A person waits for it; but a connection that the last engine left behind is no reason to fail. */
const ASK_AGAIN_AFTER_MS = [20, 100, 400];
/** ClickHouse takes 128 KiB of one parameter; a hash id has up to 20 digits. */
const HASHES_PER_DELETE = 5000;
/** A buffer that one huge batch made is not kept. */
const KEPT_BUFFER_BYTES_MAX = 32 << 20;

/** One insert, one token: also in the tables that views fill. A batch may hold old events of many weeks. */
const INSERT_SETTINGS: ClickHouseSettings = {
  async_insert: 0,
  insert_deduplicate: 1,
  deduplicate_blocks_in_dependent_materialized_views: 1,
  max_partitions_per_insert_block: '0',
};

/** Connects; the tables must be there (`migrateEvents`). Nothing is sent before the first call. */
export function connectEvents(options: ConnectEventsOptions): EventStore {
  const { logger, ...address } = options;
  const client = createClient({
    ...address,
    request_timeout: 60_000,
    compression: { request: false, response: false },
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_64bit_integers: 1, wait_end_of_query: 1 },
  });
  const closing = new AbortController();

  /** Everything that is sent may be sent twice: inserts carry a token, the rest changes nothing the second time. */
  async function again<Result>(what: string, waits: readonly number[], work: () => Promise<Result>): Promise<Result> {
    for (const wait of [...waits, undefined]) {
      if (closing.signal.aborted) break;
      try {
        return await work();
      } catch (error) {
        if (error instanceof AppError) throw error;
        const reason = `${what}: ${describe(error)}`;
        if (!isPassing(error)) throw new AppError('internal', reason, error);
        if (wait === undefined) throw new AppError('store_unavailable', reason, error);
        logger?.warn({ wait, reason }, 'the event store did not answer, trying again');
        await delay(wait, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    throw new AppError('shutting_down');
  }
  const ask = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> =>
    await again(what, ASK_AGAIN_AFTER_MS, work);

  return {
    insert: createInsert({
      client,
      logger,
      send: async (table, work) => await again(`insert into ${table}`, INSERT_AGAIN_AFTER_MS, work),
    }),
    select: async <Row>(query: string, params: Readonly<Record<string, unknown>> = {}, limits = QUERY_LIMITS) =>
      await ask('select', () => select<Row>(client, { query, params, limits })),
    deleteEvents: async (groups) => {
      for (const some of inMutations(groups)) await ask('delete', () => deleteEvents(client, some));
    },
    dropPartitionsBefore: async (days) => await ask('retention', () => dropPartitionsBefore(client, days)),
    async health() {
      const answer = await client.ping();
      return answer.success ? { ok: true } : { ok: false, detail: describe(answer.error) };
    },
    async close() {
      closing.abort();
      await client.close();
    },
  };
}

async function select<Row>(
  client: ClickHouseClient,
  { query, params, limits }: { query: string; params: Readonly<Record<string, unknown>>; limits: QueryLimits },
): Promise<Row[]> {
  try {
    const settings = limitSettings(limits);
    const answer = await client.query({
      query,
      query_params: { ...params },
      format: 'JSONEachRow',
      clickhouse_settings: settings,
    });
    return await answer.json<Row>();
  } catch (error) {
    if (isTooHeavy(error)) throw new AppError('query_too_heavy', undefined, error);
    throw error;
  }
}

interface InsertDeps {
  readonly client: ClickHouseClient;
  readonly logger: ConnectEventsOptions['logger'];
  readonly send: (table: string, work: () => Promise<void>) => Promise<void>;
}

function createInsert({ client, logger, send }: InsertDeps): EventStore['insert'] {
  /** By table: a buffer that payloads made large is not kept for small rows, too. */
  const idle = new Map<string, RowBinaryWriter>();

  async function insertBinary(
    query: string,
    fill: { table: string; token: string; rows: readonly EventRow[]; write: typeof writeEventRow },
  ) {
    const writer = idle.get(fill.table) ?? new RowBinaryWriter();
    idle.delete(fill.table);
    try {
      for (const row of fill.rows) fill.write(writer, row);
      if (writer.cuts() > 0)
        logger?.error({ table: fill.table, cuts: writer.cuts() }, 'texts were longer than the event store takes');
      await send(fill.table, async () => {
        const settings = { ...INSERT_SETTINGS, insert_deduplication_token: `${fill.token}:${fill.table}` };
        const values = Readable.from([writer.bytes()], { objectMode: false });
        const { stream } = await client.exec({ query, values, clickhouse_settings: settings });
        for await (const _ of stream);
      });
    } finally {
      const { length } = writer.bytes();
      writer.reset();
      if (length <= KEPT_BUFFER_BYTES_MAX) idle.set(fill.table, writer);
    }
  }

  async function insertJson(table: string, fill: { token: string; values: readonly Record<string, unknown>[] }) {
    const settings = { ...INSERT_SETTINGS, insert_deduplication_token: `${fill.token}:${table}` };
    await send(table, async () => {
      await client.insert({ table, values: fill.values, format: 'JSONEachRow', clickhouse_settings: settings });
    });
  }

  return async ({ events, outcomes, sessions }: EventBatch, token: string) => {
    const inserts: Promise<void>[] = [];
    if (events.length > 0) {
      inserts.push(insertBinary(INSERT_PAYLOADS, { table: 'payloads', token, rows: events, write: writePayloadRow }));
      inserts.push(insertBinary(INSERT_EVENTS, { table: 'events', token, rows: events, write: writeEventRow }));
    }
    if (outcomes.length > 0) inserts.push(insertJson('outcomes', { token, values: outcomes.map(outcomeJson) }));
    if (sessions.length > 0) inserts.push(insertJson('sessions', { token, values: sessions.map(sessionJson) }));
    await Promise.all(inserts);
  };
}

/** As many as one statement takes; most deletions are one. */
function* inMutations(groups: readonly EventGroup[]): Generator<EventGroup[]> {
  let some: EventGroup[] = [];
  let room = HASHES_PER_DELETE;
  for (const { projectId, hashIds } of groups) {
    if (hashIds === 'all') {
      some.push({ projectId, hashIds });
      continue;
    }
    for (let at = 0; at < hashIds.length;) {
      const taken = hashIds.slice(at, at + room);
      some.push({ projectId, hashIds: taken });
      at += taken.length;
      room -= taken.length;
      if (room > 0) continue;
      yield some;
      some = [];
      room = HASHES_PER_DELETE;
    }
  }
  if (some.length > 0) yield some;
}

async function deleteEvents(client: ClickHouseClient, groups: readonly EventGroup[]): Promise<void> {
  const params: Record<string, unknown> = {};
  const conditions = groups.map(({ projectId, hashIds }, index) => {
    params[`p${index}`] = projectId;
    if (hashIds === 'all') return `(project_id = {p${index}:UInt64})`;
    params[`h${index}`] = hashIds;
    return `(project_id = {p${index}:UInt64} AND hash_id IN ({h${index}:Array(UInt64)}))`;
  });
  const deletions = EVENT_TABLES.map((table) =>
    client.command({
      query: `DELETE FROM ${table} WHERE ${conditions.join(' OR ')}`,
      query_params: params,
      clickhouse_settings: { lightweight_delete_mode: 'lightweight_update' },
    }),
  );
  await Promise.all(deletions);
}

/** Partitions are named by their Monday; those of patches by a hash, and they go with what they patch. */
async function dropPartitionsBefore(client: ClickHouseClient, days: number): Promise<number> {
  const answer = await client.query({
    query: `SELECT DISTINCT table, partition FROM system.parts
      WHERE active AND database = currentDatabase() AND table IN ({tables:Array(String)})
        AND toDateOrNull(partition) + 7 <= today() - {days:UInt32}`,
    query_params: { tables: [...RETAINED_TABLES], days },
    format: 'JSONEachRow',
  });
  const old = await answer.json<{ table: string; partition: string }>();
  for (const { table, partition } of old) {
    await client.command({
      query: `ALTER TABLE ${table} DROP PARTITION {partition:String}`,
      query_params: { partition },
    });
  }
  return old.length;
}
