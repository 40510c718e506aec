import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, openApp } from './open-app.ts';
import { rows } from './rows.ts';

let app: App;
beforeAll(async () => {
  app = await openApp('/garrison');
});
afterAll(() => app?.close());

it('works under a path of its host: page, API, live stream, cookie and links', async () => {
  await app.send('below', [1, 1]);
  const { page, problems } = await app.open(await app.issues('below'));
  const outside: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/garrison/')) outside.push(pathname);
  });
  await page.reload();
  await rows(page).first().waitFor();
  await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
  await rows(page).first().getByRole('link').click();
  await page.getByRole('region', { name: 'Stack trace' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/garrison\/organizations\/[^/]+\/issues\/\d+\/$/);
  const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
  expect((await page.request.get(json ?? '')).status()).toBe(200);
  await page.getByRole('link', { name: 'Stats' }).click();
  await page.getByRole('region', { name: 'Over time' }).waitFor();
  await page.goto('/garrison/');
  await rows(page).first().waitFor();
  expect(outside).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().clearCookies();
  await page.goto(await app.issues('below'));
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/garrison/auth/login/');
  await page.context().close();
});
