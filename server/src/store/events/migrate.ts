import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { AppError } from '../../errors.ts';
import { describe } from './clickhouse-errors.ts';
import type { EventsAddress } from './event-store.ts';
import { sessionRows } from './migrations/002-session-rows.ts';
import { TABLES } from './tables/all.ts';
import { SINGLE_NODE, type Table } from './tables/table.ts';

type Convert = (client: ClickHouseClient, createTables: () => Promise<void>) => Promise<void>;

/**
 * What brings tables of earlier versions to the form that `tables/` describes, in order; on a new database each finds nothing to do. A
 * migration that was cut short is simply run again.
 */
const MIGRATIONS: readonly { readonly name: string; readonly convert: Convert }[] = [
  { name: '002-session-rows', convert: sessionRows },
];

const DATABASE = /^[a-z][a-z0-9_]*$/;

/** Creates the database and brings its tables up to date. Run by one process at a time, before anything connects. */
export async function migrateEvents(address: EventsAddress, tables: readonly Table[] = TABLES): Promise<void> {
  if (!DATABASE.test(address.database)) {
    throw new AppError('store_unavailable', `the event store's database may not be called ${address.database}`);
  }
  const { url, username, password } = address;
  const client = createClient({ url, username, password, log: { level: ClickHouseLogLevel.OFF } });
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${address.database}` });
  } catch (error) {
    throw new AppError('store_unavailable', `the event store at ${url}: ${describe(error)}`, error);
  } finally {
    await client.close();
  }
  const inside = createClient({
    url,
    username,
    password,
    database: address.database,
    log: { level: ClickHouseLogLevel.OFF },
  });
  try {
    await applyMigrations(inside, tables);
  } finally {
    await inside.close();
  }
}

async function applyMigrations(client: ClickHouseClient, tables: readonly Table[]): Promise<void> {
  await client.command({
    query: `CREATE TABLE IF NOT EXISTS schema_migrations (name String, applied_at DateTime('UTC') DEFAULT now())
      ENGINE = MergeTree ORDER BY name`,
  });
  const answer = await client.query({ query: 'SELECT name FROM schema_migrations', format: 'JSONEachRow' });
  const applied = new Set((await answer.json<{ name: string }>()).map((row) => row.name));
  const createTables = async (): Promise<void> => {
    for (const query of tables.flatMap((table) => table.ddl(SINGLE_NODE))) await client.command({ query });
  };
  for (const { name, convert } of MIGRATIONS) {
    if (applied.has(name)) continue;
    await convert(client, createTables).catch(failed(`migration ${name} of the event store`));
    await client.insert({ table: 'schema_migrations', values: [{ name }], format: 'JSONEachRow' });
  }
  await createTables().catch(failed('the tables of the event store'));
}

function failed(what: string): (error: unknown) => never {
  return (error) => {
    throw new AppError('store_unavailable', `${what}: ${describe(error)}`, error);
  };
}
