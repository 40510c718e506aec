import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors.ts';
import { type BytesLimits, CollectedBytes } from '../platform/index.ts';

/**
 * The body of a request as it came. Rejects as soon as more than it may be is announced or there (the rest is not read): with `payload_too_large`, or
 * with `memory_full` when all requests together hold too much; with `request_invalid` when it was cut off.
 */
export async function collectBody(request: IncomingMessage, limits: BytesLimits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytesMax) throw new AppError('payload_too_large');
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const collected = new CollectedBytes(limits);
  const take = (chunk: Buffer): void => {
    const problem = collected.add(chunk);
    if (problem === undefined) return;
    request.off('data', take);
    reject(new AppError(problem === 'too_large' ? 'payload_too_large' : 'memory_full'));
  };
  request.on('data', take);
  request.once('end', () => {
    const body = collected.join();
    if (body === undefined) reject(new AppError('memory_full'));
    else resolve(body);
  });
  request.once('error', () => reject(new AppError('request_invalid')));
  return promise;
}
