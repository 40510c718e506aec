import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';

export interface UiOptions {
  readonly directory: string;
  /** False when the app is not built. */
  readonly live: boolean;
  /** The path of the public URL: `/garrison`, or empty at the root of the host. */
  readonly basePath: string;
}

/** The app's page names its files relative to itself (`./assets/…`); it is served at many paths, so they get the whole path. */
function readPage(directory: string, basePath: string): string {
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  return page.replaceAll('"./', `"${basePath}/`).replaceAll('__BASE_PATH__', basePath);
}

/**
 * The scope of the web app: files named by their content are kept for a year, compressed as the build left them; every other GET
 * gets the one page, with a fresh nonce. Registered last; paths of the other scopes never reach it.
 */
export function uiScope({ directory, live, basePath }: UiOptions): FastifyPluginAsync {
  return async (scope) => {
    const page = live ? readPage(directory, basePath) : undefined;
    await scope.register(fastifyHelmet, {
      enableCSPNonces: true,
      // HSTS and the upgrade of insecure requests are set by the proxy that terminates TLS.
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
      globIgnore: ['**/index.html', '**/.*', '**/*.br', '**/*.gz'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // What the build names by its content never changes; the few other files are asked for again.
        const hashed = path.includes('/assets/');
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    // A file of an older build: the page in its place would be read as a script.
    scope.get('/assets/*', (_request, reply) => reply.code(404).type('text/plain').send('There is no such file.\n'));
    scope.get('/*', (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(page.replaceAll('__CSP_NONCE__', reply.cspNonce.style)),
    );
  };
}
