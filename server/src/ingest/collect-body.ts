import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';

/**
 * The body of a request as it came; one that arrived in one piece, as most do, is not copied. Rejects with `payload_too_large` as soon as more
 * than `bytesMax` are announced or there (the rest is not read), with `request_invalid` when it was cut off, or with the `AppError` that the
 * stream was given.
 */
export async function collectBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw new AppError('payload_too_large');
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): void => {
    length += chunk.length;
    if (length <= bytesMax) return void chunks.push(chunk);
    request.off('data', take);
    reject(new AppError('payload_too_large'));
  };
  request.on('data', take);
  request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  request.once('error', (error) => reject(error instanceof AppError ? error : new AppError('request_invalid')));
  return promise;
}
