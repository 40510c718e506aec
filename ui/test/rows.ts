import { poll } from '@garrison/testkit';
import type { Page } from 'playwright-core';

/** The rows of the list of issues. */
export const rows = (page: Page) => page.getByRole('list', { name: 'Issues' }).getByRole('listitem');

export const rowIds = (page: Page) =>
  rows(page).evaluateAll((list) => list.map((row) => row.getAttribute('data-issue')));

/** The issue whose row has the focus, or the name of what else has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const row = active?.closest('[data-issue]')?.getAttribute('data-issue');
    return row ?? active?.getAttribute('aria-label') ?? active?.textContent?.trim();
  });

export async function focusIs(page: Page, expected: string | null | undefined): Promise<void> {
  let last: unknown;
  await poll(async () => (last = await focused(page)) === expected, {
    timeoutMs: 5000,
    describe: () => `the focus is on ${String(last)}, not on ${String(expected)}`,
  });
}

export async function rowCountIs(page: Page, expected: number): Promise<void> {
  let last: unknown;
  await poll(async () => (last = await rows(page).count()) === expected, {
    timeoutMs: 10_000,
    describe: () => `${String(last)} rows, not ${expected}`,
  });
}
