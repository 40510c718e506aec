import type { StoreLogger } from '../store-logger.ts';
import type { EventBatch } from './rows.ts';

/** Where the event store is. `database` is made of lower-case letters, digits and `_`; the embedded engine wants it to begin with `garrison`. */
export interface EventsAddress {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

export interface ConnectEventsOptions extends EventsAddress {
  readonly logger?: StoreLogger;
}

/** A ClickHouse behind HTTP. Who started it is `engine/`'s business. */
export interface EventStore {
  /**
   * One insert per table, each under `token` (plus the table's name): the same token twice stores the rows once.
   * Resolves when the rows are on disk. Tries again with back-off for some seconds, as long as a restart of the engine takes; then
   * rejects with `store_unavailable`, and the same call with the same token may be made again. Rejects with `internal` when the rows
   * are at fault, which trying again does not change, and with `shutting_down` after `close`.
   */
  insert(batch: EventBatch, token: string): Promise<void>;
  /** Runs one SELECT with named parameters (`{name:Type}`); rows as JSON objects, 64-bit integers as strings. Throws `store_unavailable`. */
  select<Row>(sql: string, params?: Readonly<Record<string, unknown>>): Promise<Row[]>;
  /** Removes the events of these hashes of a project (issue deletion), or of the whole project. Visible at once, space comes back with merges. */
  deleteEvents(projectId: number, hashIds: readonly bigint[] | 'all'): Promise<void>;
  /** Retention: drops the weeks that ended more than `days` days ago, of every table. Gives how many partitions went. */
  dropPartitionsBefore(days: number): Promise<number>;
  health(): Promise<{ readonly ok: boolean; readonly detail?: string }>;
  close(): Promise<void>;
}
