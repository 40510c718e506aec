import type { EventBatch } from './rows.ts';

/** A ClickHouse behind HTTP. Who started it is `engine/`'s business. */
export interface EventStore {
  /**
   * One insert per table, each under `token` (plus the table's name): the same token twice stores the rows once.
   * Retries with back-off while the engine restarts; resolves when the rows are on disk.
   */
  insert(batch: EventBatch, token: string): Promise<void>;
  /** Runs one SELECT with named parameters (`{name:Type}`); rows as JSON objects, 64-bit integers as strings. */
  select<Row>(sql: string, params?: Readonly<Record<string, unknown>>): Promise<Row[]>;
  /** Removes the events of these hashes of a project (issue deletion), or of the whole project. Visible at once, space comes back with merges. */
  deleteEvents(projectId: number, hashIds: readonly bigint[] | 'all'): Promise<void>;
  health(): Promise<{ readonly ok: boolean; readonly detail?: string }>;
  close(): Promise<void>;
}
