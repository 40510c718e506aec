import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { rowCountIs, rows } from '../rows.ts';
import { violations } from '../violations.ts';

export function streamTests(app: () => App): void {
  it('shows service and owner on every row, and a period that fits the data', async () => {
    await app().send('stream', [1, 2]);
    const { page, problems } = await app().open(await app().issues('stream'));
    await rows(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Period: 1h' }).waitFor();
    const team = await app().server.api(`/api/0/projects/${app().org}/stream/`);
    const [{ slug }] = (await team.json()).teams;
    for (const row of await rows(page).all()) {
      await row.getByText('stream', { exact: true }).waitFor();
      await row.getByText(`#${slug}`, { exact: true }).waitFor();
    }
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('does not take the filters of another page from a link', async () => {
    const { page } = await app().open(await app().issues('stream', { environment: 'nowhere' }));
    await page.getByRole('heading', { name: 'No issue' }).or(page.getByText('No open issue')).first().waitFor();
    await page.goto(`/organizations/${app().org}/issues/`);
    await page.getByRole('button', { name: 'environments: All environments' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.goto('/');
    await page.getByRole('button', { name: 'environments: All environments' }).waitFor();
    await page.context().close();
  });

  it('shows newer issues only when asked', async () => {
    await app().send('newer', [1, 2]);
    const { page } = await app().open(await app().issues('newer'));
    await rows(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await app().send('newer', [9]);
    await page.getByRole('button', { name: '1 newer issue' }).waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.keyboard.press('.');
    await rows(page).nth(2).waitFor();
    await page.context().close();
  });

  it('changes all that a search finds, also beyond the page, after a question', async () => {
    const kinds = Array.from({ length: 75 }, (_, i) => 100 + i);
    await app().send('bulk', kinds);
    const { page, problems } = await app().open(await app().issues('bulk'));
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
    await page.getByText('No open issue in this period').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('assigns and archives from the keyboard', async () => {
    await app().send('triage', [1, 2]);
    const { page } = await app().open(await app().issues('triage'));
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: /^Me / }).click();
    await page.getByText(/^Assigned to you/).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: 'Until it escalates' }).click();
    await rowCountIs(page, 1);
    await page.getByRole('button', { name: /^Archived/ }).click();
    await rows(page).first().getByText('archived').waitFor();
    await rowCountIs(page, 1);
    await page.context().close();
  });
}
