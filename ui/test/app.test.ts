import { poll } from '@garrison/testkit';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp, signIn } from './open-app.ts';
import { violations } from './violations.ts';

let app: App;
const issues = () => `/organizations/${app.org}/issues/`;
const rows = (page: Page) => page.getByRole('list', { name: 'Issues' }).getByRole('listitem');

beforeAll(async () => {
  app = await openApp();
  await app.send('payment-api', [1, 1, 1, 2, 3]);
  await app.send('web-app', [4], { level: 'warning', platform: 'javascript' });
});
afterAll(() => app?.close());

describe('sign-in', () => {
  it('asks first, does not say which half was wrong, and keeps the address', async () => {
    const { page } = await app.open(issues());
    await page.context().clearCookies();
    await page.goto(`${issues()}?query=level%3Awarning`);
    await signIn(page, 'wrong');
    await page.getByRole('alert').getByText('E-mail and password do not match.').waitFor();
    await signIn(page);
    await rows(page).first().waitFor();
    expect(new URL(page.url()).searchParams.get('query')).toBe('level:warning');
    expect(await rows(page).count()).toBe(1);
    await page.context().close();
  });
});

describe('issue stream', () => {
  it('walks by keys: j, k, x, e, z, ?', async () => {
    const { page, problems } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest('[data-issue]')?.getAttribute('data-issue'));
    const ids = await rows(page).evaluateAll((list) => list.map((row) => row.getAttribute('data-issue')));
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(ids[0]);
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('e');
    await page.getByText(/^Resolved /).waitFor();
    await poll(async () => (await rows(page).count()) === 3, { timeoutMs: 10_000, describe: () => 'still listed' });
    await page.keyboard.press('z');
    await rows(page).nth(3).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Next issue').first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('assigns and archives from the keyboard', async () => {
    const { page } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: /^Me / }).click();
    await page.getByText(/^Assigned to you/).waitFor();
    await rows(page).first().focus();
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'Until it escalates' }).click();
    await poll(async () => (await rows(page).count()) === 3, { timeoutMs: 10_000, describe: () => 'still listed' });
    await page.getByRole('button', { name: /^Archived/ }).click();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.keyboard.press('z');
    await page.getByText('Nothing matches').waitFor();
    await page.context().close();
  });

  it('shows newer issues only when asked', async () => {
    const { page } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await app.send('auth-service', [9]);
    await page.getByRole('button', { name: '1 newer issue' }).waitFor();
    expect(await rows(page).count()).toBe(4);
    await page.keyboard.press('.');
    await rows(page).nth(4).waitFor();
    await page.context().close();
  });

  it('says where a search is wrong', async () => {
    const { page } = await app.open(`${issues()}?query=${encodeURIComponent('is:nonsense')}`);
    await page.getByText('The issues could not be loaded').waitFor();
    await page
      .getByRole('alert')
      .getByText(/nonsense/)
      .waitFor();
    await page.context().close();
  });
});

describe('bulk actions', () => {
  it('reach all that a search finds, beyond the page, after a question', async () => {
    await app.send(
      'auth-service',
      Array.from({ length: 75 }, (_, i) => 100 + i),
      { tags: { bulk: 'yes' } },
    );
    const { page, problems } = await app.open(`${issues()}?query=${encodeURIComponent('is:unresolved bulk:yes')}`);
    await rows(page).nth(49).waitFor();
    const text = (await page.getByText(/^50 of \d+ issues$/).textContent()) ?? '';
    const all = Number(/of (\d+)/.exec(text)?.[1]);
    expect(all).toBeGreaterThan(50);
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: `Select all ${all} matching` }).click();
    await page.getByText(`All ${all} matching`).waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Resolve', exact: true }).click();
    const question = page.getByRole('dialog', { name: `Change ${all} issues?` });
    expect(await violations(page)).toEqual([]);
    await question.getByRole('button', { name: `Change ${all} issues` }).click();
    await page.getByText(`Resolved ${all} issues`).waitFor();
    await page.getByText('Nothing matches').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('issue page', () => {
  it('shows the stack, moves between events, keeps a note, and copies Markdown', async () => {
    const { page, problems } = await app.open(`${issues()}?query=${encodeURIComponent('is:unresolved timesSeen:3')}`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await rows(page).first().getByRole('link').click();
    await page.getByRole('region', { name: 'Stack trace' }).locator('.frame-ours').first().waitFor();
    await page.getByRole('link', { name: 'Older', exact: true }).click();
    await page.waitForURL(/\/events\/[0-9a-f]{32}\//);
    const eventId = /events\/([0-9a-f]{8})/.exec(page.url())?.[1] ?? '';
    await page.locator('.event-bar').getByText(eventId).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('m');
    await page.getByText('Copied as Markdown').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('- project: payment-api');
    await page.getByLabel('Note').fill('Seen after the deploy');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page
      .getByRole('region', { name: 'Activity' })
      .getByText('Seen after the deploy', { exact: true })
      .last()
      .waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('project settings', () => {
  it('shows the DSN in each snippet and turns a key off and on', async () => {
    const { page } = await app.open(`/settings/${app.org}/projects/payment-api/`);
    const dsn = await app.server.dsn('payment-api');
    await page.getByText(dsn).first().waitFor();
    for (const platform of ['Fastify', 'React', 'Next.js', 'React Native', 'FastAPI', 'Express']) {
      await page.getByRole('region', { name: 'Connect' }).locator('[aria-haspopup=menu]').click();
      await page.getByRole('menuitem', { name: new RegExp(`${platform.replace('.', String.raw`\.`)}$`) }).click();
      await page.locator('.code').getByText(dsn).first().waitFor();
    }
    await page.getByRole('switch', { name: /^on/ }).click({ force: true });
    await page.getByText(/^Turned off/).waitFor();
    await page.getByText('No key of this project is active').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.code').getByText(dsn).first().waitFor();
    expect(await page.getByRole('switch', { name: /^on/ }).count()).toBe(1);
    await page.context().close();
  });
});

describe.each(['dark', 'light'] as const)('every page in %s', (colorScheme) => {
  it.each([1280, 390])('has no violation of WCAG 2.2 AA and no sideways scroll at %i px', async (width) => {
    const { page, problems } = await app.open(issues(), { colorScheme, viewport: { width, height: 844 } });
    await rows(page).first().waitFor();
    const id = await rows(page).first().getAttribute('data-issue');
    const pages: readonly (readonly [string, () => Promise<void>])[] = [
      [issues(), () => rows(page).first().waitFor()],
      [`${issues()}?query=nothing-is-called-that`, () => page.getByText('Nothing matches').waitFor()],
      [`${issues()}${id}/`, () => page.getByRole('region', { name: 'Stack trace' }).waitFor()],
      [`/organizations/${app.org}/stats/`, () => page.getByRole('region', { name: 'Over time' }).waitFor()],
      [`/settings/${app.org}/projects/`, () => page.getByRole('link', { name: 'payment-api' }).waitFor()],
      [`/settings/${app.org}/projects/payment-api/`, () => page.getByRole('region', { name: 'Connect' }).waitFor()],
    ];
    for (const [path, ready] of pages) {
      await page.goto(path);
      await ready();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ path, fits: wide <= 0 }).toEqual({ path, fits: true });
    }
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('signs in without a violation', async () => {
    const { page } = await app.open(issues(), { colorScheme });
    await page.context().clearCookies();
    await page.goto('/auth/login/');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
