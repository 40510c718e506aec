import { afterAll, beforeAll, expect, it } from 'vitest';
import { OUTCOME_REASONS } from '@garrison/protocol';
import { NOW, startApi, type ApiHarness } from '../api-harness.ts';

const HOUR_MS = 3_600_000;
const STATS = '/api/0/organizations/acme/stats_v2/';
let api: ApiHarness;

beforeAll(async () => {
  api = await startApi({ engine: true });
  const [first, second] = [...api.projects.values()].map(({ id }) => id);
  const row = { organizationId: 1, projectId: first ?? 0, keyId: 1, category: 'error', reason: '', at: NOW - HOUR_MS };
  await api.events.insert(
    {
      events: [],
      sessions: [],
      outcomes: [
        { ...row, outcome: 'accepted', quantity: 5 },
        { ...row, outcome: 'accepted', quantity: 2, at: NOW - 3 * HOUR_MS },
        { ...row, outcome: 'rate_limited', reason: 'key_quota', quantity: 3 },
        { ...row, outcome: 'accepted', quantity: 7, projectId: second ?? 0, category: 'attachment' },
        { ...row, outcome: 'accepted', quantity: 99, organizationId: 2 },
      ],
      outcome_minutes: [
        { ...row, outcome: 'accepted', quantity: 4, at: NOW - 90_000 },
        { ...row, outcome: 'accepted', quantity: 1, at: NOW - 30 * 60_000 },
      ],
    },
    'outcomes',
  );
});
afterAll(() => api.close());

it('counts by outcome and reason, hour by hour', async () => {
  const { body } = await api.call(
    'GET',
    `${STATS}?field=sum(quantity)&groupBy=outcome&groupBy=reason&category=error&statsPeriod=6h`,
  );
  expect(body.intervals).toHaveLength(6);
  const groups = new Map(body.groups.map((group: { by: { outcome: string } }) => [group.by.outcome, group]));
  expect(groups.get('accepted')).toEqual({
    by: { outcome: 'accepted', reason: '' },
    totals: { 'sum(quantity)': 7 },
    series: { 'sum(quantity)': [0, 0, 0, 2, 0, 5] },
  });
  expect(groups.get('rate_limited')).toMatchObject({ by: { reason: 'key_quota' }, totals: { 'sum(quantity)': 3 } });
});

it('counts minute by minute, and in steps of minutes', async () => {
  const ask = (interval: string) =>
    api.call('GET', `${STATS}?field=sum(quantity)&category=error&statsPeriod=1h&interval=${interval}`);
  const { body } = await ask('1m');
  expect(body.intervals.length).toBeGreaterThanOrEqual(60);
  const counts = body.groups[0].series['sum(quantity)'] as number[];
  expect(counts.filter((count) => count > 0)).toEqual([1, 4]);
  expect((await ask('30m')).body.groups[0].totals).toEqual({ 'sum(quantity)': 5 });
});

it.each([
  ['30s', '1h'],
  ['90m', '1d'],
  ['2d', '7d'],
  ['1m', '7d'],
])('refuses an interval of %s over %s', async (interval, statsPeriod) => {
  const { status, body } = await api.call(
    'GET',
    `${STATS}?field=sum(quantity)&statsPeriod=${statsPeriod}&interval=${interval}`,
  );
  expect(status).toBe(400);
  expect(body.interval).toHaveLength(1);
});

it('counts by project, category and key', async () => {
  const { body } = await api.call(
    'GET',
    `${STATS}?field=sum(quantity)&groupBy=project&groupBy=category&groupBy=key&interval=1d&outcome=accepted`,
  );
  const second = api.projects.get('payment-api')?.id;
  expect(body.groups).toHaveLength(2);
  expect(body.groups).toContainEqual(
    expect.objectContaining({
      by: { project: second, category: 'attachment', key: '1' },
      totals: { 'sum(quantity)': 7 },
    }),
  );
  const one = await api.call('GET', `${STATS}?field=sum(quantity)&project=payment-api`);
  expect(one.body.groups).toMatchObject([{ by: {}, totals: { 'sum(quantity)': 7 } }]);
});

it('sums up per project', async () => {
  const { body } = await api.call('GET', '/api/0/organizations/acme/stats-summary/?field=sum(quantity)');
  expect(body.projects).toHaveLength(2);
  expect(body.projects[0].stats).toEqual([
    { category: 'error', outcomes: { accepted: 7, rate_limited: 3 }, totals: { dropped: 3, 'sum(quantity)': 10 } },
  ]);
});

it('has a sentence for every reason', async () => {
  const { body } = await api.call('GET', '/api/garrison/organizations/acme/outcomes/reasons/');
  for (const reason of Object.values(OUTCOME_REASONS)) expect(body.reasons[reason].text).toMatch(/\.$/);
});

it('leads from a reason to where it can be changed, and to the web app’s own pages only', async () => {
  const { body } = await api.call('GET', '/api/garrison/organizations/acme/outcomes/reasons/');
  const urls = Object.entries<{ settingUrl: string | null }>(body.reasons).filter(([, { settingUrl }]) => settingUrl);
  const keys = '/settings/acme/projects/#keys';
  expect(Object.fromEntries(urls.map(([reason, { settingUrl }]) => [reason, settingUrl]))).toEqual({
    key_quota: keys,
    key_disabled: keys,
    wrong_project: keys,
    processing_error: '/organizations/acme/stats/#dead-letters',
  });
});
