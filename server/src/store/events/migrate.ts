import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { AppError } from '../../errors.ts';
import { describe } from './clickhouse-errors.ts';
import type { EventsAddress } from './event-store.ts';
import { events } from './migrations/001-events.ts';

/** In order. Each statement may be repeated (IF NOT EXISTS), so a migration that was cut short is simply run again. */
const MIGRATIONS: readonly { readonly name: string; readonly statements: readonly string[] }[] = [
  { name: '001-events', statements: events },
];

const DATABASE = /^[a-z][a-z0-9_]*$/;

/** Creates the database and brings its tables up to date. Run by one process at a time, before anything connects. */
export async function migrateEvents(address: EventsAddress): Promise<void> {
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
    await applyMigrations(inside);
  } finally {
    await inside.close();
  }
}

async function applyMigrations(client: ClickHouseClient): Promise<void> {
  await client.command({
    query: `CREATE TABLE IF NOT EXISTS schema_migrations (name String, applied_at DateTime('UTC') DEFAULT now())
      ENGINE = MergeTree ORDER BY name`,
  });
  const answer = await client.query({ query: 'SELECT name FROM schema_migrations', format: 'JSONEachRow' });
  const applied = new Set((await answer.json<{ name: string }>()).map((row) => row.name));
  for (const { name, statements } of MIGRATIONS) {
    if (applied.has(name)) continue;
    for (const query of statements) {
      await client.command({ query }).catch((error: unknown) => {
        throw new AppError('store_unavailable', `migration ${name} of the event store: ${describe(error)}`, error);
      });
    }
    await client.insert({ table: 'schema_migrations', values: [{ name }], format: 'JSONEachRow' });
  }
}
