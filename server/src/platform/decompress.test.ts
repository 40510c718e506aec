import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BytesLimits } from './collected-bytes.ts';
import { createDecompressor } from './decompress.ts';
import { createHeldMemory } from './held-memory.ts';

const encoders = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const;

/** With memory for two copies of the output, in pieces and in one. */
const upTo = (bytesMax: number): BytesLimits => ({ bytesMax, memory: createHeldMemory(2 * bytesMax + 1).open() });

/** Below and above what is decompressed without the pool: by input, and by output alone. */
test.each(encoders)('%s: bodies of every size come back', async (encoding, encode) => {
  const decompress = createDecompressor();
  for (const bytes of [Buffer.alloc(0), randomBytes(10_000), randomBytes(1_000_000), Buffer.alloc(1_000_000)]) {
    const result = await decompress(encode(bytes), encoding, upTo(1_000_000));
    expect(result.ok && result.bytes.equals(bytes)).toBe(true);
  }
});

test.each(encoders)('%s: what was compressed comes back', async (encoding, encode) => {
  const decompress = createDecompressor();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const result = await decompress(encode(bytes), encoding, upTo(5_000));
      expect(result.ok && new Uint8Array(result.bytes)).toEqual(bytes);
    }),
    { numRuns: 30 },
  );
});

test.each(encoders)('%s: one byte over the limit is too much', async (encoding, encode) => {
  const decompress = createDecompressor();
  for (const length of [100, 100_000, 1_000_000]) {
    const body = encode(Buffer.alloc(length));
    expect(await decompress(body, encoding, upTo(length))).toMatchObject({ ok: true });
    expect(await decompress(body, encoding, upTo(length - 1))).toEqual({ ok: false, problem: 'too_large' });
  }
});

test.each(encoders)('%s: a body cut short at any byte is not valid', async (encoding, encode) => {
  const decompress = createDecompressor();
  const body = encode(Buffer.from('{"message":"cut me anywhere"}'));
  for (let length = 0; length < body.length; length += 1) {
    const result = await decompress(body.subarray(0, length), encoding, upTo(1_000));
    expect([length, result]).toEqual([length, { ok: false, problem: 'invalid' }]);
  }
});

test('no more than its concurrency run at once, and all end', async () => {
  const decompress = createDecompressor(2);
  const contents = Array.from({ length: 20 }, () => randomBytes(50_000));
  const bodies = contents.map((content) => gzipSync(content));
  const results = await Promise.all(bodies.map((body) => decompress(body, 'gzip', upTo(50_000))));
  expect(results.map((result) => result.ok && result.bytes)).toEqual(contents);
});

test('zstd: a window above 8 MB is refused, however short the frame', async () => {
  // Only a stream whose length the encoder did not know states the window it was told.
  const frame = (windowLog: number): Promise<Buffer> =>
    buffer(Readable.from(['{', '}']).pipe(createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: windowLog } })));
  const decompress = createDecompressor();
  expect(await decompress(await frame(23), 'zstd', upTo(100))).toEqual({ ok: true, bytes: Buffer.from('{}') });
  expect(await decompress(await frame(27), 'zstd', upTo(100))).toEqual({ ok: false, problem: 'invalid' });
});

test('what is not known is said', async () => {
  expect(await createDecompressor()(Buffer.from('x'), 'lzma', upTo(10))).toEqual({
    ok: false,
    problem: 'unsupported',
  });
});

test.each(encoders)(
  '%s: an output for which the memory is not there is abandoned, and is counted no longer',
  async (encoding, encode) => {
    const memory = createHeldMemory(1_000_000);
    const decompress = createDecompressor();
    for (const length of [600_000, 3_000_000]) {
      const hold = memory.open();
      const limits = { bytesMax: 5_000_000, memory: hold };
      expect(await decompress(encode(Buffer.alloc(length)), encoding, limits)).toEqual({
        ok: false,
        problem: 'memory_full',
      });
      hold.release();
    }
    const hold = memory.open();
    const result = await decompress(encode(Buffer.alloc(400_000)), encoding, { bytesMax: 5_000_000, memory: hold });
    expect(result).toMatchObject({ ok: true });
    expect([hold.take(600_001), hold.take(600_000)]).toEqual([false, true]);
  },
);
