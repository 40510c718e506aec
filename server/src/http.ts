import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { API_SERVER_OPTIONS } from './api/index.ts';
import { ERRORS } from './errors.ts';
import type { Logger } from './platform/index.ts';
import { uiScope } from './ui.ts';
import type { Health } from './worker-messages.ts';

/** A part that must work before the server is ready. */
export interface Part {
  readonly name: string;
  health(): Promise<Health>;
}

export interface HttpDeps {
  readonly ingest: FastifyPluginAsync;
  readonly api: FastifyPluginAsync;
  readonly uiDirectory: string;
  /** The path of the public URL, e.g. `/garrison`; empty at the root of the host. */
  readonly basePath: string;
  /** Proxies whose `X-Forwarded-For` is used. */
  readonly trustedProxies: readonly string[];
  /** The server is ready when all work. */
  readonly parts: readonly Part[];
  readonly logger: Logger;
}

/** A part that does not answer within this time is not ready. */
const HEALTH_MAX_MS = 2000;

/** One listener, three separate scopes: each has its own body limit, auth, CORS and error shape. */
export async function createHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    rewriteUrl: ({ url = '/' }) => withoutBase(url, deps.basePath),
    trustProxy: deps.trustedProxies.length > 0 ? [...deps.trustedProxies] : false,
    // Answers of requests in flight are finished at close; idle connections are not waited for.
    forceCloseConnections: 'idle',
    ...API_SERVER_OPTIONS,
  });
  app.addHook('onRequest', async (request, reply) => {
    // Outside `/api/`, too, and before the body is read.
    if (request.is404) return reply.code(404).send({ detail: ERRORS.not_found.text });
  });
  app.get('/_health/', async (request, reply) => {
    const parts = await Promise.all(deps.parts.map(healthOf));
    const ok = parts.every((part) => part.ok);
    reply.code(ok ? 200 : 503);
    const full = Object.hasOwn(request.query as object, 'full');
    return full ? { healthy: ok, parts } : { healthy: ok };
  });
  await app.register(deps.ingest);
  await app.register(deps.api);
  const { uiDirectory: directory, basePath } = deps;
  await app.register(uiScope({ directory, basePath, live: existsSync(join(directory, 'index.html')) }));
  app.setErrorHandler((error, request, reply) => {
    deps.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    return reply.code(500).send({ detail: 'Internal Error' });
  });
  return app;
}

/** A proxy in front may pass the base path on or take it off: both reach the same routes. */
function withoutBase(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

async function healthOf(part: Part): Promise<Health & { readonly name: string }> {
  const { name } = part;
  const answered = new AbortController();
  const silent = delay(HEALTH_MAX_MS, { ok: false, detail: 'does not answer' }, { signal: answered.signal });
  silent.catch(() => undefined);
  try {
    return { name, ...(await Promise.race([part.health(), silent])) };
  } catch (error) {
    return { name, ok: false, detail: String(error) };
  } finally {
    answered.abort();
  }
}
