import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { sqliteDialect } from './dialect.ts';
import { createStatements, openConnection } from './statements.ts';

export interface Sqlite {
  readonly db: Kysely<Database>;
  /** For prepared statements on the hot path. The same connection: never use it inside a transaction of `db`. */
  readonly raw: DatabaseSync;
  close(): Promise<void>;
}

/** Opens (and creates) the database file with one connection, whose statements run on the thread that calls. */
export function openSqlite(options: { path: string }): Sqlite {
  const raw = openConnection(options);
  const close = (): void => {
    if (raw.isOpen) raw.close();
  };
  const db = new Kysely<Database>({
    dialect: sqliteDialect({ writer: { run: createStatements(raw), close }, readers: [] }),
  });
  return {
    db,
    raw,
    async close() {
      await db.destroy();
      // Kysely closes only what it has used.
      close();
    },
  };
}
