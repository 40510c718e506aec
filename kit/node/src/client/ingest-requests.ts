import { createRequire } from 'node:module';
import type { ClientRequest, RequestOptions } from 'node:http';
import { requestMade } from './deliveries.ts';

type Request = (options: RequestOptions, answered?: (answer: never) => void) => ClientRequest;

/** An ingest that accepts a request and never answers: the request fails after this time, and is counted as a drop. */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * The `httpModule` of the SDK's transport. Its sockets do not keep the process alive; `flushBeforeExit` waits for them, within its time. With
 * the SDK's own, an ingest that never answers keeps a finished job from ending.
 */
export const ingestRequests: { readonly request: Request } = {
  request(options, answered) {
    // Not by `import`: an ES module import of `node:http` makes SDK 8 report every request twice.
    const load = createRequire(`${process.cwd()}/`);
    const { request } = load(options.protocol === 'https:' ? 'node:https' : 'node:http') as { request: Request };
    const asked = request(options, answered);
    asked.on('socket', (socket) => socket.unref());
    asked.once('finish', requestMade());
    const timeout = setTimeout(() => asked.destroy(new Error('the ingest did not answer')), ANSWER_TIMEOUT_MS);
    timeout.unref();
    asked.once('close', () => clearTimeout(timeout));
    return asked;
  },
};
