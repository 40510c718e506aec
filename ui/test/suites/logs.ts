import { poll } from '@garrison/testkit';
import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';

const TRACE = '10900000109000001090000010900000';

interface Line {
  readonly level: string;
  readonly body: string;
  readonly service: string;
}

async function sendLogs(app: App, project: string, lines: readonly Line[]): Promise<void> {
  const dsn = new URL(await app.server.dsn(project));
  const url = `${app.server.url}/api/${dsn.pathname.split('/').at(-1)}/envelope/?sentry_key=${dsn.username}`;
  const startS = Date.now() / 1000 - 60;
  const items = lines.map(({ level, body, service }, index) => ({
    timestamp: startS + index / 100,
    trace_id: TRACE,
    level,
    body,
    attributes: { service: { type: 'string', value: service }, 'cart.items': { type: 'integer', value: index % 5 } },
  }));
  const type = { type: 'log', item_count: items.length, content_type: 'application/vnd.sentry.items.log+json' };
  const body = [{}, type, { version: 2, items }].map((part) => JSON.stringify(part)).join('\n');
  const response = await fetch(url, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`The logs were answered ${response.status}.`);
  const meta = `/api/0/organizations/${app.org}/trace-meta/${TRACE}/`;
  await poll(async () => (await (await app.server.api(meta)).json()).logs >= lines.length, {
    timeoutMs: 30_000,
    describe: () => 'the logs are not there',
  });
}

export function logTests(app: () => App): void {
  it('finds lines, shows one whole, and what was written around it', async () => {
    const lines = Array.from({ length: 300 }, (_, index): Line => ({
      level: index === 150 ? 'error' : 'info',
      body: index === 150 ? 'the card was refused' : `step ${index}`,
      service: index % 2 === 0 ? 'checkout' : 'mailer',
    }));
    await sendLogs(app(), 'checkout', lines);
    const { page, problems } = await app().open(`/organizations/${app().org}/logs/?statsPeriod=1h`);
    const list = page.getByRole('list', { name: 'Log lines' });
    await list.getByRole('listitem').first().waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(100);
    await page.keyboard.press('/');
    await page.keyboard.type('severity:error refused');
    await page.keyboard.press('Enter');
    const line = list.getByRole('button', { name: /the card was refused/ });
    await line.click();
    await list.getByText('cart.items').waitFor();
    expect(await list.getByRole('link', { name: /Open the trace/ }).getAttribute('href')).toContain(TRACE);
    await list.getByRole('button', { name: 'In context' }).click();
    await page.getByText(/What checkout wrote before and after/).waitFor();
    await list.getByText('step 148', { exact: true }).waitFor();
    expect(await list.getByText('step 149', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the search' }).click();
    await line.waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('shows new lines by itself while it is live, and says when it does not', async () => {
    const { page } = await app().open(`/organizations/${app().org}/logs/?statsPeriod=1h`);
    const list = page.getByRole('list', { name: 'Log lines' });
    await list.getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Live', exact: true }).click();
    await page.getByText('new lines every 2 s').waitFor();
    await sendLogs(app(), 'checkout', [{ level: 'warn', body: 'a line that came later', service: 'checkout' }]);
    await list.getByText('a line that came later').click();
    await page.getByText('paused while a line is open').waitFor();
    await page.context().close();
  });

  it('says where a search is wrong', async () => {
    const { page } = await app().open(`/organizations/${app().org}/logs/?query=${encodeURIComponent('timestamp:x')}`);
    await page.getByRole('alert').getByText('The logs could not be loaded').waitFor();
    await page.context().close();
  });
}
