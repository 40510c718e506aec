import { poll } from '@garrison/testkit';
import { expect, it } from 'vitest';
import type { App } from '../open-app.ts';

const TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const LONG_TRACE = 'decade00decade00decade00decade00';

const hex = (number: number): string => number.toString(16).padStart(16, '0');

async function sendSpans(app: App, project: string, spans: readonly object[]): Promise<void> {
  const dsn = new URL(await app.server.dsn(project));
  const url = `${app.server.url}/api/${dsn.pathname.split('/').at(-1)}/envelope/?sentry_key=${dsn.username}`;
  const type = { type: 'span', item_count: spans.length, content_type: 'application/vnd.sentry.items.span.v2+json' };
  const body = [{}, type, { version: 2, items: spans }].map((line) => JSON.stringify(line)).join('\n');
  const response = await fetch(url, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`The spans were answered ${response.status}.`);
}

interface Made {
  readonly id: number;
  readonly parent?: number;
  readonly name: string;
  readonly op: string;
  /** Milliseconds since the start of the trace. */
  readonly at: readonly [number, number];
  readonly service: string;
  readonly isSegment?: boolean;
}

function spansAt(startS: number, traceId: string, made: readonly Made[]): object[] {
  return made.map(({ id, parent, name, op, at: [from, to], service, isSegment = false }) => ({
    trace_id: traceId,
    span_id: hex(id),
    ...(parent === undefined ? {} : { parent_span_id: hex(parent) }),
    name,
    start_timestamp: startS + from / 1000,
    end_timestamp: startS + to / 1000,
    is_segment: isSegment,
    status: 'ok',
    attributes: {
      'sentry.op': { type: 'string', value: op },
      service: { type: 'string', value: service },
    },
  }));
}

async function spansStored(app: App, traceId: string, count: number): Promise<void> {
  const path = `/api/0/organizations/${app.org}/trace-meta/${traceId}/`;
  await poll(async () => (await (await app.server.api(path)).json()).span_count >= count, {
    timeoutMs: 30_000,
    describe: () => `${traceId} has not ${count} spans`,
  });
}

const failure = (service: string, spanId: number, timestamp: number) => ({
  platform: 'node',
  timestamp,
  tags: { service },
  contexts: { trace: { trace_id: TRACE, span_id: hex(spanId) } },
  exception: { values: [{ type: 'TypeError', value: `${service} failed` }] },
});

/** The gateway calls users, which fails and makes it fail; it also calls auth-service, which is not in the trace. */
async function sendTrace(app: App): Promise<void> {
  const startS = Math.floor(Date.now() / 1000) - 120;
  for (const project of ['gateway', 'users', 'auth-service']) await app.server.dsn(project);
  await sendSpans(
    app,
    'gateway',
    spansAt(startS, TRACE, [
      { id: 1, name: 'GET /me', op: 'http.server', at: [0, 900], service: 'gateway', isSegment: true },
      { id: 2, parent: 1, name: 'GET http://auth-service/verify', op: 'http.client', at: [5, 60], service: 'gateway' },
      { id: 3, parent: 1, name: 'GET http://users/7', op: 'http.client', at: [70, 880], service: 'gateway' },
    ]),
  );
  await sendSpans(
    app,
    'users',
    spansAt(startS, TRACE, [
      { id: 4, parent: 3, name: 'GET /users/:id', op: 'http.server', at: [20, 860], service: 'users', isSegment: true },
      { id: 5, parent: 4, name: 'SELECT * FROM users', op: 'db', at: [120, 820], service: 'users' },
    ]),
  );
  await app.sendEvent('users', failure('users', 5, startS + 0.82));
  await app.sendEvent('gateway', failure('gateway', 3, startS + 0.88));
  await spansStored(app, TRACE, 5);
}

export function traceTests(app: () => App): void {
  it('leads from an error to the one that caused it, and to the trace', async () => {
    await sendTrace(app());
    const [issue] = await app().list('gateway');
    const { page, problems } = await app().open(`/organizations/${app().org}/issues/${issue?.id}/`);
    const panel = page.getByRole('region', { name: 'Same trace' });
    const errors = panel.getByRole('listitem');
    await errors.nth(1).waitFor();
    expect(await errors.first().textContent()).toContain('first, likely the cause');
    await panel.getByText('users SELECT * FROM users → users GET /users/:id → gateway GET http://users/7').waitFor();
    await panel.getByRole('link', { name: 'USERS-1' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('users failed').waitFor();
    await panel.getByRole('link', { name: /Open the trace/ }).click();
    await page.getByRole('heading', { level: 1, name: 'gateway GET /me' }).waitFor();
    // The span of the event is the one that is shown.
    await page.getByRole('region', { name: 'Span', exact: true }).getByText('SELECT * FROM users').first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('shows gaps and clocks, moves by keys, and keeps the span in the URL', async () => {
    const { page, problems } = await app().open(`/organizations/${app().org}/traces/trace/${TRACE}/`);
    const tree = page.getByRole('tree', { name: 'Spans' });
    await tree.getByRole('treeitem').nth(4).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const detail = page.getByRole('region', { name: 'Span', exact: true });
    await detail.getByText(/auth-service was called and sent no span of this trace/).waitFor();
    expect(new URL(page.url()).searchParams.get('span')).toBe(hex(2));
    await page.keyboard.press('n');
    await detail.getByRole('link', { name: 'GATEWAY-1' }).waitFor();
    await page.keyboard.press('j');
    await detail.getByText(/starts 50 ms before the span of gateway that called it/).waitFor();
    await page.keyboard.press('h');
    await tree.getByText('SELECT * FROM users').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('select');
    await page.getByText('1 span found').waitFor();
    await tree.getByText('SELECT * FROM users').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('shows 10,000 spans with only the rows in sight in the page', async () => {
    const startS = Math.floor(Date.now() / 1000) - 100;
    const made = Array.from({ length: 10_000 }, (_, index): Made => ({
      id: 1000 + index,
      ...(index === 0 ? {} : { parent: 1000 + Math.floor((index - 1) / 10) }),
      name: `step ${index}`,
      op: 'function',
      at: [index / 10, index === 0 ? 1200 : index / 10 + 20],
      service: 'batch',
      isSegment: index === 0,
    }));
    for (let from = 0; from < made.length; from += 1000) {
      await sendSpans(app(), 'batch', spansAt(startS, LONG_TRACE, made.slice(from, from + 1000)));
    }
    await spansStored(app(), LONG_TRACE, 10_000);
    const { page, problems } = await app().open(`/organizations/${app().org}/traces/trace/${LONG_TRACE}/`);
    await page.getByText('10,000 spans').waitFor();
    const rows = page.getByRole('tree', { name: 'Spans' }).getByRole('treeitem');
    await rows.first().waitFor();
    expect(await rows.count()).toBeLessThan(120);
    await page.getByLabel('Find in the trace').fill('step 9999');
    await page.getByText('1 span found').waitFor();
    await rows.getByText('step 9999', { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('is found by its id', async () => {
    const { page } = await app().open(`/go/${TRACE}/`);
    await page.getByRole('heading', { level: 1, name: 'gateway GET /me' }).waitFor();
    await page.context().close();
  });

  it('says what is wrong when there is no such trace', async () => {
    const { page } = await app().open(`/organizations/${app().org}/traces/trace/${'1'.repeat(32)}/`);
    await page.getByText('Nothing is stored under this trace id.').waitFor();
    await page.context().close();
  });
}
