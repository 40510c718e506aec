import { type ChunkMemory, createChunkMemory } from './chunk-memory.ts';

/**
 * ClickHouse's RowBinary: little-endian numbers, strings with a LEB128 length, no escaping on either side.
 * Written into chunks, which are never copied; a value lies in one chunk, a row may lie in several.
 */
export class RowBinaryWriter {
  readonly #memory: ChunkMemory;
  /** The chunks before the one that is being written, with how much of each is written. */
  readonly #full: { readonly chunk: Buffer<ArrayBuffer>; readonly length: number }[] = [];
  #fullBytes = 0;
  #buffer: Buffer<ArrayBuffer>;
  #at = 0;
  #cuts = 0;

  constructor(memory: ChunkMemory = createChunkMemory()) {
    this.#memory = memory;
    this.#buffer = memory.take(0);
  }

  /** How many bytes are written. */
  position(): number {
    return this.#fullBytes + this.#at;
  }

  /** What was written between two positions: views, valid until its chunks are given back. */
  between(from: number, to: number): readonly Buffer[] {
    const views: Buffer[] = [];
    let start = 0;
    for (const { chunk, length } of [...this.#full, { chunk: this.#buffer, length: this.#at }]) {
      const [first, end] = [Math.max(from - start, 0), Math.min(to - start, length)];
      if (first < end) views.push(chunk.subarray(first, end));
      start += length;
    }
    return views;
  }

  /** Its chunks, to be given back when nothing reads or writes them any more. */
  chunks(): readonly Buffer<ArrayBuffer>[] {
    return [...this.#full.map(({ chunk }) => chunk), this.#buffer];
  }

  /** How many strings were longer than their column takes. */
  cuts(): number {
    return this.#cuts;
  }

  uint64(value: number | bigint): void {
    this.#reserve(8);
    if (typeof value === 'bigint') {
      this.#at = this.#buffer.writeBigUInt64LE(value, this.#at);
      return;
    }
    this.#at = this.#buffer.writeUInt32LE(value >>> 0, this.#at);
    this.#at = this.#buffer.writeUInt32LE(Math.floor(value / 0x1_0000_0000), this.#at);
  }

  /** Bounded to the range of the column; a DateTime is one of these, in seconds. */
  uint32(value: number): void {
    this.#reserve(4);
    this.#at = this.#buffer.writeUInt32LE(Math.trunc(Math.min(Math.max(value, 0), 0xffff_ffff)) || 0, this.#at);
  }

  float64(value: number): void {
    this.#reserve(8);
    this.#at = this.#buffer.writeDoubleLE(value, this.#at);
  }

  int8(value: number): void {
    this.#reserve(1);
    this.#at = this.#buffer.writeInt8(value, this.#at);
  }

  /**
   * DateTime64(3): a signed 64-bit count of milliseconds; the value is clamped to the range, so that the batch is not refused
   * because of a wrong clock.
   */
  dateTime64(milliseconds: number): void {
    this.uint64(Math.trunc(Math.min(Math.max(milliseconds, 0), TIME_MAX)) || 0);
  }

  /** DateTime64(6): microseconds, from milliseconds with a fraction. */
  dateTime64Micro(milliseconds: number): void {
    this.uint64(Math.round(Math.min(Math.max(milliseconds, 0), TIME_MAX) * 1000) || 0);
  }

  /** A UUID is two 64-bit numbers, each little-endian. Anything but 32 hex digits is written as the zero UUID. */
  uuid(hex: string): void {
    this.#reserve(16);
    const end = this.#at + 16;
    if (hex.length === 32 && this.#buffer.write(hex, this.#at, 16, 'hex') === 16) this.#swapHalves();
    else this.#buffer.fill(0, this.#at, end);
    this.#at = end;
  }

  /** 16 hex digits as a 64-bit number; anything else is 0. */
  hex64(hex: string): void {
    this.#reserve(8);
    const end = this.#at + 8;
    if (hex.length === 16 && this.#buffer.write(hex, this.#at, 8, 'hex') === 8)
      this.#buffer.subarray(this.#at, end).swap64();
    else this.#buffer.fill(0, this.#at, end);
    this.#at = end;
  }

  /** At most `max` UTF-16 units; a lone surrogate becomes U+FFFD, as the encoder of Node does. */
  string(value: string, max: number): void {
    const text = value.length > max ? this.#cut(value, max) : value;
    if (text.length <= SHORT_TEXT && this.#writeAscii(text)) return;
    // UTF-8 takes at most three bytes per UTF-16 unit, so the width of the length is known before the text is encoded. At the end of a chunk
    // the bytes are counted instead, so that little of it stays empty.
    const bytesMax = this.#fits(text.length * 3 + 5) ? text.length * 3 : Buffer.byteLength(text);
    this.#reserve(bytesMax + 5);
    const width = bytesMax < 0x80 ? 1 : bytesMax < 0x4000 ? 2 : bytesMax < 0x20_0000 ? 3 : 5;
    const written = this.#buffer.write(text, this.#at + width, 'utf8');
    this.#paddedLength(written, width);
    this.#at += width + written;
  }

  map(entries: readonly (readonly [string, string])[], max: number): void {
    this.#length(entries.length);
    for (const [key, value] of entries) {
      this.string(key, max);
      this.string(value, max);
    }
  }

  /** A map whose values are arrays of texts. */
  listMap(entries: readonly (readonly [string, readonly string[]])[], max: number): void {
    this.#length(entries.length);
    for (const [key, values] of entries) {
      this.string(key, max);
      this.#length(values.length);
      for (const value of values) this.string(value, max);
    }
  }

  numberMap(entries: readonly (readonly [string, number])[], max: number): void {
    this.#length(entries.length);
    for (const [key, value] of entries) {
      this.string(key, max);
      this.float64(value);
    }
  }

  /** Byte by byte, which for a short text costs less than a call of Node's encoder. False when it is not plain ASCII: then nothing is written. */
  #writeAscii(text: string): boolean {
    this.#reserve(text.length + 1);
    const buffer = this.#buffer;
    const start = this.#at + 1;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return false;
      buffer[start + index] = code;
    }
    buffer[this.#at] = text.length;
    this.#at = start + text.length;
    return true;
  }

  #length(value: number): void {
    this.#reserve(5);
    this.#paddedLength(value, 3);
    this.#at += 3;
  }

  /** LEB128 with a fixed number of bytes: the reader does not mind leading zeros. */
  #paddedLength(value: number, width: number): void {
    let rest = value;
    for (let index = 0; index < width - 1; index++) {
      this.#buffer[this.#at + index] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#buffer[this.#at + width - 1] = rest;
  }

  #swapHalves(): void {
    this.#buffer.subarray(this.#at, this.#at + 16).swap64();
  }

  #cut(value: string, max: number): string {
    this.#cuts++;
    return value.slice(0, max);
  }

  #fits(bytes: number): boolean {
    return this.#at + bytes <= this.#buffer.length;
  }

  #reserve(bytes: number): void {
    if (this.#fits(bytes)) return;
    this.#full.push({ chunk: this.#buffer, length: this.#at });
    this.#fullBytes += this.#at;
    this.#buffer = this.#memory.take(bytes);
    this.#at = 0;
  }
}

/** Fewer than 128: the length takes one byte. */
const SHORT_TEXT = 40;
/** The end of ClickHouse's Date type (2149), which partitions are made of. */
const TIME_MAX = Date.UTC(2149, 0, 1);
