import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, type ClickHouseSettings } from '@clickhouse/client';
import { AppError } from '../../errors.ts';
import { describe, isPassing } from './clickhouse-errors.ts';
import type { ConnectEventsOptions, EventStore } from './event-store.ts';
import { RowBinaryWriter } from './row-binary.ts';
import type { RowsByTable, Table, TableName, TableRows } from './tables/table.ts';

/** A buffer that the batches of a backlog made large is kept while they are large, and goes with the first small one. */
const KEPT_BUFFER_BYTES_MAX = 4 << 20;
const KEPT_BUFFER_BATCHES = 4;

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

/** One insert per table that has rows, all at the same time. */
export function createInsert({ client, logger, tables, send }: InsertDeps): EventStore['insert'] {
  /** By table: a buffer that payloads made large is not kept for small rows, too. */
  const idle = new Map<string, RowBinaryWriter>();

  async function insert<Name extends TableName>(table: Table<Name>, rows: readonly TableRows[Name][], token: string) {
    const writer = idle.get(table.name) ?? new RowBinaryWriter();
    idle.delete(table.name);
    try {
      for (const row of rows) table.write(writer, row);
      if (writer.cuts() > 0)
        logger?.error({ table: table.name, cuts: writer.cuts() }, 'texts were longer than the event store takes');
      const query = `INSERT INTO ${table.name} (${table.columns.join(', ')}) FORMAT RowBinary`;
      const exec = async (values: Buffer, settings: ClickHouseSettings): Promise<void> => {
        const body = Readable.from([values], { objectMode: false });
        const { stream } = await client.exec({ query, values: body, clickhouse_settings: settings });
        for await (const _ of stream);
      };
      await send(table.name, async () => {
        try {
          await exec(writer.bytes(), { ...INSERT_SETTINGS, insert_deduplication_token: `${token}:${table.name}` });
        } catch (error) {
          if (!(error instanceof ClickHouseError) || isPassing(error)) throw error;
          // The table takes an insert without rows: so it is there, we may write to it, and the rows are at fault.
          await exec(Buffer.alloc(0), INSERT_SETTINGS);
          throw new AppError('rows_refused', `${table.name}: ${describe(error)}`, error);
        }
      });
    } finally {
      const worthKeeping = Math.max(KEPT_BUFFER_BYTES_MAX, writer.bytes().length * KEPT_BUFFER_BATCHES);
      if (writer.capacity() <= worthKeeping) idle.set(table.name, writer);
      writer.reset();
    }
  }

  const byName = new Map<string, Table>(tables.map((table) => [table.name, table]));
  return async (rows: RowsByTable, token: string) => {
    const inserts = Object.entries(rows).flatMap(([name, some]) => {
      if (some.length === 0) return [];
      const table = byName.get(name);
      if (table === undefined) throw new AppError('internal', `the event store has no table ${name}`);
      return [insert(table, some, token)];
    });
    await Promise.all(inserts);
  };
}
