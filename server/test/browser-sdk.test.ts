import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, readBack, readEvent, type ShownException, tagsOf } from './read-back.ts';

const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let server: GarrisonServer;
let site: Server;
let browser: Browser;
let ids: { exception: string; message: string; feedback: string };

beforeAll(async () => {
  server = await startGarrisonServer();
  site = await serveSite(await bundle(), await server.dsn('web-app'));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM });
  const page = await browser.newPage();
  const { port } = site.address() as AddressInfo;
  // Another origin than the server: the answers must pass CORS.
  await page.goto(`http://127.0.0.1:${port}/`);
  ids = (await page.evaluate('globalThis.report()')) as typeof ids;
});
afterAll(async () => {
  await browser.close();
  site.close();
  await server.stop();
});

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'apps/browser-sdk.mjs'), formats: ['es'] },
    },
  });
  const [first] = [result].flat();
  if (first === undefined || !('output' in first)) throw new Error('the page was not bundled');
  return first.output[0].code;
}

async function serveSite(code: string, dsn: string): Promise<Server> {
  const settings = JSON.stringify({ dsn });
  const pages: Record<string, [type: string, body: string]> = {
    '/': [
      'text/html',
      `<!doctype html><script>globalThis.settings = ${settings}</script><script type="module" src="/app.js"></script>`,
    ],
    '/app.js': ['text/javascript', code],
  };
  const started = createServer((request, response) => {
    const [type, body] = pages[request.url ?? ''] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(started, 'listening');
  return started;
}

describe('an unmodified @sentry/browser 11 in Chromium', () => {
  it('has its exception read back field by field', async () => {
    const event = await readEvent(server, 'web-app', ids.exception);
    const { values } = entryOf<{ values: ShownException[] }>(event, 'exception');
    expect(values.map(({ type, value }) => `${type}: ${value}`)).toEqual([
      "TypeError: Cannot read properties of undefined (reading 'id')",
      'Error: charge failed',
    ]);
    expect(values.at(-1)?.stacktrace?.frames.at(-1)?.function).toBe('charge');
    expect(event.user).toMatchObject({ id: '42', email: 'ada@example.com' });
    expect(event.sdk).toMatchObject({ name: 'sentry.javascript.browser', version: '11.12.0' });
    expect(tagsOf(event)).toMatchObject({ region: 'eu-1', environment: 'production', release: 'shop@1.2.3' });
    const { values: crumbs } = entryOf<{ values: { message?: string }[] }>(event, 'breadcrumbs');
    expect(crumbs.map((crumb) => crumb.message)).toContain('card entered');
  });

  it('has its message, its feedback and its uncaught error', async () => {
    expect((await readEvent(server, 'web-app', ids.message)).title).toBe('stock is low');
    expect(JSON.stringify(await readEvent(server, 'web-app', ids.feedback))).toContain('the button does nothing');
    const path = `/api/0/projects/${await server.organization()}/web-app/issues/?query=`;
    const issues = await readBack<{ title: string; isUnhandled: boolean }[]>(server, path, (list) =>
      list.some((issue) => issue.isUnhandled),
    );
    expect(issues.find((issue) => issue.isUnhandled)?.title).toBe('RangeError: nobody caught this');
  });
});
