import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp, signIn } from './open-app.ts';
import { violations } from './violations.ts';

let app: App;
const issues = () => `/organizations/${app.org}/issues/`;
const rows = (page: Page) => page.getByRole('list', { name: 'Issues' }).getByRole('listitem');

async function projectId(slug: string): Promise<string> {
  return (await (await app.server.api(`/api/0/projects/${app.org}/${slug}/`)).json()).id;
}

async function sendBrokenJson(slug: string): Promise<void> {
  const dsn = new URL(await app.server.dsn(slug));
  const response = await fetch(`${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
    method: 'POST',
    body: ['{}', '{"type":"event"}', '{not json'].join('\n'),
  });
  expect(response.status).toBe(200);
}

beforeAll(async () => {
  app = await openApp();
  await sendBrokenJson('payment-api');
  await app.send('payment-api', [1, 2]);
});
afterAll(() => app?.close());

describe('nothing to show', () => {
  it('a project without events shows what to paste, and then its first issue without a reload', async () => {
    const dsn = await app.server.dsn('mobile-app');
    const id = await projectId('mobile-app');
    const { page, problems } = await app.open(`${issues()}?project=${id}`);
    await page.getByRole('heading', { name: 'No event has arrived yet' }).waitFor();
    await page.getByText(dsn).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await app.send('mobile-app', [5]);
    await page.getByRole('button', { name: '1 newer issue' }).click();
    await rows(page).first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('a search that finds nothing takes away one condition at a time', async () => {
    const query = encodeURIComponent('is:unresolved nothing-is-called-that');
    const { page } = await app.open(`${issues()}?query=${query}&statsPeriod=90d`);
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    expect(await page.getByRole('button', { name: 'Last 90 days' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Resolved and archived too' }).click();
    await page.getByText('No issue fits nothing-is-called-that.').waitFor();
    await page.getByRole('button', { name: 'Remove the search' }).click();
    await rows(page).first().waitFor();
    await page.context().close();
  });
});

describe('something is wrong', () => {
  it.each([
    ['an issue', () => `${issues()}999999/`, 'The issue could not be loaded'],
    ['an organisation', () => '/organizations/nobody/issues/', 'The organisation nobody could not be opened'],
  ])('%s that is not there leads to what is', async (_, path, text) => {
    const { page } = await app.open(issues());
    await page.goto(path());
    await page.getByRole('alert').getByText(text).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the issues' }).click();
    await rows(page).first().waitFor();
    await page.context().close();
  });

  it('a lost network shows at once, and an action is refused', async () => {
    const { page } = await app.open(issues());
    await rows(page).nth(1).waitFor();
    const shown = await rows(page).count();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Live updates: offline' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByText('Nothing was changed').waitFor();
    expect(await rows(page).count()).toBe(shown);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await page.context().close();
  });

  it('a reason with dead letters leads to them', async () => {
    const { page, problems } = await app.open(`/organizations/${app.org}/stats/`);
    await page
      .getByRole('row', { name: /invalid_json/ })
      .getByRole('link', { name: 'Dead letters' })
      .click();
    const letters = page.getByRole('region', { name: /^Dead letters/ });
    await letters.getByRole('row', { name: /payment-api event invalid_json/ }).waitFor();
    expect(new URL(page.url()).hash).toBe('#dead-letters');
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe.each(['dark', 'light'] as const)('what opens, in %s', (colorScheme) => {
  it('has no violation of WCAG 2.2 AA', async () => {
    const { page, problems } = await app.open(issues(), { colorScheme, reducedMotion: 'reduce' });
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'Until it escalates' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More actions' }).click();
    const item = page.getByRole('menuitem', { name: 'Delete…' });
    await item.waitFor();
    expect(await violations(page)).toEqual([]);
    await item.click();
    await page.getByRole('dialog', { name: /^Delete / }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('has none in the filters of a phone and after a wrong password', async () => {
    const still = { colorScheme, reducedMotion: 'reduce' as const };
    const { page } = await app.open(issues(), { ...still, viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: /^projects: / }).click();
    await page.getByLabel('Find projects').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().clearCookies();
    await page.goto('/auth/login/');
    await signIn(page, 'wrong');
    await page.getByRole('alert').getByText('E-mail and password do not match.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
