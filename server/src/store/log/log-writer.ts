import { mkdir, open, truncate, unlink } from 'node:fs/promises';
import { AppError, errorMessage } from '../../errors.ts';
import type { StoreLogger } from '../store-logger.ts';
import { encodeFrames, lengthOf } from './frame.ts';
import { recoverSegments } from './log-recovery.ts';
import { cursorOf, positionOf } from './log-position.ts';
import type { Cursor, LogRecord, LogWriter } from './log.ts';
import { segmentPath, syncDirectory } from './segments.ts';

/** The part of a file handle that the log needs; a test puts a full disk in its place. */
export interface SegmentFile {
  writev(buffers: Uint8Array[]): Promise<{ bytesWritten: number }>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

export interface LogWriterOptions {
  readonly directory: string;
  readonly logger?: StoreLogger;
  /** A new segment is begun once this is reached. */
  readonly segmentBytesMax?: number;
  /** How long a single record waits for others to be written with it: saves a third of the CPU under light load. */
  readonly lingerMs?: number;
  /** Segments are numbered above this place, so that a reader's cursor stays valid when the directory was lost. */
  readonly after?: Cursor;
  readonly openSegment?: (path: string) => Promise<SegmentFile>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A group of this size does not wait. */
const GROUP_RECORDS = 64;
const GROUP_BYTES = 512 * 1024;
/** One write and one fsync carry at most so much; the rest waits for the next. */
const WRITE_BYTES_MAX = 8 << 20;

interface Pending {
  readonly records: readonly LogRecord[];
  readonly bytes: number;
  readonly since: number;
  readonly resolve: () => void;
  readonly reject: (error: AppError) => void;
}

/** Opens the log for writing, after cutting a torn tail. One writer per directory. */
export async function openLogWriter(options: LogWriterOptions): Promise<LogWriter> {
  await mkdir(options.directory, { recursive: true });
  const last = await recoverSegments(options.directory);
  // A new log begins with the current second as its segment number: positions name batches, and the event store, which may outlive this
  // directory, takes a batch whose name it knows for a repetition.
  const before =
    Math.max(last, positionOf(options.after ?? '').segment) || Math.floor((options.now ?? Date.now)() / 1000);
  const first = before + 1;
  const segments = new SegmentWriter(options, first);
  await segments.begin();
  return new GroupCommit(segments, options);
}

/** The file being written: begins the next one when it is full, and after any failure. */
class SegmentWriter {
  readonly #directory: string;
  readonly #bytesMax: number;
  readonly #openSegment: (path: string) => Promise<SegmentFile>;
  #file: SegmentFile | undefined;
  #next: number;
  #segment = 0;
  #offset = 0;
  #index = 0;

  constructor(options: LogWriterOptions, next: number) {
    this.#directory = options.directory;
    this.#bytesMax = options.segmentBytesMax ?? 64 << 20;
    this.#openSegment = options.openSegment ?? ((path) => open(path, 'wx'));
    this.#next = next;
  }

  get end(): Cursor {
    return cursorOf({ segment: this.#segment, offset: this.#offset });
  }

  async begin(): Promise<SegmentFile> {
    await this.close();
    const segment = this.#next++;
    const file = await this.#openSegment(segmentPath(this.#directory, segment));
    await syncDirectory(this.#directory);
    this.#file = file;
    this.#segment = segment;
    this.#offset = 0;
    this.#index = 0;
    return file;
  }

  async write(records: readonly LogRecord[]): Promise<void> {
    const file = this.#file === undefined || this.#offset >= this.#bytesMax ? await this.begin() : this.#file;
    const { buffers, bytes, frames } = encodeFrames(records, { segment: this.#segment, index: this.#index });
    try {
      await writeAll(file, buffers);
      await file.datasync();
    } catch (error) {
      await this.#abandon();
      throw error;
    }
    this.#offset += bytes;
    this.#index += frames;
  }

  /**
   * After a failed fsync the kernel may call dirty pages clean: this descriptor proves nothing any more, so it is never used again.
   * Cutting the unacknowledged rest is a courtesy to the reader (which would skip it) and to a full disk.
   */
  async #abandon(): Promise<void> {
    const path = segmentPath(this.#directory, this.#segment);
    await this.#file?.close().catch(ignoreSecondFailure);
    this.#file = undefined;
    await (this.#offset === 0 ? unlink(path) : truncate(path, this.#offset)).catch(ignoreSecondFailure);
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

function ignoreSecondFailure(): void {
  // The first failure is the one that is reported.
}

async function writeAll(file: SegmentFile, buffers: Uint8Array[]): Promise<void> {
  let rest = buffers;
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest);
    let whole = 0;
    for (const buffer of rest) {
      if (bytesWritten < buffer.byteLength) break;
      bytesWritten -= buffer.byteLength;
      whole++;
    }
    const [cut, ...others] = rest.slice(whole);
    rest = cut === undefined ? [] : [cut.subarray(bytesWritten), ...others];
  }
}

/** Collects what arrives while the disk is busy, and for a short while when it is not; one write and one fsync for all of it. */
class GroupCommit implements LogWriter {
  readonly #segments: SegmentWriter;
  readonly #logger: StoreLogger | undefined;
  readonly #lingerMs: number;
  readonly #listeners: ((end: Cursor) => void)[] = [];
  #pending: Pending[] = [];
  #pendingRecords = 0;
  #pendingBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #end: Cursor;
  #failure: string | undefined;
  #closed = false;

  constructor(segments: SegmentWriter, options: LogWriterOptions) {
    this.#segments = segments;
    this.#logger = options.logger;
    this.#lingerMs = options.lingerMs ?? 2;
    this.#end = segments.end;
  }

  append(records: readonly LogRecord[]): Promise<void> {
    if (this.#closed) return Promise.reject(new AppError('shutting_down'));
    if (records.length === 0) return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let bytes = 0;
    for (const record of records) bytes += lengthOf(record);
    this.#pending.push({ records, bytes, since: performance.now(), resolve, reject });
    this.#pendingRecords += records.length;
    this.#pendingBytes += bytes;
    this.#schedule();
    return promise;
  }

  end(): Cursor {
    return this.#end;
  }

  onAppend(listener: (end: Cursor) => void): void {
    this.#listeners.push(listener);
  }

  health(): { ok: boolean; detail?: string } {
    return this.#failure === undefined ? { ok: true } : { ok: false, detail: this.#failure };
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#pending.length > 0 || this.#flushing !== undefined) await (this.#flushing ?? this.#flush());
    await this.#segments.close();
  }

  #schedule(): void {
    const oldest = this.#pending[0];
    if (this.#flushing !== undefined || oldest === undefined) return;
    const waits = this.#lingerMs - (performance.now() - oldest.since);
    const full = this.#pendingRecords >= GROUP_RECORDS || this.#pendingBytes >= GROUP_BYTES;
    if (full || waits <= 0 || this.#closed) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), waits);
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing ??= this.#commit(this.#takeGroup()).finally(() => {
      this.#flushing = undefined;
      this.#schedule();
    });
    return this.#flushing;
  }

  #takeGroup(): Pending[] {
    let count = 0;
    for (let bytes = 0; count < this.#pending.length; count++) {
      bytes += this.#pending[count]?.bytes ?? 0;
      if (count > 0 && bytes > WRITE_BYTES_MAX) break;
    }
    const group = this.#pending.splice(0, count);
    for (const entry of group) {
      this.#pendingRecords -= entry.records.length;
      this.#pendingBytes -= entry.bytes;
    }
    return group;
  }

  async #commit(group: readonly Pending[]): Promise<void> {
    try {
      await this.#segments.write(group.flatMap((entry) => entry.records));
    } catch (error) {
      this.#fail(group, error);
      return;
    }
    if (this.#failure !== undefined) this.#logger?.info({}, 'the log can be written again');
    this.#failure = undefined;
    this.#end = this.#segments.end;
    for (const entry of group) entry.resolve();
    for (const listener of this.#listeners) listener(this.#end);
  }

  #fail(group: readonly Pending[], error: unknown): void {
    const text = errorMessage(error);
    if (this.#failure === undefined) this.#logger?.error({ err: error }, 'the log cannot be written');
    this.#failure = text;
    for (const entry of group) entry.reject(new AppError('log_unavailable', undefined, error));
  }
}
