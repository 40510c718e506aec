import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { focusIs, rowCountIs, rows } from '../rows.ts';

export function searchTests(app: () => App): void {
  it('completes keys and values with counts, from the focus on', async () => {
    await app().send('search', [1, 1, 2], { release: 'search@2.0.1' });
    await app().send('search', [3], { release: 'search@2.0.0', tags: { region: 'eu west' } });
    const { page, problems } = await app().open(await app().issues('search'));
    await rows(page).nth(2).waitFor();
    const box = page.getByLabel('Search issues');
    const option = (name: string) => page.getByRole('option', { name });
    await page.keyboard.press('/');
    await option('is:resolved 0').waitFor();
    await box.fill('release:2.0');
    await option('release:search@2.0.1 3').waitFor();
    await option('release:search@2.0.0 1').waitFor();
    await box.fill('has:reg');
    await option('has:region 1').waitFor();
    await box.fill('region:');
    await option('region:"eu west" 1').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toBe('region:"eu west" ');
    await page.keyboard.press('Enter');
    await rowCountIs(page, 1);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('says under the box where a search is wrong, and nothing is an outage', async () => {
    const { page } = await app().open(await app().issues('search', { query: 'level:error is:nonsense' }));
    const mistake = page.getByRole('alert');
    await mistake
      .getByText(/nonsense/)
      .first()
      .waitFor();
    expect(await mistake.locator('pre').textContent()).toBe(`level:error is:nonsense\n${' '.repeat(12)}^`);
    expect(await page.getByText('could not be loaded').count()).toBe(0);
    await page.context().close();
  });

  it('opens what has the id', async () => {
    const [issue] = await app().list('search');
    const { page } = await app().open(await app().issues('search'));
    await page.getByLabel('Search issues').fill(issue?.shortId.toLowerCase() ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/issues/${issue?.id}/`));
    await page.context().close();
  });

  it('says which key or value no event has', async () => {
    const { page } = await app().open(await app().issues('search', { query: 'regoin:eu' }));
    await page.getByText('No event of the period has the key "regoin".').waitFor();
    await page.goto(await app().issues('search', { query: 'level:eror' }));
    await page.getByText(/has the level "eror"\./).waitFor();
    await page.getByRole('button', { name: 'Use “error”' }).click();
    await rowCountIs(page, 3);
    expect(new URL(page.url()).searchParams.get('query')).toBe('level:error');
    await page.context().close();
  });

  it('leaves the keys to the list after a search', async () => {
    const { page } = await app().open(await app().issues('search'));
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Do something/).fill('search');
    await page.keyboard.press('Enter');
    await focusIs(page, 'Search issues');
    await page.keyboard.press('End');
    await page.keyboard.type(' release:search@2.0.0');
    await page.keyboard.press('Enter');
    await rowCountIs(page, 1);
    await page.keyboard.press('j');
    const first = await rows(page).first().getAttribute('data-issue');
    expect(first).not.toBeNull();
    await focusIs(page, first);
    await page.context().close();
  });
}
