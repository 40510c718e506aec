import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, type ClickHouseSettings } from '@clickhouse/client';
import { AppError } from '../../errors.ts';
import { createChunkMemory } from './chunk-memory.ts';
import { describe, isPassing } from './clickhouse-errors.ts';
import type { ConnectEventsOptions, EventStore, RowBatch, Stretch, WrittenRows } from './event-store.ts';
import { createRowBatch } from './row-batch.ts';
import type { Table, TableName } from './tables/table.ts';

/** One insert, one token: also in the tables that views fill. A batch may hold old events of many weeks. */
const INSERT_SETTINGS: ClickHouseSettings = {
  async_insert: 0,
  insert_deduplicate: 1,
  deduplicate_blocks_in_dependent_materialized_views: 1,
  max_partitions_per_insert_block: '0',
};

interface InsertDeps {
  readonly client: ClickHouseClient;
  readonly logger: ConnectEventsOptions['logger'];
  readonly tables: readonly Table[];
  readonly send: (table: string, work: () => Promise<void>) => Promise<void>;
}

type Insert = Pick<EventStore, 'openBatch' | 'insert' | 'insertWritten'>;

export function createInsert({ client, logger, tables, send }: InsertDeps): Insert {
  const memory = createChunkMemory();
  const byName = new Map<string, Table>(tables.map((table) => [table.name, table]));
  const tableOf = (name: string): Table => {
    const table = byName.get(name);
    if (table === undefined) throw new AppError('internal', `the event store has no table ${name}`);
    return table;
  };

  async function exec(query: string, views: readonly Buffer[], settings: ClickHouseSettings): Promise<void> {
    const body = Readable.from(views, { objectMode: false });
    const { stream } = await client.exec({ query, values: body, clickhouse_settings: settings });
    for await (const _ of stream);
  }

  async function insertWritten(name: TableName, { views, cuts }: WrittenRows, token: string): Promise<void> {
    if (cuts > 0) logger?.error({ table: name, cuts }, 'texts were longer than the event store takes');
    const query = `INSERT INTO ${name} (${tableOf(name).columns.join(', ')}) FORMAT RowBinary`;
    await send(name, async () => {
      try {
        await exec(query, views, { ...INSERT_SETTINGS, insert_deduplication_token: `${token}:${name}` });
      } catch (error) {
        if (!(error instanceof ClickHouseError) || isPassing(error)) throw error;
        // The table takes an insert without rows: so it is there, we may write to it, and the rows are at fault.
        await exec(query, [], INSERT_SETTINGS);
        throw new AppError('rows_refused', `${name}: ${describe(error)}`, error);
      }
    });
  }

  const openBatch = (): RowBatch => createRowBatch(tableOf, memory);
  return {
    openBatch,
    insertWritten,
    async insert(rows, token) {
      const batch = openBatch();
      const written = Object.entries(batch.write(rows)) as [TableName, Stretch][];
      await Promise.all(written.map(([name, at]) => insertWritten(name, batch.rowsAt(name, [at]), token)));
      batch.free();
    },
  };
}
