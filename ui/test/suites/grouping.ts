import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { rowCountIs } from '../rows.ts';
import { violations } from '../violations.ts';

export function groupingTests(app: () => App): void {
  it('rules are tried on the events of an issue, said to be wrong where they are, and saved to the project', async () => {
    await app().send('grouping', [1, 1, 1, 2]);
    const [most] = await app().list('grouping');
    const { page, problems } = await app().open(`/organizations/${app().org}/issues/${most?.id}/`);
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
    await dialog.getByRole('button', { name: 'Save to grouping' }).click();
    await page.getByText(/^Saved the grouping rules/).waitFor();
    const project = await (await app().server.api(`/api/0/projects/${app().org}/grouping/`)).json();
    expect(project.fingerprintingRules).toBe('level:error -> one');
    await page.goto(`/settings/${app().org}/projects/grouping/`);
    await page.getByLabel('Fingerprint rules').fill('');
    await page.getByRole('region', { name: 'Grouping' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Saved the grouping rules/).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('hashes that a merge put together are taken apart again', async () => {
    const [first, second] = await app().list('grouping');
    const merged = await app().server.api(
      `/api/0/organizations/${app().org}/issues/?id=${first?.id}&id=${second?.id}`,
      {
        method: 'PUT',
        body: JSON.stringify({ merge: 1 }),
        headers: { 'Content-Type': 'application/json' },
      },
    );
    expect(merged.status).toBe(200);
    const { page, problems } = await app().open(`/organizations/${app().org}/issues/${first?.id}/`);
    const panel = page.getByRole('region', { name: 'Grouping' });
    await panel.getByText('2 hashes in this issue').waitFor();
    expect(await panel.getByRole('button', { name: 'Unmerge' }).isDisabled()).toBe(true);
    await panel.getByRole('checkbox').nth(1).check();
    await panel.getByRole('button', { name: 'Unmerge 1' }).click();
    await page.getByText(/^Moved to GROUPING-/).waitFor();
    await panel.getByText('1 hash in this issue').waitFor();
    expect(problems).toEqual([]);
    await page.goto(await app().issues('grouping'));
    await rowCountIs(page, 2);
    expect((await app().list('grouping')).map(({ count }) => count)).toEqual(['3', '1']);
    await page.context().close();
  });
}
