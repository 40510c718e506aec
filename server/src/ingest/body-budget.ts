import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bodies up to this are not watched: a thousand of them at once are still less than one large one may be. */
const WATCHED_FROM_BYTES = 64 * 1024;

export interface BodyBudget {
  /** Counts the body while it arrives and until the answer is out; calls `refuse` when all bodies together hold too much. */
  watch(request: IncomingMessage, response: ServerResponse, refuse: () => void): void;
}

/**
 * What strangers can make the process hold: the limit of one body says nothing about a hundred connections that each send just less, or never end. Whoever
 * sends the byte too much is refused; the others go on.
 */
export function createBodyBudget(bytesMax: number): BodyBudget {
  let held = 0;
  return {
    watch(request, response, refuse) {
      // Without a length it may become any size.
      if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= WATCHED_FROM_BYTES) return;
      let own = 0;
      const count = (chunk: Buffer): void => {
        own += chunk.length;
        held += chunk.length;
        if (held <= bytesMax) return;
        request.off('data', count);
        release();
        refuse();
      };
      const release = (): void => {
        held -= own;
        own = 0;
      };
      request.on('data', count);
      response.once('close', release);
    },
  };
}
