import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { rows } from '../rows.ts';

const SHIFT_MAX = 0.02;

/** Adds up the layout shifts of a page from its start. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { shifts: number };
    seen.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

const shifts = (page: Page) => page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts);

export function speedTests(app: () => App): void {
  it('moves nothing while a page loads', async () => {
    await app().send('speed', [1, 1, 2, 3]);
    const { page } = await app().open('/auth/login/');
    await watchShifts(page);
    await page.goto(await app().issues('speed'));
    await rows(page).nth(2).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await shifts(page)).toBeLessThanOrEqual(SHIFT_MAX);
    const [issue] = await app().list('speed');
    await page.goto(`/organizations/${app().org}/issues/${issue?.id}/`);
    await page.getByRole('region', { name: 'All events' }).getByRole('row').nth(1).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await shifts(page)).toBeLessThanOrEqual(SHIFT_MAX);
    await page.context().close();
  });

  it('opens the next issue without asking for it again', async () => {
    const { page } = await app().open(await app().issues('speed'));
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 3').waitFor();
    await page.getByRole('region', { name: 'Stack trace' }).waitFor();
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.keyboard.press('j');
    await page.getByText('2 of 3').waitFor();
    await page.getByRole('region', { name: 'Stack trace' }).waitFor();
    const id = /issues\/(\d+)\//.exec(page.url())?.[1] ?? '';
    const own = [`/issues/${id}/`, `/issues/${id}/events/recommended/`, `/issues/${id}/tags/`];
    expect(asked.filter((path) => own.some((end) => path.endsWith(end)))).toEqual([]);
    await page.context().close();
  });
}
