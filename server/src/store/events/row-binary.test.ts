import { describe, expect, it } from 'vitest';
import { createChunkMemory } from './chunk-memory.ts';
import { RowBinaryWriter } from './row-binary.ts';

function bytesOf(writer: RowBinaryWriter): Buffer {
  return Buffer.concat(writer.between(0, writer.position()));
}

function written(write: (writer: RowBinaryWriter) => void): string {
  const writer = new RowBinaryWriter(createChunkMemory(4));
  write(writer);
  return bytesOf(writer).toString('hex');
}

/** A reader of ClickHouse's length: LEB128. */
function readString(bytes: Buffer): string {
  let length = 0;
  let at = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  expect(at + length).toBe(bytes.length);
  return bytes.toString('utf8', at);
}

describe('RowBinary', () => {
  it('writes numbers as little-endian', () => {
    expect(written((writer) => writer.uint64(1))).toBe('0100000000000000');
    expect(written((writer) => writer.uint64(0x1234_5678_9abc))).toBe('bc9a785634120000');
    expect(written((writer) => writer.uint64(0xfedc_ba98_7654_3210n))).toBe('1032547698badcfe');
    expect(written((writer) => writer.int8(-1))).toBe('ff');
    expect(written((writer) => writer.dateTime64(1000))).toBe('e803000000000000');
  });

  it('keeps times within what a partition can be named by', () => {
    for (const wild of [Number.NaN, -1, Number.NEGATIVE_INFINITY]) {
      expect(written((writer) => writer.dateTime64(wild))).toBe('0000000000000000');
    }
    expect(written((writer) => writer.dateTime64(Number.MAX_VALUE))).toBe(
      written((writer) => writer.dateTime64(Date.UTC(2149, 0, 1))),
    );
  });

  it('writes a UUID as two halves, and zeros for what is none', () => {
    expect(written((writer) => writer.uuid('000102030405060708090a0b0c0d0e0f'))).toBe(
      '07060504030201000f0e0d0c0b0a0908',
    );
    expect(written((writer) => writer.hex64('0001020304050607'))).toBe('0706050403020100');
    for (const none of ['', 'z'.repeat(32), '0001', '00010203-0405-0607-0809-0a0b0c0d0e0f']) {
      expect(written((writer) => writer.uuid(none))).toBe('00'.repeat(16));
      expect(written((writer) => writer.hex64(none))).toBe('00'.repeat(8));
    }
  });

  it.each(['', 'a', 'é'.repeat(42), 'é'.repeat(43), '€'.repeat(5000), 'x'.repeat(20_000), '🙂'.repeat(400_000)])(
    'writes a string of any length',
    (text) => {
      const writer = new RowBinaryWriter(createChunkMemory(4));
      writer.string(text, Infinity);
      expect(readString(bytesOf(writer))).toBe(text);
    },
  );

  it('makes text well-formed, and counts what it had to cut', () => {
    const writer = new RowBinaryWriter(createChunkMemory(4));
    writer.string('a\ud800b', 100);
    expect(readString(bytesOf(writer))).toBe('a\ufffdb');
    expect(writer.cuts()).toBe(0);
    const start = writer.position();
    writer.string('abcdef', 3);
    expect(readString(Buffer.concat(writer.between(start, writer.position())))).toBe('abc');
    expect(writer.cuts()).toBe(1);
  });

  it('writes pairs with their count first', () => {
    expect(written((writer) => writer.map([['k', 'v']], 10))).toBe('81800001' + '6b' + '01' + '76');
  });

  it('gives back what was written between two positions, over chunks of any size', () => {
    for (const chunkBytes of [4, 7, 64, 1000]) {
      const writer = new RowBinaryWriter(createChunkMemory(chunkBytes));
      const positions: number[] = [];
      for (let value = 0; value < 40; value++) {
        positions.push(writer.position());
        writer.string(String(value).repeat(value), Infinity);
      }
      const [from = 0, to = 0] = [positions[11], positions[12]];
      expect(readString(Buffer.concat(writer.between(from, to)))).toBe('11'.repeat(11));
      expect(writer.between(to, to)).toEqual([]);
      expect(Buffer.concat(writer.between(0, from)).length).toBe(from);
    }
  });
});
