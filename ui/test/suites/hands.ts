import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { focusIs, rowCountIs, rowIds, rows } from '../rows.ts';

export function handsTests(app: () => App): void {
  it('walks, selects and resolves by keys; z takes back the newest, then the one before', async () => {
    await app().send('keys', [1, 2, 3, 4]);
    const { page, problems } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    const ids = await rowIds(page);
    for (const [key, index] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      await focusIs(page, ids[index]);
    }
    await page.keyboard.press('e');
    await rowCountIs(page, 3);
    await focusIs(page, ids[1]);
    await page.keyboard.press('e');
    await rowCountIs(page, 2);
    await page.keyboard.press('z');
    await page.getByText(/^Undone: Resolved/).waitFor();
    await rowCountIs(page, 3);
    await page.locator(`[data-issue="${ids[1]}"]`).waitFor();
    await page.keyboard.press('z');
    await rowCountIs(page, 4);
    await page.keyboard.press('z');
    await page.getByText('There is nothing to undo').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('keeps all keys after a click on a checkbox, and selecting moves no row', async () => {
    const { page } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    const [first, second] = await rowIds(page);
    const top = async () => (await rows(page).first().boundingBox())?.y;
    const before = await top();
    await page.locator(`[data-issue="${first}"]`).getByRole('checkbox').click();
    await page.getByText('1 selected').waitFor();
    expect(await top()).toBe(before);
    await page.keyboard.press('j');
    await focusIs(page, second);
    await page.locator(`[data-issue="${first}"]`).getByRole('checkbox').click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.context().close();
  });

  it('moves with a held key, and resolves once with one', async () => {
    const { page } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    const ids = await rowIds(page);
    for (let i = 0; i < 3; i++) await page.keyboard.down('j');
    await page.keyboard.up('j');
    await focusIs(page, ids[2]);
    for (let i = 0; i < 3; i++) await page.keyboard.down('e');
    await page.keyboard.up('e');
    await rowCountIs(page, 3);
    expect(await page.getByText(/^Resolved KEYS-/).count()).toBe(1);
    await page.keyboard.press('z');
    await rowCountIs(page, 4);
    await page.context().close();
  });

  it('opens the palette from the search box, and leaves Ctrl+A to its text', async () => {
    const { page } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    await page.keyboard.press('/');
    await focusIs(page, 'Search issues');
    await page.keyboard.press('Control+a');
    expect(await page.getByText(/selected$/).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByPlaceholder(/^Do something/).waitFor({ state: 'detached' });
    await focusIs(page, 'Search issues');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await focusIs(page, (await rowIds(page))[0]);
    await page.context().close();
  });

  it('does by `e` what the button says', async () => {
    const { page } = await app().open(await app().issues('keys', { query: '' }));
    await rows(page).nth(3).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('e');
    const bar = page.getByRole('toolbar', { name: 'Actions on issues' });
    await bar.getByRole('button', { name: 'Reopen' }).waitFor();
    await page.keyboard.press('e');
    await bar.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    expect(await page.getByText(/^Reopened KEYS-/).count()).toBe(1);
    await page.context().close();
  });

  it('goes by `e` through the list as it was on arrival', async () => {
    await app().send('onward', [1, 2, 3]);
    const { page } = await app().open(await app().issues('onward'));
    await rows(page).nth(2).waitFor();
    const ids = await rowIds(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('1 of 3').waitFor();
    await page.keyboard.press('e');
    await page.waitForURL(new RegExp(`/issues/${ids[1]}/`));
    await page.getByText('2 of 3').waitFor();
    await page.getByText(/^Resolved ONWARD-/).waitFor();
    await page.keyboard.press('e');
    await page.waitForURL(new RegExp(`/issues/${ids[2]}/`));
    await page.getByText('3 of 3').waitFor();
    await page.keyboard.press('z');
    await page.getByText(/^Undone: Resolved ONWARD-/).waitFor();
    await page.keyboard.press('k');
    await page.waitForURL(new RegExp(`/issues/${ids[1]}/`));
    await page.getByRole('button', { name: 'Resolve', exact: true }).waitFor();
    await page.context().close();
  });

  it('takes a merge back', async () => {
    await app().send('merging', [1, 1, 2]);
    const { page, problems } = await app().open(await app().issues('merging'));
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Merge into one' }).click();
    await page.getByText(/^Merged 2 issues into MERGING-/).waitFor();
    await rowCountIs(page, 1);
    await page.keyboard.press('z');
    await page.getByText(/^Undone: Merged .* in new issues: MERGING-/).waitFor();
    await rowCountIs(page, 2);
    expect((await app().list('merging')).map(({ count }) => count)).toEqual(['2', '1']);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('brings the focus back from the palette, the keys, a dialog and a menu', async () => {
    const { page, problems } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    const [, second] = await rowIds(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).fill('nothing at all');
    await page.getByText('Nothing has this name.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByPlaceholder(/^Do something/).waitFor({ state: 'detached' });
    await focusIs(page, second);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, second);
    await page.keyboard.press('a');
    await page.getByRole('menuitem', { name: /^Me / }).waitFor();
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

  it('comes back to the row that was opened, and stays on a button whose word changes', async () => {
    const { page, problems } = await app().open(await app().issues('keys'));
    await rows(page).nth(3).waitFor();
    const [, second] = await rowIds(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Stack trace' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await focusIs(page, 'Reopen');
    await page.getByRole('button', { name: 'Reopen' }).click();
    await focusIs(page, 'Resolve');
    await page.keyboard.press('Escape');
    await rows(page).first().waitFor();
    await focusIs(page, second);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('leaves the filters of a phone one step at a time', async () => {
    const { page, problems } = await app().open(await app().issues('keys'), { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('button', { name: /^projects: / }).click();
    await page.getByLabel('Find projects').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Find projects').waitFor({ state: 'detached' });
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await page.keyboard.press('Escape');
    await focusIs(page, 'Filters · 1');
    expect(problems).toEqual([]);
    await page.context().close();
  });
}
