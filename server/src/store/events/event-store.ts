import type { ProjectId } from '@garrison/protocol';
import type { StoreLogger } from '../store-logger.ts';
import type { QueryLimits } from './query-limits.ts';
import type { RowsByTable, Table, TableName } from './tables/table.ts';

/** Where the event store is. `database` is made of lower-case letters, digits and `_`; the embedded engine wants it to begin with `garrison`. */
export interface EventsAddress {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

export interface ConnectEventsOptions extends EventsAddress {
  readonly logger?: StoreLogger;
  readonly tables?: readonly Table[];
}

/** Events of one project: of some hashes, or all. */
export interface EventGroup {
  readonly projectId: ProjectId;
  readonly hashIds: readonly bigint[] | 'all';
}

/** Where the rows of one record are, by table: from one position to another. */
export type WrittenRecord = { readonly [Name in TableName]?: Stretch };

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Rows of one table in the form in which they are sent. */
export interface WrittenRows {
  readonly views: readonly Buffer[];
  /** How many texts were longer than their column takes. */
  readonly cuts: number;
}

/** Rows that are written for the event store as they are made: as objects they would fill the heap until their batch is stored. */
export interface RowBatch {
  /** Throws when a row cannot be written; then nothing of them is in the batch. */
  write(rows: RowsByTable): WrittenRecord;
  /** Every table that was written to. */
  tables(): readonly TableName[];
  /** Rows of one table; stretches ascend. */
  rowsAt(table: TableName, stretches: readonly Stretch[]): WrittenRows;
  /** The rows are stored: their memory may be used again. */
  free(): void;
}

/** A ClickHouse behind HTTP. Who started it is `engine/`'s business. */
export interface EventStore {
  /**
   * One insert per table, each under `token` (plus the table's name): the same token twice stores the rows once.
   * Resolves when the rows are on disk. Tries again with back-off for some seconds, as long as a restart of the engine takes; then
   * rejects with `store_unavailable`, and the same call with the same token may be made again. Rejects with `rows_refused` when the rows
   * of a table are at fault, which trying again does not change, and with `shutting_down` after `close`.
   */
  insert(rows: RowsByTable, token: string): Promise<void>;
  /** Of one table, rows that were written before; otherwise as `insert`. */
  insertWritten(table: TableName, rows: WrittenRows, token: string): Promise<void>;
  /** For rows that are inserted later. */
  openBatch(): RowBatch;
  /**
   * Runs one SELECT with named parameters (`{name:Type}`); rows as JSON objects, 64-bit integers as strings.
   * Throws `store_unavailable`, or `query_too_heavy` when the statement exceeds its limits.
   */
  select<Row>(sql: string, params?: Readonly<Record<string, unknown>>, limits?: QueryLimits): Promise<Row[]>;
  /**
   * Removes what belongs to these hashes (issue deletion), or everything of whole projects: one mutation per table, however many
   * there are. Visible at once; the space on disk is freed by later merges.
   */
  deleteEvents(groups: readonly EventGroup[]): Promise<void>;
  /** Retention: drops the weeks that ended more than `days` days ago, of every table. Returns how many partitions were dropped. */
  dropPartitionsBefore(days: number): Promise<number>;
  health(): Promise<{ readonly ok: boolean; readonly detail?: string }>;
  close(): Promise<void>;
}

/** `http://user:password@host:8123/database` → its parts; user `default` and database `garrison` when left out. */
export function eventsAddressOf(text: string): EventsAddress {
  const { origin, username, password, pathname } = new URL(text);
  return {
    url: origin,
    username: decodeURIComponent(username) || 'default',
    password: decodeURIComponent(password),
    database: pathname.replaceAll('/', '') || 'garrison',
  };
}
