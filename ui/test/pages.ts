import type { Page } from 'playwright-core';
import type { App } from './open-app.ts';
import { rows } from './rows.ts';

/** Each page with what shows that it is there. */
export async function pagesOf(app: App, page: Page): Promise<readonly (readonly [string, () => Promise<void>])[]> {
  const issues = await app.issues('access');
  const [issue] = await app.list('access');
  const { org } = app;
  const region = (name: string) => page.getByRole('region', { name }).waitFor();
  return [
    [issues, () => rows(page).first().waitFor()],
    [await app.issues('access', { query: 'nothing-is-called-that' }), () => page.getByText('No results').waitFor()],
    [await app.issues('access', { query: 'is:nonsense' }), () => page.getByRole('alert').waitFor()],
    [`/organizations/${org}/issues/${issue?.id}/`, () => region('Stack trace')],
    [`/organizations/${org}/stats/`, () => region('Over time')],
    [`/settings/${org}/projects/`, () => page.getByRole('link', { name: 'access' }).waitFor()],
    [`/settings/${org}/projects/access/`, () => region('Connect')],
    [`/settings/${org}/teams/`, () => page.getByRole('row').nth(1).waitFor()],
    [`/settings/${org}/members/`, () => page.getByRole('row').nth(1).waitFor()],
    [`/settings/${org}/api-tokens/`, () => region('New token')],
    [`/settings/${org}/account/`, () => page.getByLabel('Current password').waitFor()],
  ];
}
