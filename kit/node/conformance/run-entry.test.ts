import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeApp } from './compose-app.ts';
import { entryText } from './entry-text.ts';
import { runEntry, type EntryReport } from './run-entry.ts';

const TEMPLATE = join(import.meta.dirname, '../../../examples/sentry-config');

let app: Awaited<ReturnType<typeof composeApp>>;
beforeEach(async () => {
  app = await composeApp({ major: 11 });
});
afterEach(() => app.remove());

const SERVER = `
import express from 'express';
import { sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
const app = express();
app.use(sentryRequestHandler());
app.use(express.json());
app.post('/orders', (request) => { throw new Error('no stock for ' + request.body.orders.length); });
app.get('/orders/:id', (_request, response) => response.send('ok'));
app.use(sentryErrorHandler());
app.listen(Number(process.env.PORT));`;
const REQUESTS = ['/orders/7?page=2', 'POST /orders'];

async function run(
  server: string,
  options: { readonly preload?: string; readonly files?: Record<string, string> } = {},
): Promise<EntryReport> {
  await writeFile(join(app.directory, 'server.js'), server);
  for (const [name, text] of Object.entries(options.files ?? {})) await writeFile(join(app.directory, name), text);
  return runEntry({ directory: app.directory, entry: 'server.js', requests: REQUESTS, preload: options.preload });
}

test('a service is proven by its own program', async () => {
  const report = await run(SERVER);
  expect(report).toMatchObject({ ok: true, leaks: [], problems: [], sdk: '11.12.0' });
  expect(report.requests).toEqual([
    { request: '/orders/7?page=2', status: 200 },
    { request: 'POST /orders', status: 500 },
  ]);
  // The error of the request, the message and the error that were planted.
  expect(report.items).toMatchObject({ event: 3, span: expect.any(Number) });
  expect(report.planted).toBeGreaterThan(40);
  expect(entryText(report)).toContain('no secret left the service');
  expect(await readdir(join(app.directory, 'node_modules'))).not.toContain('.garrison-conformance');
});

test('what its own configuration lets pass is found', async () => {
  const config = `import { defaultPolicy } from '@garrison/node';
    const scrubbing = { ...defaultPolicy.scrubbing, headers: [...defaultPolicy.scrubbing.headers, 'x-internal-customer'] };
    export default { policy: { ...defaultPolicy, version: '7', scrubbing } };`;
  const report = await run(SERVER, { files: { 'garrison.config.mjs': config } });
  expect(report).toMatchObject({ ok: false, policy: expect.stringMatching(/^7\+/) });
  expect(report.leaks).toEqual(['request header X-Internal-Customer (known to no list)']);
  expect(entryText(report)).toMatch(/leaks: request header X-Internal-Customer[^]*not proven/);
});

test('a service without the kit leaks, and one that sends elsewhere proves nothing', async () => {
  const plain = `
    import * as Sentry from '@sentry/node';
    import { createServer } from 'node:http';
    Sentry.init({ dsn: process.env.OWN_DSN ?? process.env.SENTRY_DSN, dataCollection: { userInfo: true } });
    createServer((_request, response) => response.end()).listen(0);`;
  const report = await run(plain, { preload: 'none' });
  expect(report.ok).toBe(false);
  expect(report.leaks).toContain('user, e-mail address');
  expect(report.problems.join()).toContain('the kit does not run in this process');
  const elsewhere = await run(plain.replace('process.env.OWN_DSN', `'http://k@127.0.0.1:9/1'`), { preload: 'none' });
  expect(elsewhere).toMatchObject({ ok: false, leaks: [], items: {} });
  expect(elsewhere.problems.join()).toContain('proves nothing');
});

test('the preload is that of the organisation’s package, when the service has one', async () => {
  await cp(TEMPLATE, join(app.directory, 'node_modules/@acme/sentry-config'), { recursive: true });
  const manifest = { name: 'shop-api', type: 'module', dependencies: { '@acme/sentry-config': '1.0.0' } };
  const report = await run(SERVER, { files: { 'package.json': JSON.stringify(manifest) } });
  expect(report).toMatchObject({ ok: true, problems: [], policy: expect.stringMatching(/^1\.0\.0\+/) });
});

test('a program that ends, or is not there, is said', async () => {
  await expect(run(`console.log('no database'); process.exit(3);`)).rejects.toThrow(/ended \(3\)[^]*no database/);
  const missing = { directory: app.directory, entry: 'nope.js', requests: REQUESTS };
  await expect(runEntry(missing)).rejects.toThrow(/--entry: there is no file .*nope\.js/);
});
