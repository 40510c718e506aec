import { join } from 'node:path';
import { type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';

const here = import.meta.dirname;
const MAJORS = ['v9', 'v10', 'v11'];

type Row = Readonly<Record<string, unknown>>;

let server: GarrisonServer;
let organization: string;

const table = (query: Record<string, string | string[]>) => {
  const search = new URLSearchParams({ dataset: 'logs', statsPeriod: '1h' });
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one);
  return `/api/0/organizations/${organization}/events/?${search}`;
};
const rows = async (query: Record<string, string | string[]>): Promise<readonly Row[]> =>
  (await (await server.api(table(query))).json()).data;

beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  for (const major of MAJORS) {
    const folder = join(here, '../../testkit/sdks', major);
    const program = startProgram(process.execPath, [join(here, 'apps/logging.mjs'), folder, `shop-${major}`], {
      env: { ...process.env, SENTRY_DSN: await server.dsn(`shop-${major}`) },
    });
    await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  }
  await readBack<{ data: Row[] }>(server, table({ field: 'count()' }), ({ data }) => data[0]?.['count()'] === 9);
});
afterAll(() => server.stop());

describe.each(MAJORS)('logs of SDK %s', (major) => {
  it('are stored with severity, attributes and release', async () => {
    const field = ['severity', 'message', 'project', 'cart.items', 'isNew', 'release', 'environment'];
    const found = await rows({
      field,
      query: `project:shop-${major}`,
      sort: ['timestamp', 'sentry.timestamp.sequence'],
    });
    expect(found.map((row) => `${String(row['severity'])} ${String(row['message'])}`).toSorted()).toEqual([
      `error shop-${major} failed after 4 attempts`,
      `info shop-${major} starts`,
      'warn the card of customer 7 is refused',
    ]);
    const start = found.find((row) => row['severity'] === 'info');
    expect(start).toMatchObject({ isNew: 'true', release: `shop-${major}@1.0.0`, environment: 'production' });
    expect(Number(start?.['cart.items'])).toBe(3);
  });

  it('are scrubbed', async () => {
    const [found] = await rows({ field: ['password'], query: `project:shop-${major} severity:warn` });
    expect(found).toMatchObject({ password: '[Filtered]' });
  });

  it('lead to their trace, and the trace to them', async () => {
    const [line] = await rows({ field: ['trace', 'id'], query: `project:shop-${major} severity:error` });
    const trace = String(line?.['trace']);
    const { data } = await readBack<{ data: Row[] }>(
      server,
      `/api/0/organizations/${organization}/trace-logs/?traceId=${trace}&statsPeriod=1h&sort=timestamp`,
    );
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({ trace, severity: expect.any(String), message: expect.any(String) });
    const meta = await readBack<Row>(server, `/api/0/organizations/${organization}/trace-meta/${trace}/`);
    expect(meta).toMatchObject({ logsCount: 3, logs: 3 });
  });
});

describe('the dataset of logs', () => {
  it.each([
    ['severity:error', 3],
    ['severity:[error, warn]', 6],
    ['refused', 3],
    ['cart.items:>2', 3],
    ['!has:cart.items', 6],
    ['message:*attempts', 3],
  ])('finds %s', async (query, count) => {
    expect(await rows({ field: ['count()'], query })).toEqual([{ 'count()': count }]);
  });

  it('counts by service and severity', async () => {
    const found = await rows({ field: ['project', 'severity', 'count()'], sort: ['project', 'severity'] });
    expect(found).toHaveLength(9);
  });

  it('counts lines and bytes as accepted', async () => {
    const path = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&groupBy=category&groupBy=outcome&statsPeriod=1d&interval=1h`;
    const { groups } = await (await server.api(path)).json();
    const totals = groups.map((group: { by: Row; totals: Row }) => [
      group.by['category'],
      group.by['outcome'],
      group.totals['sum(quantity)'],
    ]);
    expect(totals).toEqual(
      expect.arrayContaining([
        ['log_item', 'accepted', 9],
        ['log_byte', 'accepted', expect.any(Number)],
      ]),
    );
  });

  it.each(['', 'traceId=x'])('asks for a trace: ?%s is answered 400', async (query) => {
    expect((await server.api(`/api/0/organizations/${organization}/trace-logs/?${query}`)).status).toBe(400);
  });
});
