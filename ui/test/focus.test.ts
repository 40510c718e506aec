import { poll } from '@garrison/testkit';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from './open-app.ts';

let app: App;
const issues = () => `/organizations/${app.org}/issues/`;
const rows = (page: Page) => page.getByRole('list', { name: 'Issues' }).getByRole('listitem');
const ids = (page: Page) => rows(page).evaluateAll((list) => list.map((row) => row.getAttribute('data-issue')));

/** The issue whose row has the focus, or the name of what else has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const row = active?.closest('[data-issue]')?.getAttribute('data-issue');
    return row ?? active?.getAttribute('aria-label') ?? active?.textContent?.trim();
  });

async function focusIs(page: Page, expected: string | null | undefined): Promise<void> {
  let last: unknown;
  await poll(async () => (last = await focused(page)) === expected, {
    timeoutMs: 5000,
    describe: () => `the focus is on ${String(last)}, not on ${String(expected)}`,
  });
}

beforeAll(async () => {
  app = await openApp();
  await app.send('payment-api', [1, 2, 3, 4]);
});
afterAll(() => app?.close());

describe('the focus', () => {
  it('comes back from the palette, the keys and a dialog', async () => {
    const { page, problems } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    const [, second] = await ids(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).fill('nothing at all');
    await page.getByText('Nothing is called that.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByPlaceholder(/^Do something/).waitFor({ state: 'detached' });
    await focusIs(page, second);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, second);
    await page.keyboard.press('x');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('dialog', { name: /^Delete / }).waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, 'More actions');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('goes to the search when the palette is asked for it, and out of it by Escape', async () => {
    const { page, problems } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).fill('search');
    await page.keyboard.press('Enter');
    await focusIs(page, 'Search issues');
    await page.keyboard.press('Escape');
    const [first] = await ids(page);
    await page.keyboard.press('j');
    await focusIs(page, first);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('goes to the next row when an action takes a row away, and stays on a button that turns', async () => {
    const { page, problems } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    const [first, second] = await ids(page);
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await focusIs(page, second);
    await page.keyboard.press('z');
    await page.locator(`[data-issue="${first}"]`).waitFor();
    await page.goto(`${issues()}${first}/`);
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await focusIs(page, 'Reopen');
    await page.getByRole('button', { name: 'Reopen' }).click();
    await focusIs(page, 'Resolve');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('comes back to the row that was opened', async () => {
    const { page, problems } = await app.open(issues());
    await rows(page).nth(3).waitFor();
    const [, second] = await ids(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Stack trace' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Escape');
    await rows(page).first().waitFor();
    await focusIs(page, second);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('leaves the filters of a phone one step at a time', async () => {
    const { page, problems } = await app.open(issues(), { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: /^projects: / }).click();
    await page.getByLabel('Find projects').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Find projects').waitFor({ state: 'detached' });
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, 'Filters');
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
