import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** What a statement gave: rows, or (of a statement without any) what it changed. */
export interface StatementResult {
  readonly rows: Record<string, unknown>[];
  readonly changed?: number | bigint;
  readonly insertedId?: number | bigint;
}

/** Runs a statement, which is prepared once. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => StatementResult;

const STATEMENTS_MAX = 500;

/** One connection to the database file, which is created when it is not there. WAL lets others read while one writes. */
export function openConnection({ path, readsOnly = false }: { path: string; readsOnly?: boolean }): DatabaseSync {
  const raw = new DatabaseSync(path, { timeout: 5000 });
  raw.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA busy_timeout = 5000;
    PRAGMA cache_size = -16000;
    PRAGMA mmap_size = 134217728;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
  `);
  if (readsOnly) raw.exec('PRAGMA query_only = ON');
  return raw;
}

export function createStatements(raw: DatabaseSync): RunStatement {
  const known = new Map<string, { readonly statement: StatementSync; readonly hasRows: boolean }>();
  const prepare = (sql: string) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const statement = raw.prepare(sql);
    const made = { statement, hasRows: statement.columns().length > 0 };
    if (known.size >= STATEMENTS_MAX) known.clear();
    known.set(sql, made);
    return made;
  };
  return (sql, parameters) => {
    // SQLite ends a transaction by itself after some errors.
    if (sql === 'rollback' && !raw.isTransaction) return { rows: [] };
    const { statement, hasRows } = prepare(sql);
    // Kysely hands on what the caller's types allowed.
    const values = parameters as SQLInputValue[];
    if (hasRows) return { rows: statement.all(...values) };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], changed: changes, insertedId: lastInsertRowid };
  };
}
