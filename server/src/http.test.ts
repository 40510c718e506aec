import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttp } from './http.ts';
import { createLogger } from './platform/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'garrison-ui-'));
const SCRIPT = 'export const text = "the app";';
let app: FastifyInstance;

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  const page = [
    '<meta name="base-path" content="__BASE_PATH__" />',
    '<link rel="icon" href="./favicon.svg" />',
    '<script type="module" src="./assets/index-abc.js"></script>',
  ];
  writeFileSync(join(directory, 'index.html'), page.join('\n'));
  writeFileSync(join(directory, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" />');
  const script = join(directory, 'assets/index-abc.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  app = await createHttp({
    ingest: async (scope) => void scope.post('/api/1/envelope/', async () => ({ id: 'taken' })),
    api: async (scope) => void scope.get('/api/0/', async (request) => ({ url: request.url })),
    uiDirectory: directory,
    basePath: '/garrison',
    trustedProxies: [],
    parts: [],
    logger: createLogger('fatal'),
  });
});
afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

describe('under a path of a host', () => {
  it.each(['/garrison', '/garrison/', '/garrison/organizations/acme/issues/?query=x', '/organizations/acme/issues/'])(
    'gives the page with the whole path of its files: %s',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('content="/garrison"');
      expect(answer.body).toContain('href="/garrison/favicon.svg"');
      expect(answer.body).toContain('src="/garrison/assets/index-abc.js"');
    },
  );

  it('has API, ingest, health and files with and without the path', async () => {
    for (const base of ['', '/garrison']) {
      expect((await get(`${base}/api/0/`)).json()).toEqual({ url: '/api/0/' });
      expect((await app.inject({ method: 'POST', url: `${base}/api/1/envelope/` })).json()).toEqual({ id: 'taken' });
      expect((await get(`${base}/_health/`)).statusCode).toBe(200);
      expect((await get(`${base}/assets/index-abc.js`)).body).toBe(SCRIPT);
    }
  });

  it('does not take a path that only begins alike', async () => {
    expect((await get('/garrisonapi/0/')).headers['content-type']).toContain('text/html');
  });
});

describe('files named by their content', () => {
  it('are kept for a year, compressed as the build left them', async () => {
    const answer = await get('/garrison/assets/index-abc.js', { 'accept-encoding': 'gzip, br' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(answer.headers['content-type']).toContain('javascript');
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(SCRIPT);
    expect((await get('/assets/index-abc.js', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
  });

  it('are not the page when they are missing', async () => {
    const answer = await get('/assets/index-old.js');
    expect(answer.statusCode).toBe(404);
  });

  it('leaves the page itself uncached', async () => {
    expect((await get('/')).headers['cache-control']).toBe('no-store');
  });
});
