import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entryOf, readBack, readEvent, type ShownEvent, tagsOf } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

let server: GarrisonServer;
let organization: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

/** Where a browser sends the reports of a policy, from a DSN. */
function securityUrl(dsn: string): string {
  const { protocol, username, host, pathname } = new URL(dsn);
  return `${protocol}//${host}/api${pathname}/security/?sentry_key=${username}&sentry_release=web%401`;
}

it('CSP reports of both forms are one issue, stored as Sentry stores them', async () => {
  const url = securityUrl(await server.dsn('csp'));
  const send = (body: object, type: string): Promise<Response> =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': type } });
  const old = {
    'document-uri': 'https://acme.example/cart',
    referrer: '',
    'violated-directive': 'img-src https://acme.example',
    'blocked-uri': 'https://evil.example/a.png',
    'status-code': 200,
  };
  const body = {
    documentURL: 'https://acme.example/',
    effectiveDirective: 'img-src',
    blockedURL: 'https://evil.example/b.png',
    disposition: 'enforce',
    lineNumber: 7,
  };
  expect((await send({ 'csp-report': old }, 'application/csp-report')).status).toBe(200);
  const list = [{ type: 'csp-violation', age: 1, url: 'https://acme.example/', user_agent: 'Browser/2', body }];
  expect((await send(list, 'application/reports+json')).status).toBe(200);

  const path = `/api/0/projects/${organization}/csp`;
  const issues = await readBack<{ id: string; title: string; culprit: string; count: string }[]>(
    server,
    `${path}/issues/?query=`,
    (all) => all[0]?.count === '2',
  );
  expect(issues.map(({ title, culprit }) => [title, culprit])).toEqual([
    ["Blocked 'img-src' from 'evil.example'", 'img-src'],
  ]);
  const events = await readBack<ShownEvent[]>(server, `${path}/events/?full=true`, (all) => all.length === 2);
  const shown = events.map((event) => entryOf<Record<string, unknown>>(event, 'csp'));
  expect(shown).toContainEqual({
    document_uri: 'https://acme.example/cart',
    blocked_uri: 'https://evil.example/a.png',
    violated_directive: 'img-src https://acme.example',
    effective_directive: 'img-src',
    status_code: 200,
  });
  expect(shown).toContainEqual({
    document_uri: 'https://acme.example/',
    blocked_uri: 'https://evil.example/b.png',
    effective_directive: 'img-src',
    disposition: 'enforce',
    line_number: 7,
  });
  for (const event of events) {
    expect(tagsOf(event)).toMatchObject({ 'effective-directive': 'img-src', logger: 'csp' });
    expect(event.release?.version).toBe('web@1');
  }
});

it('the dialog sends what a person writes about an event, from another origin', async () => {
  const dsn = await server.dsn('dialog');
  const { id } = await sendEvent(dsn, { message: 'no cart' });
  await readEvent(server, 'dialog', id);
  const { protocol, host } = new URL(dsn);
  const script = `${protocol}//${host}/api/embed/error-page/?dsn=${encodeURIComponent(dsn)}&eventId=${id}&name=Ann`;
  const site = createServer((_request, response) => {
    response.setHeader('content-security-policy', `script-src ${protocol}//${host}; style-src 'none'`);
    response.end(`<!doctype html><title>shop</title><body><script src="${script.replaceAll('&', '&amp;')}"></script>`);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 780 } });
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const dialog = page.getByRole('dialog', { name: 'Something went wrong.' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Ann');
    await dialog.getByLabel('E-mail address').fill('ann');
    await dialog.getByLabel('What happened?').fill('The cart was empty');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('Please correct the marked fields.').waitFor();
    await dialog.getByLabel('E-mail address').fill('ann@acme.example');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('Your report was sent. Thank you.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  } finally {
    await browser.close();
    site.close();
  }
  const reports = await readBack<{ comments: string; eventID: string; name: string }[]>(
    server,
    `/api/0/projects/${organization}/dialog/user-feedback/`,
    (all) => all.length > 0,
  );
  expect(reports).toMatchObject([{ comments: 'The cart was empty', eventID: id, name: 'Ann' }]);
});

it.each([
  ['POST', '/api/0/nowhere/', 'text/plain', 'no json'],
  ['POST', '/api/7/nowhere/', 'application/json', '{'],
  ['PUT', '/nowhere', 'application/x-anything', 'x'],
  ['GET', '/api/0/nowhere/', undefined, undefined],
])('%s %s is 404 as JSON, whatever the body', async (method, path, type, body) => {
  const { origin } = new URL(await server.dsn('csp'));
  const headers = type === undefined ? {} : { 'content-type': type };
  const response = await fetch(`${origin}${path}`, { method, headers, ...(body !== undefined && { body }) });
  expect([response.status, await response.json()]).toEqual([404, { detail: 'The requested resource does not exist' }]);
});
