import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';
import { rows } from '../rows.ts';

const exception = (type: string, value: string, more: object = {}) => ({
  platform: 'node',
  timestamp: Date.now() / 1000 - 30,
  exception: {
    values: [
      {
        type,
        value,
        stacktrace: { frames: [{ filename: 'src/a.ts', function: 'run', lineno: 3, in_app: true }] },
      },
    ],
  },
  ...more,
});

export function issueTests(app: () => App): void {
  it('has the title, message and culprit of the event that is shown', async () => {
    for (const [service, transaction] of [
      ['auth', 'GET /auth'],
      ['payment', 'POST /pay'],
    ] as const) {
      await app().sendEvent('headline', exception('UpstreamError', `${service}-api answered 500`, { transaction }));
    }
    const [issue] = await app().list('headline');
    expect(issue?.count).toBe('2');
    const { page, problems } = await app().open(`/organizations/${app().org}/issues/${issue?.id}/events/latest/`);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByText('payment-api answered 500').waitFor();
    await page.locator('.issue-facts').getByText('POST /pay').waitFor();
    await page.getByRole('link', { name: 'Oldest' }).click();
    await heading.getByText('auth-api answered 500').waitFor();
    await page.locator('.issue-facts').getByText('GET /auth').waitFor();
    expect(await page.title()).toContain('auth-api answered 500');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('says that messages differ, and previews a rule that splits them', async () => {
    const [issue] = await app().list('headline');
    const { page } = await app().open(`/organizations/${app().org}/issues/${issue?.id}/`);
    const events = page.getByRole('region', { name: 'All events' });
    await events.getByText('These events have 2 different messages.').waitFor();
    await events.getByRole('cell', { name: 'UpstreamError: auth-api answered 500' }).waitFor();
    await events.getByRole('button', { name: 'Split by message…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Try other grouping rules' });
    expect(await dialog.getByLabel('Fingerprint rules').inputValue()).toBe(
      'error.type:"UpstreamError" -> {{ default }}, {{ message }}',
    );
    await dialog.getByText(/2 events in 2 new issues/).waitFor();
    await page.context().close();
  });

  it('shows no filter that does not hold for all of it, and its tags lead to their events', async () => {
    const [issue] = await app().list('headline');
    const { page } = await app().open(`/organizations/${app().org}/issues/${issue?.id}/?environment=nowhere`);
    await page.getByRole('region', { name: 'All events' }).getByRole('row').nth(2).waitFor();
    expect(await page.getByRole('button', { name: /^(?:environments|projects|Period):/ }).count()).toBe(0);
    const tags = page.getByRole('region', { name: 'Tags' });
    await tags.getByRole('button', { name: /^transaction/ }).click();
    await tags.getByRole('link', { name: 'GET /auth' }).click();
    await rows(page).first().waitFor();
    expect(new URL(page.url()).searchParams.getAll('environment')).toEqual([]);
    await page.context().close();
  });

  it('shows hidden characters, and all of a long message', async () => {
    const long = `${'x'.repeat(300)} \u202Eevil\u202C ${'y'.repeat(1700)} end of it`;
    const id = await app().sendEvent('hidden', exception('LongError', long));
    const { page } = await app().open(`/go/${id}/`);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByRole('button', { name: /^All / }).click();
    await heading.getByText('end of it').waitFor();
    await heading.getByText('U+202E').waitFor();
    expect(await heading.textContent()).not.toContain('\u202E');
    const short = await app().sendEvent('hidden', exception('ShortError', 'photo \u202Egpj.exe'));
    await page.goto(`/go/${short}/`);
    await page.getByRole('region', { name: 'Grouping' }).getByText('U+202E').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('\u202E');
    await page.context().close();
  });

  it('moves between events, keeps a note with links, and copies Markdown', async () => {
    await app().send('notes', [1, 1, 1]);
    const { page, problems } = await app().open(await app().issues('notes'));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await rows(page).first().getByRole('link').click();
    await page.getByRole('region', { name: 'Stack trace' }).locator('.frame-ours').first().waitFor();
    await page.getByRole('link', { name: 'Older', exact: true }).click();
    await page.waitForURL(/\/events\/[0-9a-f]{32}\//);
    const eventId = /events\/([0-9a-f]{8})/.exec(page.url())?.[1] ?? '';
    await page.locator('.event-bar').getByText(eventId).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('m');
    await page.getByText('Copied as Markdown').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('- project: notes');
    await page.getByLabel('Note').fill('Seen **after** https://example.com/deploy <script>alert(1)</script>');
    await page.getByRole('button', { name: 'Save note' }).click();
    const activity = page.getByRole('region', { name: 'Activity' });
    const link = activity.getByRole('link', { name: 'https://example.com/deploy' });
    await link.waitFor();
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await activity.locator('script').count()).toBe(0);
    await activity.locator('strong').getByText('after', { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('names people and teams in the activity', async () => {
    const [issue] = await app().list('notes');
    const teams = await (await app().server.api(`/api/0/organizations/${app().org}/teams/`)).json();
    await app().server.api(`/api/0/organizations/${app().org}/issues/${issue?.id}/`, {
      method: 'PUT',
      body: JSON.stringify({ assignedTo: `team:${teams[0].id}` }),
    });
    const { page } = await app().open(`/organizations/${app().org}/issues/${issue?.id}/`);
    await page.getByRole('region', { name: 'Activity' }).getByText(`assigned it to #${teams[0].slug}`).waitFor();
    await page.context().close();
  });
}
