import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, type ApiHarness } from '../api-harness.ts';
import type { SessionRow } from '../../store/index.ts';

const HOUR = 3_600_000;
let api: ApiHarness;
let projectId: number;
let lastId = 0;

const id = (): string => (++lastId).toString(16).padStart(32, '0');

function session(more: Partial<SessionRow>): SessionRow {
  return {
    organizationId: 1,
    projectId,
    sessionId: id(),
    isCount: false,
    distinctId: '',
    sequence: 1,
    isFirst: true,
    started: NOW - HOUR,
    receivedAt: NOW,
    status: 'ok',
    errors: 0,
    duration: -1,
    quantity: 1,
    release: 'shop@1.0.0',
    environment: 'production',
    ...more,
  };
}

beforeAll(async () => {
  api = await startApi({ engine: true });
  projectId = api.projects.get('api-gateway')?.id ?? 0;
  const crashing = { sessionId: id(), distinctId: 'ada' };
  await api.events.insert(
    {
      sessions: [
        // Two updates of one session.
        session({ ...crashing, errors: 1 }),
        session({ ...crashing, sequence: 2, isFirst: false, status: 'crashed', errors: 1 }),
        session({ distinctId: 'bob', status: 'exited' }),
        session({ distinctId: 'bob', errors: 2, started: NOW - 3 * HOUR }),
        session({ distinctId: '00000000-0000-0000-0000-000000000000' }),
        session({ isCount: true, quantity: 16, status: 'exited', release: 'shop@2.0.0' }),
        session({ isCount: true, quantity: 4, status: 'abnormal', release: 'shop@2.0.0', environment: 'staging' }),
      ],
    },
    'sessions-of-the-test',
  );
});
afterAll(() => api.close());

const ask = (query: string) => api.call('GET', `/api/0/organizations/acme/sessions/?${query}`);

describe('sessions', () => {
  it('counts sessions and users, each once', async () => {
    const { body } = await ask(
      'field=sum(session)&field=count_unique(user)&field=crash_free_rate(session)&field=crash_rate(user)&includeSeries=0',
    );
    expect(body.groups).toEqual([
      {
        by: {},
        totals: {
          'sum(session)': 24,
          'count_unique(user)': 2,
          'crash_free_rate(session)': 23 / 24,
          'crash_rate(user)': 1 / 2,
        },
        series: {},
      },
    ]);
  });

  it('groups by release and status', async () => {
    const { body } = await ask('field=sum(session)&groupBy=release&groupBy=session.status&includeSeries=0');
    const counts = body.groups.map((group: { by: Record<string, string>; totals: Record<string, number> }) => [
      group.by['release'],
      group.by['session.status'],
      group.totals['sum(session)'],
    ]);
    expect(counts).toEqual([
      ['shop@1.0.0', 'abnormal', 0],
      ['shop@1.0.0', 'crashed', 1],
      ['shop@1.0.0', 'errored', 1],
      ['shop@1.0.0', 'healthy', 2],
      ['shop@1.0.0', 'unhandled', 0],
      ['shop@2.0.0', 'abnormal', 4],
      ['shop@2.0.0', 'crashed', 0],
      ['shop@2.0.0', 'errored', 0],
      ['shop@2.0.0', 'healthy', 16],
      ['shop@2.0.0', 'unhandled', 0],
    ]);
  });

  it('draws a series, by hours of a day', async () => {
    const { body } = await ask('field=sum(session)&interval=1h&statsPeriod=4h&query=release:shop@1.0.0');
    expect(body.intervals).toHaveLength(4);
    expect(body.groups[0].series['sum(session)']).toEqual([0, 1, 0, 3]);
  });

  it('searches versions, environments and projects', async () => {
    const sum = async (query: string) =>
      (await ask(`field=sum(session)&includeSeries=0&${query}`)).body.groups[0]?.totals['sum(session)'] ?? 0;
    expect(await sum('query=release.version:>=2.0.0')).toBe(20);
    expect(await sum('environment=staging')).toBe(4);
    expect(await sum('query=release:shop@3*')).toBe(0);
  });

  it.each([
    ['field=sum(event)', 'field'],
    ['field=crash_rate(session)&groupBy=session.status', 'field'],
    ['field=sum(session)&interval=7h', 'interval'],
    ['field=sum(session)&interval=10m', 'interval'],
    ['field=sum(session)&orderBy=count_unique(user)', 'orderBy'],
    ['field=sum(session)&groupBy=country', 'groupBy'],
  ])('refuses %s', async (query, field) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(Object.keys(body)).toEqual([field]);
  });
});
