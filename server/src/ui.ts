import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

/**
 * The scope of the web app: hashed assets for a year, and the one page for every other GET, with a fresh nonce.
 * Registered last; paths of the other scopes never reach it.
 */
export function uiScope({ directory, live }: { directory: string; live: boolean }): FastifyPluginAsync {
  return async (scope) => {
    const page = live ? readFileSync(join(directory, 'index.html'), 'utf8') : undefined;
    await scope.register(fastifyHelmet, {
      enableCSPNonces: true,
      // HSTS and the upgrade of insecure requests belong to whoever terminates TLS.
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          frameAncestors: ["'none'"],
          upgradeInsecureRequests: null,
        },
      },
    });
    if (page === undefined) {
      scope.get('/*', (_request, reply) =>
        reply.code(404).type('text/plain').send('The web app is not built: npm run build -w ui\n'),
      );
      return;
    }
    await scope.register(fastifyStatic, {
      root: directory,
      wildcard: false,
      index: false,
      globIgnore: ['**/index.html', '**/.*'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        // What the build names by its content never changes; the few other files are asked for again.
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    scope.get('/*', (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll('__CSP_NONCE__', reply.cspNonce.style)),
    );
  };
}
