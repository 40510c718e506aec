import { crc32 } from 'node:zlib';
import type { LogRecord } from './log.ts';

/**
 * One frame per group, little-endian:
 * magic, payload length, record count, CRC-32 of the payload, segment number, index in the segment, CRC-32 of the header (4 bytes each);
 * then the payload: the records' lengths (4 bytes each), then the records.
 * The segment and index in the header make it impossible to take an old block of the disk for a frame of this file.
 */
export const HEADER_BYTES = 28;
const MAGIC = 0x31_67_6c_47; // "Glg1"
/** A reader takes whole frames, so a frame bounds what it must hold beyond its limit. */
const FRAME_RECORDS_MAX = 512;
const FRAME_BYTES_MAX = 1 << 20;

export interface FrameHeader {
  readonly payloadBytes: number;
  readonly recordCount: number;
  readonly payloadCrc: number;
  readonly segment: number;
  readonly index: number;
}

/** The buffers to write for these records, in order, without copying the records. `frames` is how many frames they make. */
export function encodeFrames(
  records: readonly LogRecord[],
  place: { segment: number; index: number },
): { buffers: Uint8Array[]; bytes: number; frames: number } {
  const buffers: Uint8Array[] = [];
  let bytes = 0;
  let frames = 0;
  for (let start = 0; start < records.length;) {
    const end = frameEnd(records, start);
    const head = Buffer.allocUnsafe(HEADER_BYTES + 4 * (end - start));
    let payloadBytes = 4 * (end - start);
    for (let at = start; at < end; at++) {
      const length = lengthOf(records[at]);
      head.writeUInt32LE(length, HEADER_BYTES + 4 * (at - start));
      payloadBytes += length;
    }
    let crc = crc32(head.subarray(HEADER_BYTES));
    buffers.push(head);
    for (let at = start; at < end; at++) {
      for (const part of records[at] ?? []) {
        if (part.byteLength === 0) continue;
        crc = crc32(part, crc);
        buffers.push(part);
      }
    }
    writeHeader(head, {
      payloadBytes,
      recordCount: end - start,
      payloadCrc: crc,
      segment: place.segment,
      index: place.index + frames,
    });
    bytes += HEADER_BYTES + payloadBytes;
    frames++;
    start = end;
  }
  return { buffers, bytes, frames };
}

export function lengthOf(record: LogRecord = []): number {
  let bytes = 0;
  for (const part of record) bytes += part.byteLength;
  return bytes;
}

function frameEnd(records: readonly LogRecord[], start: number): number {
  let bytes = 0;
  let end = start;
  while (end < records.length && end - start < FRAME_RECORDS_MAX) {
    bytes += lengthOf(records[end]);
    if (end > start && bytes > FRAME_BYTES_MAX) break;
    end++;
  }
  return end;
}

function writeHeader(head: Buffer, header: FrameHeader): void {
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(header.payloadBytes, 4);
  head.writeUInt32LE(header.recordCount, 8);
  head.writeUInt32LE(header.payloadCrc, 12);
  head.writeUInt32LE(header.segment, 16);
  head.writeUInt32LE(header.index, 20);
  head.writeUInt32LE(crc32(head.subarray(0, 24)), 24);
}

/** The header at `offset`, when a whole and intact one of this segment is there. */
export function readHeader(bytes: Buffer, offset: number, segment: number): FrameHeader | undefined {
  if (offset + HEADER_BYTES > bytes.length || bytes.readUInt32LE(offset) !== MAGIC) return undefined;
  if (bytes.readUInt32LE(offset + 24) !== crc32(bytes.subarray(offset, offset + 24))) return undefined;
  const header = {
    payloadBytes: bytes.readUInt32LE(offset + 4),
    recordCount: bytes.readUInt32LE(offset + 8),
    payloadCrc: bytes.readUInt32LE(offset + 12),
    segment: bytes.readUInt32LE(offset + 16),
    index: bytes.readUInt32LE(offset + 20),
  };
  return header.segment === segment ? header : undefined;
}

/** The records of the frame at `offset` (views, no copy), or undefined when its payload is cut or damaged. */
export function readRecords(bytes: Buffer, offset: number, header: FrameHeader): Buffer[] | undefined {
  const start = offset + HEADER_BYTES;
  const end = start + header.payloadBytes;
  if (end > bytes.length || crc32(bytes.subarray(start, end)) !== header.payloadCrc) return undefined;
  const records: Buffer[] = [];
  let at = start + 4 * header.recordCount;
  for (let index = 0; index < header.recordCount; index++) {
    const length = bytes.readUInt32LE(start + 4 * index);
    records.push(bytes.subarray(at, at + length));
    at += length;
  }
  return records;
}

/** The offset of the next intact header from `offset` on; undefined when there is none in these bytes. */
export function findHeader(bytes: Buffer, offset: number, segment: number): number | undefined {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  for (let at = bytes.indexOf(magic, offset); at !== -1; at = bytes.indexOf(magic, at + 1)) {
    if (readHeader(bytes, at, segment) !== undefined) return at;
  }
  return undefined;
}
