import { setTimeout as delay } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { MINUTE_MS } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import { describe, isPassing, isTooHeavy } from './clickhouse-errors.ts';
import { deleteRows, dropPartitionsBefore, inMutations } from './erase.ts';
import type { ConnectEventsOptions, EventStore } from './event-store.ts';
import { createInsert } from './insert.ts';
import { limitSettings, QUERY_LIMITS, type QueryLimits } from './query-limits.ts';
import { TABLES } from './tables/all.ts';

/** Long enough for the engine to be restarted. */
const INSERT_AGAIN_AFTER_MS = [50, 100, 200, 400, 800, 1000, 1000, 1000];
/** A person waits for the answer, so few attempts; but a connection left over from the previous engine process must not make it fail. */
const ASK_AGAIN_AFTER_MS = [20, 100, 400];
/**
 * An answer is sent when it is complete, so that a failure in the middle is an error and not a shortened list. The engine keeps it
 * in memory up to the buffer's size, and in a file beyond. One thread formats it. With the engine's defaults (a file for every
 * answer, a pool of formatting threads) each SELECT costs about 1 ms of CPU more.
 */
const ANSWER_SETTINGS = {
  wait_end_of_query: 1,
  http_response_buffer_size: String(2 ** 20),
  output_format_parallel_formatting: 0,
} as const;

/** Connects; the tables must be there (`migrateEvents`). Nothing is sent before the first call. */
export function connectEvents(options: ConnectEventsOptions): EventStore {
  const { logger, tables = TABLES, ...address } = options;
  const client = createClient({
    ...address,
    request_timeout: MINUTE_MS,
    compression: { request: false, response: false },
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_64bit_integers: 1, ...ANSWER_SETTINGS },
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
    ...createInsert({
      client,
      logger,
      tables,
      send: async (table, work) => await again(`insert into ${table}`, INSERT_AGAIN_AFTER_MS, work),
    }),
    select: async <Row>(query: string, params: Readonly<Record<string, unknown>> = {}, limits = QUERY_LIMITS) =>
      await ask('select', () => select<Row>(client, { query, params, limits })),
    deleteEvents: async (groups) => {
      for (const some of inMutations(groups)) await ask('delete', () => deleteRows(client, tables, some));
    },
    dropPartitionsBefore: async (days) => await ask('retention', () => dropPartitionsBefore(client, tables, days)),
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
    return rowsIn<Row>(await answer.text());
  } catch (error) {
    if (isTooHeavy(error)) throw new AppError('query_too_heavy', undefined, error);
    throw error;
  }
}

/** A row to a line. Lines are joined to one text and parsed at once: the client's own way, a stream of rows, costs twice the time. */
function rowsIn<Row>(lines: string): Row[] {
  return JSON.parse(`[${lines.trimEnd().replaceAll('\n', ',')}]`) as Row[];
}
