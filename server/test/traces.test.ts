import { join } from 'node:path';
import { type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';

const here = import.meta.dirname;
const sdks = join(here, '../../testkit/sdks');

interface Item {
  readonly event_type: 'span' | 'error';
  readonly event_id: string;
  readonly project_slug: string;
  readonly name: string;
  readonly op: string;
  readonly description: string;
  readonly short_id: string | null;
  readonly duration: number;
  readonly children: readonly Item[];
  readonly errors: readonly Item[];
  readonly additional_attributes: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly headers: Readonly<Record<'sentry-trace' | 'baggage', string>>;
  readonly error: string;
}

let server: GarrisonServer;
let organization: string;
let traceId: string;
let trace: readonly Item[];

/** Runs one service; gives what the next one receives. */
async function call(major: string, service: string, headers: object): Promise<Answer> {
  const program = startProgram(process.execPath, [join(here, 'apps/traced.mjs'), join(sdks, major), service], {
    env: { ...process.env, SENTRY_DSN: await server.dsn(service), TRACE_HEADERS: JSON.stringify(headers) },
  });
  await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  const line = program
    .output()
    .split('\n')
    .find((one) => one.startsWith('{"headers"'));
  if (line === undefined) throw new Error(program.output());
  return JSON.parse(line) as Answer;
}

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...flat(item.children ?? [])]);
}

/** A request that passes services on SDK 10, on SDK 11, and on 10 again. */
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  const gateway = await call('v10', 'gateway', {});
  const auth = await call('v11', 'auth', gateway.headers);
  await call('v10', 'payments', auth.headers);
  traceId = gateway.headers['sentry-trace'].split('-')[0] ?? '';
  const path = `/api/0/organizations/${organization}/trace/${traceId}/`;
  trace = await readBack<readonly Item[]>(server, path, (items) => flat(items).length >= 9);
});
afterAll(() => server.stop());

describe('one request over three services', () => {
  it('is one tree, whichever form its spans came in', () => {
    expect(trace).toHaveLength(1);
    const spans = flat(trace);
    expect(spans.map(({ name, project_slug }) => `${project_slug}: ${name}`)).toEqual([
      'gateway: POST /gateway',
      'gateway: SELECT 1',
      'gateway: call the next service',
      'auth: POST /auth',
      'auth: SELECT 1',
      'auth: call the next service',
      'payments: POST /payments',
      'payments: SELECT 1',
      'payments: call the next service',
    ]);
    expect(spans[3]).toMatchObject({
      op: 'http.server',
      additional_attributes: { service: 'auth', environment: 'production', release: 'auth@1.0.0' },
    });
  });

  it('shows each error in the span that it happened in, with its issue', () => {
    const failed = flat(trace).filter(({ errors }) => errors.length > 0);
    expect(failed.map(({ name }) => name)).toEqual(Array.from({ length: 3 }, () => 'call the next service'));
    expect(failed.map(({ errors }) => errors[0]?.description)).toEqual([
      'TypeError: gateway failed',
      'TypeError: auth failed',
      'TypeError: payments failed',
    ]);
    expect(failed[1]?.errors[0]?.short_id).toBe('AUTH-1');
  });

  it('is counted', async () => {
    const response = await server.api(`/api/0/organizations/${organization}/trace-meta/${traceId}/`);
    expect(await response.json()).toMatchObject({
      spansCount: 9,
      span_count: 9,
      errorsCount: 3,
      errors: 3,
      spansCountMap: { db: 3, 'http.client': 3, 'http.server': 3 },
    });
  });
});

describe('the errors of one trace', () => {
  const errorsOf = async (event: string) => {
    const path = `/api/garrison/organizations/${organization}/traces/${traceId}/errors/?event=${event}`;
    return readBack<{
      errors: { eventId: string; title: string; shortId: string; isLikelyCause: boolean }[];
      hasMore: boolean;
      path: { name: string; project: string }[];
    }>(server, path);
  };

  it('come in order over all projects, the first as the likely cause, with the path from it', async () => {
    const { errors, hasMore } = await errorsOf('');
    expect(errors.map(({ shortId, title, isLikelyCause }) => [shortId, title, isLikelyCause])).toEqual([
      ['GATEWAY-1', 'TypeError: gateway failed', true],
      ['AUTH-1', 'TypeError: auth failed', false],
      ['PAYMENTS-1', 'TypeError: payments failed', false],
    ]);
    expect(hasMore).toBe(false);
    const { path } = await errorsOf(errors[2]?.eventId ?? '');
    expect(path.map(({ project, name }) => `${project}: ${name}`)).toEqual([
      'gateway: call the next service',
      'auth: POST /auth',
      'payments: POST /payments',
      'payments: call the next service',
    ]);
  });

  it('a span is shown with everything that was sent of it', async () => {
    const span = flat(trace)[1];
    const path = `/api/0/projects/${organization}/gateway/trace-items/${span?.event_id}/?trace_id=${traceId}&item_type=spans`;
    const { itemId, attributes } = await readBack<{ itemId: string; attributes: unknown[] }>(server, path);
    expect(itemId).toBe(span?.event_id);
    expect(attributes).toContainEqual({ name: 'db.system', type: 'str', value: 'postgresql' });
    expect(attributes).toContainEqual({ name: 'span.op', type: 'str', value: 'db' });
  });

  it.each([
    ['0123456789abcdef', 404],
    ['x', 404],
  ])('item %s is answered %i', async (item, status) => {
    const path = `/api/0/projects/${organization}/gateway/trace-items/${item}/?trace_id=${traceId}`;
    expect((await server.api(path)).status).toBe(status);
  });
});

describe('spans as a dataset', () => {
  const events = async (query: Record<string, string | string[]>) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one);
    const response = await server.api(`/api/0/organizations/${organization}/events/?${search.toString()}`);
    // What a test reads of an answer is what the test is about.
    return {
      status: response.status,
      body: (await response.json()) as { data: Record<string, unknown>[]; detail?: unknown },
    };
  };

  it('answers the functions of Sentry by route', async () => {
    const { body } = await events({
      dataset: 'transactions',
      field: ['transaction', 'count()', 'p95()', 'failure_rate()', 'apdex(300)', 'epm()'],
      sort: 'transaction',
    });
    expect(
      body.data.map((row) => [row['transaction'], row['count()'], row['apdex(300)'], row['failure_rate()']]),
    ).toEqual([
      ['POST /auth', 1, 1, 0],
      ['POST /gateway', 1, 1, 0],
      ['POST /payments', 1, 1, 0],
    ]);
  });

  it.each([
    ['span.op:db', 3],
    ['db.system:postgresql', 3],
    ['has:db.system', 3],
    ['!has:db.system', 6],
    ['service:auth is_transaction:true', 1],
    ['span.duration:>=0ms', 9],
    ['SELECT', 3],
    ['transaction:"POST /auth" span.op:http.client', 1],
  ])('finds %s', async (query, count) => {
    const { body } = await events({ dataset: 'spans', field: ['count()'], query });
    expect(body.data).toEqual([{ 'count()': count }]);
  });

  it('says that spans belong to no issues', async () => {
    expect(await events({ dataset: 'spans', field: ['id'], query: 'is:unresolved' })).toMatchObject({ status: 400 });
  });

  it('counts transactions and spans as accepted', async () => {
    const path = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&groupBy=category&groupBy=outcome&statsPeriod=1d&interval=1h`;
    const response = await server.api(path);
    const { groups } = (await response.json()) as {
      groups: { by: Record<string, string>; totals: Record<string, number> }[];
    };
    const totals = groups.map(({ by, totals: of }) => [by['category'], by['outcome'], of['sum(quantity)']]);
    expect(totals).toEqual(
      expect.arrayContaining([
        ['span', 'accepted', 9],
        ['transaction', 'accepted', 2],
      ]),
    );
  });
});

it.each(['x', '0'.repeat(31), 'g'.repeat(32)])('%s is no trace id', async (id) => {
  const response = await server.api(`/api/0/organizations/${organization}/trace/${id}/`);
  expect(response.status).toBe(400);
});

it('a trace that nothing is known of is empty', async () => {
  const response = await server.api(`/api/0/organizations/${organization}/trace/${'1'.repeat(32)}/`);
  expect(await response.json()).toEqual([]);
});
