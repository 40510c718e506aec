import { poll } from '@garrison/testkit';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from './open-app.ts';
import { violations } from './violations.ts';

let app: App;
const issues = () => `/organizations/${app.org}/issues/`;
const rows = (page: Page) => page.getByRole('list', { name: 'Issues' }).getByRole('listitem');

interface Listed {
  readonly id: string;
  readonly count: string;
}
const list = async (): Promise<Listed[]> =>
  (await app.server.api(`/api/0/organizations/${app.org}/issues/?query=&sort=freq`)).json();

beforeAll(async () => {
  app = await openApp();
  await app.send('payment-api', [1, 1, 1, 2]);
});
afterAll(() => app?.close());

describe('grouping rules', () => {
  it('are tried on the events of an issue, said to be wrong where they are, and saved to the project', async () => {
    const [most] = await list();
    const { page, problems } = await app.open(`${issues()}${most?.id}/`);
    await page.getByRole('button', { name: 'Try other rules…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Try other grouping rules' });
    await dialog.getByText('All 3 events stay in this issue.').first().waitFor();
    const field = dialog.getByLabel('Fingerprint rules');
    await field.fill('level:error -> one\nnonsense');
    await dialog.getByRole('button', { name: /^Line 2, column 1: / }).click();
    expect(await field.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(19);
    expect(await dialog.getByRole('button', { name: /^Save/ }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await field.fill('level:error -> one');
    await dialog.getByText('None stays in this issue · 3 events in 1 new issue.').waitFor();
    await dialog.getByRole('button', { name: 'Save to payment-api' }).click();
    await page.getByText(/^Saved the grouping rules/).waitFor();
    const project = await (await app.server.api(`/api/0/projects/${app.org}/payment-api/`)).json();
    expect(project.fingerprintingRules).toBe('level:error -> one');
    await page.goto(`/settings/${app.org}/projects/payment-api/`);
    await page.getByLabel('Fingerprint rules').fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^Saved the grouping rules/).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('hashes', () => {
  it('that a merge put together are taken apart again', async () => {
    const [first, second] = await list();
    const merged = await app.server.api(`/api/0/organizations/${app.org}/issues/?id=${first?.id}&id=${second?.id}`, {
      method: 'PUT',
      body: JSON.stringify({ merge: 1 }),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(merged.status).toBe(200);
    const { page, problems } = await app.open(`${issues()}${first?.id}/`);
    const panel = page.getByRole('region', { name: 'Grouping' });
    await panel.getByText('2 hashes in this issue').waitFor();
    expect(await panel.getByRole('button', { name: 'Unmerge' }).isDisabled()).toBe(true);
    await panel.getByRole('checkbox').nth(1).check();
    await panel.getByRole('button', { name: 'Unmerge 1' }).click();
    await page.getByText(/^Took a hash out into PAYMENT-API-/).waitFor();
    await panel.getByText('1 hash in this issue').waitFor();
    expect(problems).toEqual([]);
    await page.goto(issues());
    await poll(async () => (await rows(page).count()) === 2, { timeoutMs: 10_000, describe: () => 'not two issues' });
    expect((await list()).map(({ count }) => count)).toEqual(['3', '1']);
    await page.context().close();
  });
});
