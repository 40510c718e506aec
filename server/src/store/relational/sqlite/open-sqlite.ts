import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Database } from '../database.ts';

export interface Sqlite {
  readonly db: Kysely<Database>;
  /** For prepared statements on the hot path. The same connection: never use it inside a transaction of `db`. */
  readonly raw: DatabaseSync;
  close(): Promise<void>;
}

const STATEMENTS_MAX = 500;

/** Opens (and creates) the database file. One connection; WAL lets others read while one writes. */
export function openSqlite(options: { path: string }): Sqlite {
  const raw = new DatabaseSync(options.path, { timeout: 5000 });
  raw.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    PRAGMA cache_size = -16000;
    PRAGMA mmap_size = 134217728;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
  `);
  const db = new Kysely<Database>({ dialect: sqliteDialect(raw) });
  return {
    db,
    raw,
    async close() {
      await db.destroy();
      // Kysely closes only what it has used.
      if (raw.isOpen) raw.close();
    },
  };
}

/** Kysely's own dialect asks a driver for four methods; statements are prepared once. */
function sqliteDialect(raw: DatabaseSync): SqliteDialect {
  const known = new Map<string, SqliteStatement>();
  const prepare = (sql: string): SqliteStatement => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    // Kysely's `begin` is deferred: a transaction that reads first and then writes would fail whenever another connection wrote between.
    const statement = raw.prepare(sql === 'begin' ? 'begin immediate' : sql);
    // Kysely hands on what the caller's types allowed.
    const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
    const made: SqliteStatement = {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...values(parameters)),
      run: (parameters) => statement.run(...values(parameters)),
      iterate: (parameters) => statement.iterate(...values(parameters)),
    };
    if (known.size >= STATEMENTS_MAX) known.clear();
    known.set(sql, made);
    return made;
  };
  return new SqliteDialect({ database: { close: () => raw.close(), prepare } });
}
