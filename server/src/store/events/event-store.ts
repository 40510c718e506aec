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
   * Retries with back-off while the engine restarts; resolves when the rows are on disk. Rejects only with `internal`
   * (the rows are at fault; nothing else would change that) or, once `close` was called, `shutting_down`.
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
