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

/** What can be pressed and is smaller than a finger, with its size. Links within text are as high as the text. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, [role=button], summary, select, input:not([type=checkbox], [type=hidden])')]
      .filter((element) => element.checkVisibility() && !element.hasAttribute('disabled'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height < 44)
      .map(({ element, box }) => `${Math.round(box.height)} px: ${element.outerHTML.slice(0, 160)}`),
  );
}

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

  it.each([390, 768])('has targets of 44 px at %i px', async (width) => {
    const { page } = await app().open(await app().issues('speed'), { viewport: { width, height: 900 } });
    await rows(page).nth(2).waitFor();
    expect(await smallTargets(page)).toEqual([]);
    const [issue] = await app().list('speed');
    await page.goto(`/organizations/${app().org}/issues/${issue?.id}/`);
    await page.getByRole('region', { name: 'All events' }).getByRole('row').nth(1).waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await page.context().close();
  });
}
