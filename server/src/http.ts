import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { API_SERVER_OPTIONS } from './api/index.ts';
import type { Logger } from './platform/index.ts';
import { uiScope } from './ui.ts';

export interface Part {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

export interface HttpDeps {
  readonly ingest: FastifyPluginAsync;
  readonly api: FastifyPluginAsync;
  readonly uiDirectory: string;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Which parts work; the server is ready when all do. */
  health(): Promise<readonly Part[]>;
  readonly logger: Logger;
}

/** One listener, three sealed scopes: each has its own body limit, auth, CORS and error shape. */
export async function createHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    // Answers of requests in flight are finished at close; idle connections are not waited for.
    forceCloseConnections: 'idle',
    ...API_SERVER_OPTIONS,
  });
  app.get('/_health/', async (request, reply) => {
    const parts = await deps.health();
    const ok = parts.every((part) => part.ok);
    reply.code(ok ? 200 : 503);
    const full = Object.hasOwn(request.query as object, 'full');
    return full ? { healthy: ok, parts } : { healthy: ok };
  });
  await app.register(deps.ingest);
  await app.register(deps.api);
  await app.register(uiScope({ directory: deps.uiDirectory, live: existsSync(join(deps.uiDirectory, 'index.html')) }));
  app.setErrorHandler((error, request, reply) => {
    deps.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    return reply.code(500).send({ detail: 'Internal Error' });
  });
  return app;
}
