import type { Transform } from 'node:stream';
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import { type BytesLimits, CollectedBytes } from './collected-bytes.ts';

export type Decompressed =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: 'unsupported' | 'too_large' | 'memory_full' | 'invalid' };

/**
 * `encoding` is the value of a `Content-Encoding` header. The output is counted as held memory while it grows, and is abandoned as soon as it is
 * longer than it may be, or all requests together hold too much. A body cut short is `invalid`.
 */
export type Decompress = (bytes: Uint8Array, encoding: string, limits: BytesLimits) => Promise<Decompressed>;

interface Options {
  readonly maxOutputLength?: number;
  readonly chunkSize: number;
  readonly params?: Record<number, number>;
}

interface Format {
  readonly inPool: (options: Options) => Transform;
  readonly here: (bytes: Uint8Array, options: Options) => Buffer;
  readonly params?: Record<number, number>;
}

const GZIP: Format = { inPool: createGunzip, here: gunzipSync };
const ZLIB: Format = { inPool: createInflate, here: inflateSync };
const BARE_DEFLATE: Format = { inPool: createInflateRaw, here: inflateRawSync };
const BROTLI: Format = { inPool: createBrotliDecompress, here: brotliDecompressSync };
/** RFC 9659: a window of at most 8 MB over HTTP; else a frame of a few bytes could ask for 128 MB. */
const ZSTD: Format = {
  inPool: createZstdDecompress,
  here: zstdDecompressSync,
  params: { [constants.ZSTD_d_windowLogMax]: 23 },
};

/**
 * Using the thread pool costs 40 µs of CPU, decompressing a usual event 12 to 30 µs. So small bodies are decompressed on this
 * thread, as long as the output stays small too.
 */
const HERE_INPUT_BYTES_MAX = 16 * 1024;
const HERE_OUTPUT_BYTES_MAX = 128 * 1024;
const CHUNK_BYTES = 32 * 1024;

/**
 * Decompression in the thread pool, at most `concurrency` at once: the pool has four threads, so more would only wait there, each
 * with a part of its output. Small bodies with small output do not use the pool.
 */
export function createDecompressor(concurrency = 4): Decompress {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function queued(format: Format, bytes: Uint8Array, limits: BytesLimits): Promise<Decompressed> {
    if (running === concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await inPool(format, bytes, limits);
    } finally {
      // The next one that waits may start.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return async (bytes, encoding, limits) => {
    const { bytesMax, memory } = limits;
    const format = formatOf(encoding.trim().toLowerCase(), bytes);
    if (format === undefined) return { ok: false, problem: 'unsupported' };
    if (bytes.length > HERE_INPUT_BYTES_MAX) return queued(format, bytes, limits);
    const result = here(format, bytes, Math.min(bytesMax, HERE_OUTPUT_BYTES_MAX));
    if (result.ok) return memory.take(result.bytes.length) ? result : { ok: false, problem: 'memory_full' };
    const mayBeLonger = result.problem === 'too_large' && bytesMax > HERE_OUTPUT_BYTES_MAX;
    return mayBeLonger ? queued(format, bytes, limits) : result;
  };
}

function formatOf(encoding: string, bytes: Uint8Array): Format | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return GZIP;
    case 'deflate':
      return hasZlibHeader(bytes) ? ZLIB : BARE_DEFLATE;
    case 'br':
      return BROTLI;
    case 'zstd':
      return ZSTD;
    default:
      return undefined;
  }
}

/** "deflate" means the zlib format (RFC 9110), and some clients send the bare one: CM is 8 and the first two bytes are divisible by 31. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function here(format: Format, bytes: Uint8Array, bytesMax: number): Decompressed {
  try {
    return { ok: true, bytes: format.here(bytes, { ...optionsOf(format), maxOutputLength: bytesMax }) };
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, problem: isTooLarge ? 'too_large' : 'invalid' };
  }
}

function inPool(format: Format, bytes: Uint8Array, limits: BytesLimits): Promise<Decompressed> {
  const { promise, resolve } = Promise.withResolvers<Decompressed>();
  const collected = new CollectedBytes(limits);
  const stream = format.inPool(optionsOf(format));
  stream.on('data', (piece: Buffer) => {
    const problem = collected.add(piece);
    if (problem === undefined) return;
    stream.destroy();
    resolve({ ok: false, problem });
  });
  stream.once('error', () => resolve({ ok: false, problem: 'invalid' }));
  stream.once('end', () => {
    const whole = collected.join();
    resolve(whole === undefined ? { ok: false, problem: 'memory_full' } : { ok: true, bytes: whole });
  });
  stream.end(bytes);
  return promise;
}

function optionsOf({ params }: Format): Options {
  return { chunkSize: CHUNK_BYTES, ...(params !== undefined && { params }) };
}
