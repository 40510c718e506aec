import {
  brotliDecompress,
  brotliDecompressSync,
  constants,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';

export type Decompressed =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: 'unsupported' | 'too_large' | 'invalid' };

/**
 * `encoding` is the value of a `Content-Encoding` header. Never more than `bytesMax` bytes: a longer output is abandoned when it gets
 * there. A body cut short is `invalid`.
 */
export type Decompress = (bytes: Uint8Array, encoding: string, bytesMax: number) => Promise<Decompressed>;

interface Options {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
  readonly params?: Record<number, number>;
}

interface Format {
  readonly inPool: (bytes: Uint8Array, options: Options, done: (error: Error | null, result: Buffer) => void) => void;
  readonly here: (bytes: Uint8Array, options: Options) => Buffer;
  readonly params?: Record<number, number>;
}

const GZIP: Format = { inPool: gunzip, here: gunzipSync };
const ZLIB: Format = { inPool: inflate, here: inflateSync };
const BARE_DEFLATE: Format = { inPool: inflateRaw, here: inflateRawSync };
const BROTLI: Format = { inPool: brotliDecompress, here: brotliDecompressSync };
/** RFC 9659: a window of at most 8 MB over HTTP; else a frame of a few bytes could ask for 128 MB. */
const ZSTD: Format = {
  inPool: zstdDecompress,
  here: zstdDecompressSync,
  params: { [constants.ZSTD_d_windowLogMax]: 23 },
};

/** The trip to the pool costs 40 µs of CPU, a usual event 12 to 30. So small bodies are decompressed here, as long as the output stays small too. */
const HERE_INPUT_BYTES_MAX = 16 * 1024;
const HERE_OUTPUT_BYTES_MAX = 128 * 1024;
const CHUNK_BYTES = 32 * 1024;

/**
 * Decompression in the thread pool, at most `concurrency` at once, so that many hostile bodies together hold no more than that many outputs;
 * the pool has four threads, so more would only wait there. What is small and stays small does not make the trip.
 */
export function createDecompressor(concurrency = 4): Decompress {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function queued(format: Format, bytes: Uint8Array, bytesMax: number): Promise<Decompressed> {
    if (running === concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await inPool(format, bytes, bytesMax);
    } finally {
      // The place goes to the next one, or is free.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return async (bytes, encoding, bytesMax) => {
    const format = formatOf(encoding.trim().toLowerCase(), bytes);
    if (format === undefined) return { ok: false, problem: 'unsupported' };
    if (bytes.length > HERE_INPUT_BYTES_MAX) return queued(format, bytes, bytesMax);
    const result = here(format, bytes, Math.min(bytesMax, HERE_OUTPUT_BYTES_MAX));
    const mayBeLonger = !result.ok && result.problem === 'too_large' && bytesMax > HERE_OUTPUT_BYTES_MAX;
    return mayBeLonger ? queued(format, bytes, bytesMax) : result;
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
    return { ok: true, bytes: format.here(bytes, optionsOf(format, bytesMax)) };
  } catch (error) {
    return failure(error);
  }
}

function inPool(format: Format, bytes: Uint8Array, bytesMax: number): Promise<Decompressed> {
  return new Promise((resolve) => {
    format.inPool(bytes, optionsOf(format, bytesMax), (error, result) => {
      resolve(error === null ? { ok: true, bytes: result } : failure(error));
    });
  });
}

function optionsOf(format: Format, bytesMax: number): Options {
  const options = { maxOutputLength: bytesMax, chunkSize: CHUNK_BYTES };
  return format.params === undefined ? options : { ...options, params: format.params };
}

function failure(error: unknown): Decompressed {
  const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  return { ok: false, problem: tooLarge ? 'too_large' : 'invalid' };
}
