import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const HOUR_MS = 3_600_000;
const EVENTS = '/api/0/organizations/acme/events/';
let api: ApiHarness;
let first: { eventId: string; issueId: number };
beforeAll(async () => {
  api = await startApi({ engine: true });
  const store = (hours: number, more: Parameters<typeof storeEvent>[1]) =>
    storeEvent(api, { at: NOW - hours * HOUR_MS, ...more });
  const a = { hash: 'a1'.repeat(16) };
  first = await store(1, {
    ...a,
    user: 'id:1',
    tags: [
      ['size', '10'],
      ['region', 'eu'],
    ],
  });
  await store(1, {
    ...a,
    user: 'id:2',
    tags: [
      ['size', '30'],
      ['region', 'us'],
    ],
  });
  await store(2, { ...a, user: 'id:1', level: 'warning', tags: [['size', '20']] });
  await store(3, { project: 'payment-api', hash: 'b1'.repeat(16), title: 'Payment refused', user: 'id:3' });
});
afterAll(() => api.close());

const call = (path: string, query: Readonly<Record<string, string | readonly string[]>>) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) search.append(name, one);
  return api.call('GET', `${path}?${search.toString()}`);
};
const table = async (query: Readonly<Record<string, string | readonly string[]>>) => {
  const answer = await call(EVENTS, { dataset: 'errors', ...query });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};

describe('the table of events', () => {
  it('shows rows, the newest first, each with its id and project', async () => {
    const { data, meta } = await table({
      field: ['title', 'timestamp', 'issue', 'issue.id', 'tags[region]', 'error.handled'],
    });
    expect(data).toHaveLength(4);
    expect(data[3]).toMatchObject({ title: 'Payment refused', issue: 'PAYMENT-API-1', 'project.name': 'payment-api' });
    expect(data.map((row: { timestamp: string }) => row.timestamp)[0]).toBe(new Date(NOW - HOUR_MS).toISOString());
    const own = data.find((row: { id: string }) => row.id === first.eventId);
    expect(own).toMatchObject({ 'issue.id': first.issueId, 'tags[region]': 'eu', 'error.handled': true });
    expect(meta.fields).toMatchObject({
      title: 'string',
      timestamp: 'date',
      'issue.id': 'integer',
      'error.handled': 'boolean',
    });
  });

  it('groups by fields and counts', async () => {
    const { data, meta } = await table({
      field: ['project', 'level', 'count()', 'count_unique(user)', 'last_seen()', 'count_if(level,equals,warning)'],
      sort: ['-count()'],
    });
    expect(data).toEqual([
      {
        project: 'api-gateway',
        level: 'error',
        'count()': 2,
        'count_unique(user)': 2,
        'last_seen()': new Date(NOW - HOUR_MS).toISOString(),
        'count_if(level,equals,warning)': 0,
      },
      {
        project: 'api-gateway',
        level: 'warning',
        'count()': 1,
        'count_unique(user)': 1,
        'last_seen()': new Date(NOW - 2 * HOUR_MS).toISOString(),
        'count_if(level,equals,warning)': 1,
      },
      {
        project: 'payment-api',
        level: 'error',
        'count()': 1,
        'count_unique(user)': 1,
        'last_seen()': new Date(NOW - 3 * HOUR_MS).toISOString(),
        'count_if(level,equals,warning)': 0,
      },
    ]);
    expect(meta).toMatchObject({
      dataset: 'errors',
      fields: { 'count()': 'integer', 'last_seen()': 'date', level: 'string' },
    });
  });

  it.each([
    ['sum(tags[size,number])', 60],
    ['avg(tags[size,number])', 20],
    ['min(tags[size,number])', 10],
    ['max(tags[size,number])', 30],
    ['p50(tags[size,number])', 20],
    ['p100(tags[size,number])', 30],
    ['percentile(tags[size,number],1)', 30],
    ['count_if(tags[size,number],greaterOrEquals,20)', 2],
    ['count_if(region,notEquals,eu)', 3],
    ['epm()', 4 / (14 * 24 * 60)],
    ['eps()', 4 / (14 * 24 * 3600)],
    ['equation|count() * 2 + 1', 9],
    ['equation|(count() - count_unique(user)) / 2', 0.5],
  ])('computes %s', async (field, expected) => {
    const { data } = await table({ field: [field, 'count()'] });
    expect(data[0][field]).toBeCloseTo(expected, 8);
  });

  it('answers a division by nothing with null', async () => {
    const field = 'equation|-count() / count_if(level,equals,nothing)';
    expect((await table({ field: [field, 'count()'] })).data[0][field]).toBeNull();
  });

  it('groups by issue, whatever hashes it has, and finds what a search says', async () => {
    const { data } = await table({ field: ['issue', 'count()'], query: 'is:unresolved count():>1', sort: ['issue'] });
    expect(data).toEqual([{ issue: 'API-GATEWAY-1', 'count()': 3 }]);
    expect((await table({ field: ['count()'], query: 'project:payment-api' })).data).toEqual([{ 'count()': 1 }]);
    expect((await table({ field: ['title'], query: 'level:fatal' })).data).toEqual([]);
    expect((await table({ field: ['count()'], project: 'payment-api' })).data).toEqual([{ 'count()': 1 }]);
  });

  it('leads through pages that end at the same time', async () => {
    const seen: string[] = [];
    const query = new URLSearchParams({ dataset: 'errors', field: 'id', per_page: '3', statsPeriod: '1d' });
    let url: string | undefined = `${EVENTS}?${query.toString()}`;
    while (url !== undefined) {
      const page = await api.call('GET', url);
      seen.push(...page.body.data.map(({ id }: { id: string }) => id));
      url = /<http:\/\/sentry\.test([^>]+)>; rel="next"; results="true"/.exec(String(page.headers['link']))?.[1];
      api.now += 60_000;
    }
    api.now = NOW;
    expect(new Set(seen).size).toBe(4);
  });

  it.each([
    [{ field: 'count()', dataset: 'nowhere' }, /no dataset "nowhere" here; there is errors/],
    [{ field: 'nonsense()' }, /"nonsense\(\)" is no function/],
    [{ field: 'cout()' }, /did you mean count\(\)/],
    [{ field: 'p95(title)' }, /takes a field that is a number/],
    [{ field: 'count_if(level,is,error)' }, /compares by equals/],
    [{ field: 'count_unique()' }, /takes 1 argument/],
    [{ field: 'stack.lineno' }, /cannot be asked for/],
    [{ field: 'title', sort: 'banana' }, /"banana" is none of them/],
    [{ field: 'equation|count()' }, /at least two terms/],
    [{ field: 'equation|count() / 0' }, /division by 0/],
    [{ field: 'equation|count() + project.id' }, /cannot be mixed/],
    [{ field: 'equation|count() + (1' }, /no "\)"/],
    [{ field: 'equation|count() + 1; DROP TABLE events' }, /cannot be read/],
    [{ field: 'count()', query: 'trace:x' }, /takes 32 hexadecimal digits/],
    [{ field: 'count()', query: 'count():many' }, /takes a number/],
    [{ field: 'count()', statsPeriod: 'soon' }, /Invalid statsPeriod/],
    [{ field: 'count()', cursor: 'x' }, /Invalid cursor/],
  ])('refuses %j', async (query, message) => {
    const answer = await call(EVENTS, { dataset: 'errors', ...query } as Record<string, string>);
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(message) } });
  });

  it('refuses a table without fields, and with more than 20', async () => {
    expect((await call(EVENTS, { dataset: 'errors' })).status).toBe(400);
    expect((await call(EVENTS, { field: Array.from({ length: 21 }, (_, index) => `f${index}`) })).status).toBe(400);
  });

  it('counts the rows of a search', async () => {
    const path = '/api/0/organizations/acme/events-meta/';
    expect((await call(path, { query: 'level:error' })).body).toEqual({ count: 3 });
  });

  it('says what of a question is wrong without asking it', async () => {
    const path = '/api/0/organizations/acme/events/validate/';
    const good = await call(path, {
      dataset: 'errors',
      field: ['title', 'count()'],
      query: 'level:error',
      orderby: '-count()',
    });
    expect(good.body).toMatchObject({ valid: true, query: { valid: true, error: null } });
    const bad = await call(path, { dataset: 'errors', field: ['title', 'cout()'], query: 'timestamp:x', orderby: 'y' });
    expect(bad.body).toMatchObject({
      valid: false,
      query: { valid: false },
      field: [{ valid: true }, { valid: false }],
    });
    expect((await call(path, { dataset: 'nowhere', field: 'id' })).body).toMatchObject({
      valid: false,
      dataset: [{ valid: false }],
    });
  });
});

describe('events over time', () => {
  const SERIES = '/api/0/organizations/acme/events-timeseries/';
  const STATS = '/api/0/organizations/acme/events-stats/';
  const period = { statsPeriod: '6h', interval: '1h' };
  const sum = (points: readonly { value: number }[]) => points.reduce((total, { value }) => total + value, 0);

  it('counts by interval, and says which point is not complete', async () => {
    api.now = NOW + HOUR_MS / 2;
    const { body } = await call(SERIES, { ...period, yAxis: ['count()', 'count_unique(user)'] });
    api.now = NOW;
    expect(body.timeSeries.map(({ yAxis }: { yAxis: string }) => yAxis)).toEqual(['count()', 'count_unique(user)']);
    const [counts] = body.timeSeries;
    expect(counts.values).toHaveLength(7);
    expect(sum(counts.values)).toBe(4);
    expect(counts.values.map(({ incomplete }: { incomplete: boolean }) => incomplete).lastIndexOf(true)).toBe(6);
    expect(counts.values[0].incomplete).toBe(false);
    expect(counts.meta).toMatchObject({ valueType: 'integer', valueUnit: null, interval: HOUR_MS });
    expect(body.meta).toMatchObject({ dataset: 'errors' });
  });

  it('gives each of the largest groups a line, and the rest one', async () => {
    const { body } = await call(SERIES, { ...period, topEvents: '1', groupBy: ['project', 'level'] });
    expect(body.timeSeries).toHaveLength(2);
    expect(body.timeSeries[0]).toMatchObject({
      groupBy: [
        { key: 'project', value: 'api-gateway' },
        { key: 'level', value: 'error' },
      ],
      meta: { order: 0, isOther: false },
    });
    expect(body.timeSeries[1]).toMatchObject({ meta: { order: 1, isOther: true } });
    expect(body.timeSeries.map(({ values }: { values: [] }) => sum(values))).toEqual([2, 2]);
    const without = await call(SERIES, { ...period, topEvents: '1', groupBy: 'level', excludeOther: '1' });
    expect(without.body.timeSeries).toHaveLength(1);
  });

  it('compares with an earlier period', async () => {
    const { body } = await call(SERIES, { ...period, statsPeriod: '2h', comparisonDelta: '7200' });
    const [line] = body.timeSeries;
    expect(sum(line.values)).toBe(3);
    expect(
      line.values.reduce((total: number, point: { comparisonValue: number }) => total + point.comparisonValue, 0),
    ).toBe(1);
  });

  it('answers old clients in their shapes', async () => {
    const one = await call(STATS, { ...period, dataset: 'discover' });
    expect(one.body).toMatchObject({ meta: { fields: { 'count()': 'integer' } } });
    expect(one.body.data[0]).toEqual([expect.any(Number), [{ count: expect.any(Number) }]]);
    const two = await call(STATS, { ...period, yAxis: ['count()', 'count_unique(user)'] });
    expect(Object.keys(two.body)).toEqual(['count()', 'count_unique(user)']);
    const groups = await call(STATS, { ...period, topEvents: '2', field: ['level', 'count()'], sort: '-count()' });
    expect(Object.entries(groups.body).map(([name, line]) => [name, (line as { order: number }).order])).toEqual([
      ['error', 0],
      ['warning', 1],
      ['Other', 2],
    ]);
  });

  it.each([
    [{ dataset: 'nowhere' }],
    [{ dataset: 'tracemetrics' }],
    [{ yAxis: 'title' }],
    [{ yAxis: 'p95(title)' }],
    [{ interval: 'banana' }],
    [{ interval: '1s', statsPeriod: '90d' }],
    [{ topEvents: '11', groupBy: 'level' }],
    [{ topEvents: '2' }],
  ])('refuses %j on both', async (query) => {
    expect((await call(SERIES, query as Record<string, string>)).status).toBe(400);
    expect((await call(STATS, query as Record<string, string>)).status).toBe(400);
  });
});
