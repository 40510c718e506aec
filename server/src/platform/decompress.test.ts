import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDecompressor } from './decompress.ts';

const encoders = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
] as const;

test.each(encoders)('%s: what was compressed comes back', async (encoding, encode) => {
  const decompress = createDecompressor();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const result = await decompress(encode(bytes), encoding, 5_000);
      expect(result.ok && new Uint8Array(result.bytes)).toEqual(bytes);
    }),
    { numRuns: 30 },
  );
});

test.each(encoders)('%s: one byte over the limit is too much', async (encoding, encode) => {
  const decompress = createDecompressor();
  const body = encode(Buffer.alloc(100_000));
  expect(await decompress(body, encoding, 100_000)).toMatchObject({ ok: true });
  expect(await decompress(body, encoding, 99_999)).toEqual({ ok: false, problem: 'too_large' });
});

test.each(encoders)('%s: a body cut short at any byte is not valid', async (encoding, encode) => {
  const decompress = createDecompressor();
  const body = encode(Buffer.from('{"message":"cut me anywhere"}'));
  for (let length = 0; length < body.length; length += 1) {
    const result = await decompress(body.subarray(0, length), encoding, 1_000);
    expect([length, result]).toEqual([length, { ok: false, problem: 'invalid' }]);
  }
});

test('no more than its concurrency run at once, and all end', async () => {
  const decompress = createDecompressor(2);
  const bodies = Array.from({ length: 20 }, (_, index) => gzipSync(String(index)));
  const results = await Promise.all(bodies.map((body) => decompress(body, 'gzip', 100)));
  expect(results.map((result) => result.ok && result.bytes.toString())).toEqual(
    bodies.map((_, index) => String(index)),
  );
});

test('what is not known is said', async () => {
  expect(await createDecompressor()(Buffer.from('x'), 'lzma', 10)).toEqual({
    ok: false,
    problem: 'unsupported',
  });
});
