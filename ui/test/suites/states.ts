import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { rows } from '../rows.ts';
import { violations } from '../violations.ts';

async function sendBrokenJson(app: App, slug: string): Promise<void> {
  const dsn = new URL(await app.server.dsn(slug));
  const response = await fetch(`${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
    method: 'POST',
    body: ['{}', '{"type":"event"}', '{not json'].join('\n'),
  });
  expect(response.status).toBe(200);
}

export function statesTests(app: () => App): void {
  it('a project without events shows what to paste, and then its first issue without a reload', async () => {
    const address = await app().issues('mobile-app');
    const dsn = await app().server.dsn('mobile-app');
    const { page, problems } = await app().open(address);
    await page.getByRole('heading', { name: 'No event has arrived yet' }).waitFor();
    await page.getByText(dsn).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await app().send('mobile-app', [5]);
    await page.getByRole('button', { name: '1 newer issue' }).or(rows(page).first()).first().click();
    await page.getByText('MOBILE-APP-1').first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('a search that finds nothing takes away one condition at a time', async () => {
    await app().send('states', [1, 2]);
    const query = 'is:unresolved nothing-is-called-that';
    const { page } = await app().open(await app().issues('states', { query, statsPeriod: '90d' }));
    await page.getByRole('heading', { name: 'No results' }).waitFor();
    expect(await page.getByRole('button', { name: 'Last 90 days' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Resolved and archived too' }).click();
    await page.getByText('No issue matches nothing-is-called-that in this period.').waitFor();
    await page.getByRole('button', { name: 'Remove the search' }).click();
    await rows(page).first().waitFor();
    await page.context().close();
  });

  it.each([
    ['an issue', (org: string) => `/organizations/${org}/issues/999999/`, 'The issue could not be loaded'],
    ['an organisation', () => '/organizations/nobody/issues/', 'The organisation nobody could not be opened'],
  ])('%s that is not there leads to what is', async (_, path, text) => {
    const { page } = await app().openSignedOut('/auth/login/');
    await page.context().close();
    const opened = await app().open(await app().issues('states'));
    await opened.page.goto(path(app().org));
    await opened.page.getByRole('alert').getByText(text).waitFor();
    expect(await violations(opened.page)).toEqual([]);
    await opened.page.getByRole('link', { name: 'Go to the issues' }).click();
    await rows(opened.page).first().waitFor();
    await opened.page.context().close();
  });

  it('an address that no page has is a page with the navigation', async () => {
    const { page } = await app().open(`/organizations/${app().org}/nothing/`);
    await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Stats' }).click();
    await page.getByRole('heading', { name: 'Stats' }).waitFor();
    await page.context().close();
  });

  it('a lost network shows at once, and an action is refused', async () => {
    const { page } = await app().open(await app().issues('states'));
    await rows(page).nth(1).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Live updates: offline' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByText('Nothing was changed').waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Live updates: live' }).waitFor();
    await page.context().close();
  });

  it('a reason with dead letters leads to them', async () => {
    await sendBrokenJson(app(), 'broken');
    await app().send('broken', [1]);
    const { page, problems } = await app().open(`/organizations/${app().org}/stats/`);
    await page
      .getByRole('row', { name: /invalid_json/ })
      .getByRole('link', { name: 'Dead letters' })
      .click();
    const letters = page.getByRole('region', { name: /^Dead letters/ });
    await letters.getByRole('row', { name: /broken event invalid_json/ }).waitFor();
    expect(new URL(page.url()).hash).toBe('#dead-letters');
    expect(problems).toEqual([]);
    await page.context().close();
  });
}
