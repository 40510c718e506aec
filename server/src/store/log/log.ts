/** A place in a log, opaque outside of it. The empty one is the beginning; equal texts are the same place. */
export type Cursor = string;

/** A place in the segment log: byte `offset` of segment number `segment`. Ordered by (segment, offset). */
export interface LogPosition {
  readonly segment: number;
  readonly offset: number;
}

/**
 * A record to be written, as parts that follow each other; they are not copied before they are written, so they must not change
 * until then.
 */
export type LogRecord = readonly Uint8Array[];

export interface LogBatch {
  readonly from: Cursor;
  /** Where the next read begins. */
  readonly to: Cursor;
  readonly records: readonly Uint8Array[];
  /** Bytes between the records that could not be read. */
  readonly damage?: readonly Damage[];
  /**
   * Frees the memory of `records` at once; they must not be read afterwards. Without this, batches accumulate until the next
   * garbage collection.
   */
  free?(): void;
}

/** Bytes of a segment that are no complete frame, because of a damaged disk. `kept`: the file that keeps the segment for the operator. */
export interface Damage {
  readonly at: LogPosition;
  readonly bytes: number;
  readonly kept: string;
}

/** The writing side, used by ingest: holds what was accepted and not processed yet. */
export interface LogWriter {
  /** Resolves when the records are on disk (fsynced). Rejects with `AppError('log_unavailable')` when they are not; they must then not be acknowledged. */
  append(records: readonly LogRecord[]): Promise<void>;
  /** The end of what is durable. `onAppend` is told of each new end, so that a reader need not poll. */
  end(): Cursor;
  onAppend(listener: (end: Cursor) => void): void;
  health(): { readonly ok: boolean; readonly detail?: string };
  close(): Promise<void>;
}

/** The reading side, used by the processing worker on the same directory. */
export interface LogReader {
  /**
   * About `recordsMax` records and `bytesMax` bytes (whole groups as they were written, at least one) from `from` up to `end`;
   * undefined when there is nothing yet. Damage is skipped, counted and kept aside: a batch may then be empty and still end at a
   * later position.
   */
  read(from: Cursor, limits: { recordsMax: number; bytesMax: number; end?: Cursor }): Promise<LogBatch | undefined>;
  /** Exactly the records between two positions, for the replay of a noted batch. */
  readExactly(from: Cursor, to: Cursor): Promise<LogBatch>;
  /** How many bytes lie between two places, whole segments included. */
  bytesBetween(from: Cursor, to: Cursor): Promise<number>;
  /** Everything before this position is done with: whole segments before it are deleted. */
  release(before: Cursor): Promise<void>;
  /** How many bytes could not be read since the start: disk damage, for the health page. */
  damagedBytes(): number;
  close(): Promise<void>;
}
