import { type FileHandle, link, mkdir, open, stat, unlink } from 'node:fs/promises';
import type { StoreLogger } from '../store-logger.ts';
import { HEADER_BYTES, findHeader, readHeader, readRecords } from './frame.ts';
import { cursorOf, positionOf } from './log-position.ts';
import type { Cursor, Damage, LogBatch, LogPosition, LogReader } from './log.ts';
import { listSegments, readAt, segmentPath, syncDirectory } from './segments.ts';

interface Limits {
  readonly recordsMax: number;
  readonly bytesMax: number;
  readonly end?: LogPosition;
}

/** Opens the log for reading; the writer may be in another thread, or closed. One reader per directory, since reading ends in `release`. */
export async function openLogReader(options: { directory: string; logger?: StoreLogger }): Promise<LogReader> {
  await mkdir(options.directory, { recursive: true });
  return new SegmentReader(options.directory, options.logger);
}

/** Bytes that were read from one segment; their checksums are not verified yet. `complete`: they end where the segment ends. */
interface Stretch {
  readonly segment: number;
  readonly offset: number;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly complete: boolean;
}

class SegmentReader implements LogReader {
  readonly #directory: string;
  readonly #logger: StoreLogger | undefined;
  #open: { segment: number; handle: FileHandle } | undefined;
  #damagedBytes = 0;

  constructor(directory: string, logger: StoreLogger | undefined) {
    this.#directory = directory;
    this.#logger = logger;
  }

  async read(from: Cursor, limits: Parameters<LogReader['read']>[1]): Promise<LogBatch | undefined> {
    const { end, ...rest } = limits;
    return await this.#read(from, end === undefined ? rest : { ...rest, end: positionOf(end) });
  }

  async #read(cursor: Cursor, limits: Limits): Promise<LogBatch | undefined> {
    const from = positionOf(cursor);
    const segments = (await listSegments(this.#directory)).filter((segment) => segment >= from.segment);
    for (const [index, segment] of segments.entries()) {
      if (limits.end !== undefined && segment > limits.end.segment) return undefined;
      const offset = segment === from.segment ? from.offset : 0;
      const isLast = index === segments.length - 1;
      const batch = await this.#readSegment({ segment, offset }, { ...limits, isLast });
      if (batch !== undefined) return { ...batch, from: cursor };
    }
    return undefined;
  }

  async readExactly(from: Cursor, to: Cursor): Promise<LogBatch> {
    const until = positionOf(to);
    const records: Uint8Array[] = [];
    const damage: Damage[] = [];
    let at = from;
    while (isBefore(positionOf(at), until)) {
      const batch = await this.#read(at, { recordsMax: Infinity, bytesMax: 8 << 20, end: until });
      if (batch === undefined) break;
      records.push(...batch.records);
      damage.push(...(batch.damage ?? []));
      at = batch.to;
    }
    return { from, to, records, ...(damage.length === 0 ? {} : { damage }) };
  }

  async bytesBetween(from: Cursor, to: Cursor): Promise<number> {
    const [start, end] = [positionOf(from), positionOf(to)];
    if (start.segment === end.segment) return end.offset - start.offset;
    const between = (await listSegments(this.#directory)).filter(
      (segment) => segment >= start.segment && segment < end.segment,
    );
    const sizes = await Promise.all(between.map(async (of) => (await stat(segmentPath(this.#directory, of))).size));
    const read = between[0] === start.segment ? start.offset : 0;
    return sizes.reduce((sum, size) => sum + size, end.offset) - read;
  }

  async release(before: Cursor): Promise<void> {
    const { segment: kept } = positionOf(before);
    const done = (await listSegments(this.#directory)).filter((segment) => segment < kept);
    if (done.length === 0) return;
    if (this.#open !== undefined && this.#open.segment < kept) await this.close();
    for (const segment of done) await unlink(segmentPath(this.#directory, segment));
    await syncDirectory(this.#directory);
  }

  damagedBytes(): number {
    return this.#damagedBytes;
  }

  async close(): Promise<void> {
    const opened = this.#open;
    this.#open = undefined;
    await opened?.handle.close();
  }

  /** Whole frames of one segment; undefined when nothing readable is left in it. */
  async #readSegment(
    from: LogPosition,
    limits: Limits & { isLast: boolean },
  ): Promise<Omit<LogBatch, 'from'> | undefined> {
    const handle = await this.#handleOf(from.segment);
    const { size } = await handle.stat();
    const until = limits.end?.segment === from.segment ? Math.min(limits.end.offset, size) : size;
    // Without `end` the tail of the last segment may be in the middle of being written: an incomplete frame is not written yet.
    const isTailOpen = limits.isLast && limits.end === undefined;
    let length = Math.min(until - from.offset, Math.max(limits.bytesMax, HEADER_BYTES));
    while (length > 0) {
      const bytes = await readAt(handle, from.offset, length);
      const stretch = { ...from, bytes, complete: from.offset + length >= until };
      const needed = bytesOfFirstFrame(stretch);
      if (needed > length && from.offset + needed <= until) {
        length = needed;
        continue;
      }
      const taken = await this.#takeFrames(stretch, { recordsMax: limits.recordsMax, isTailOpen });
      if (taken.end > from.offset) {
        const { records, damage, end } = taken;
        return {
          records,
          to: cursorOf({ segment: from.segment, offset: end }),
          free: () => void bytes.buffer.transfer(0),
          ...(damage.length === 0 ? {} : { damage }),
        };
      }
      if (stretch.complete) return undefined;
      length = Math.min(length * 2, until - from.offset);
    }
    return undefined;
  }

  async #takeFrames(
    stretch: Stretch,
    limits: { recordsMax: number; isTailOpen: boolean },
  ): Promise<{ records: Uint8Array[]; damage: Damage[]; end: number }> {
    const { bytes, segment } = stretch;
    const records: Uint8Array[] = [];
    const damage: Damage[] = [];
    let at = 0;
    while (at < bytes.length) {
      const header = readHeader(bytes, at, segment);
      const isCut = header !== undefined && at + HEADER_BYTES + header.payloadBytes > bytes.length;
      const found = header === undefined || isCut ? undefined : readRecords(bytes, at, header);
      if (header !== undefined && found !== undefined) {
        if (records.length > 0 && records.length + found.length > limits.recordsMax) break;
        for (const record of found) records.push(record);
        at += HEADER_BYTES + header.payloadBytes;
        continue;
      }
      const mayBeCut = !stretch.complete && (isCut || bytes.length - at < HEADER_BYTES);
      if (mayBeCut) break;
      // A header that is intact can be trusted about its length; else look for the next one.
      const next = findHeader(
        bytes,
        header === undefined || isCut ? at + 1 : at + HEADER_BYTES + header.payloadBytes,
        segment,
      );
      if (next === undefined && (limits.isTailOpen || !stretch.complete)) break;
      damage.push(await this.#reportDamage({ segment, offset: stretch.offset + at }, (next ?? bytes.length) - at));
      at = next ?? bytes.length;
    }
    return { records, damage, end: stretch.offset + at };
  }

  /** A second name keeps the damaged segment for the operator after `release`, without needing space. */
  async #reportDamage(at: LogPosition, bytes: number): Promise<Damage> {
    this.#damagedBytes += bytes;
    const path = segmentPath(this.#directory, at.segment);
    const kept = `${path}.damaged`;
    this.#logger?.error({ ...at, bytes, kept }, 'the log is damaged, skipped to the next whole frame');
    await link(path, kept).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') this.#logger?.warn({ err: error }, 'a damaged segment could not be kept aside');
    });
    return { at, bytes, kept };
  }

  async #handleOf(segment: number): Promise<FileHandle> {
    if (this.#open?.segment !== segment) {
      await this.close();
      this.#open = { segment, handle: await open(segmentPath(this.#directory, segment), 'r') };
    }
    return this.#open.handle;
  }
}

function isBefore(one: LogPosition, other: LogPosition): boolean {
  return one.segment < other.segment || (one.segment === other.segment && one.offset < other.offset);
}

function bytesOfFirstFrame(stretch: Stretch): number {
  const header = readHeader(stretch.bytes, 0, stretch.segment);
  return header === undefined ? 0 : HEADER_BYTES + header.payloadBytes;
}
