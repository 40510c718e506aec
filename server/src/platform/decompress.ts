import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

export type Decompressed =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: 'unsupported' | 'too_large' | 'invalid' };

/**
 * `encoding` is the value of a `Content-Encoding` header. Never more than `bytesMax` bytes: a longer output is abandoned when it gets
 * there. A body cut short is `invalid`.
 */
export type Decompress = (bytes: Uint8Array, encoding: string, bytesMax: number) => Promise<Decompressed>;

type Inflate = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; chunkSize: number },
  done: (error: Error | null, result: Buffer) => void,
) => void;

const CHUNK_BYTES = 64 * 1024;

/**
 * Decompression in the thread pool, at most `concurrency` at once, so that many hostile bodies together hold no more than that many outputs;
 * the pool has four threads, so more would only wait there.
 */
export function createDecompressor(concurrency = 4): Decompress {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function run(inflater: Inflate, bytes: Uint8Array, bytesMax: number): Promise<Decompressed> {
    if (running === concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await promised(inflater, bytes, bytesMax);
    } finally {
      // The place goes to the next one, or is free.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return async (bytes, encoding, bytesMax) => {
    const inflater = inflaterFor(encoding.trim().toLowerCase(), bytes);
    return inflater === undefined ? { ok: false, problem: 'unsupported' } : run(inflater, bytes, bytesMax);
  };
}

function inflaterFor(encoding: string, bytes: Uint8Array): Inflate | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gunzip;
    case 'deflate':
      return hasZlibHeader(bytes) ? inflate : inflateRaw;
    case 'br':
      return brotliDecompress;
    case 'zstd':
      return zstdDecompress;
    default:
      return undefined;
  }
}

/** "deflate" means the zlib format (RFC 9110), and some clients send the bare one: CM is 8 and the first two bytes are divisible by 31. */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function promised(inflater: Inflate, bytes: Uint8Array, bytesMax: number): Promise<Decompressed> {
  return new Promise((resolve) => {
    // Chunks of the default 16 KiB cost a round through the pool each.
    inflater(bytes, { maxOutputLength: bytesMax, chunkSize: CHUNK_BYTES }, (error, result) => {
      if (error === null) resolve({ ok: true, bytes: result });
      else
        resolve({
          ok: false,
          problem: 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'invalid',
        });
    });
  });
}
