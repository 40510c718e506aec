import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';
import { sendItem } from './send-event.ts';

interface Sample {
  readonly durationMs: number;
  readonly rate: number;
  readonly failed: boolean;
}

/** Fast spans that were all kept, and slow ones of which one in ten was kept. */
const samples: readonly Sample[] = [
  ...Array.from({ length: 11 }, (_, index) => ({ durationMs: 100 + index, rate: 1, failed: false })),
  ...Array.from({ length: 9 }, (_, index) => ({ durationMs: 500 + index, rate: 0.1, failed: true })),
];
const start = Math.floor(Date.now() / 1000) - 60;

let server: GarrisonServer;
let organization: string;
const pathOf = (endpoint: string, query: readonly (readonly [string, string])[]) => {
  const search = new URLSearchParams({ statsPeriod: '1h' });
  for (const [name, value] of query) search.append(name, value);
  return `/api/0/organizations/${organization}/${endpoint}/?${search}`;
};

beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  const items = samples.map(({ durationMs, rate, failed }, index) => ({
    trace_id: 'ab'.repeat(16),
    span_id: (index + 1).toString(16).padStart(16, '0'),
    name: 'sampled',
    start_timestamp: start,
    end_timestamp: start + durationMs / 1000,
    is_segment: true,
    status: failed ? 'error' : 'ok',
    attributes: {
      'sentry.sample_rate': { type: 'double', value: rate },
      'user.id': { type: 'string', value: `user-${index % 3}` },
    },
  }));
  const payload = { version: 2, items };
  await sendItem(await server.dsn('sampled'), { id: 'cd'.repeat(16), type: 'span', payload });
  const stored = pathOf('events', [
    ['dataset', 'spans'],
    ['field', 'count_sample()'],
  ]);
  await readBack<{ data: Record<string, number>[] }>(
    server,
    stored,
    ({ data }) => data[0]?.['count_sample()'] === samples.length,
  );
});
afterAll(() => server.stop());

/** What the functions must answer, when a sample counts as many as `weightOf` says. */
function expectedOf(weightOf: (sample: Sample) => number) {
  const sumOf = (some: readonly Sample[], value: (sample: Sample) => number = () => 1) =>
    some.reduce((sum, sample) => sum + value(sample) * weightOf(sample), 0);
  const all = sumOf(samples);
  const failed = samples.filter((sample) => sample.failed);
  const expanded = samples.flatMap((sample) => Array.from({ length: weightOf(sample) }, () => sample.durationMs));
  const rankOf = (share: number) => expanded[Math.ceil(share * expanded.length) - 1] ?? 0;
  const exact = {
    'count()': all,
    'count(span.duration)': all,
    'count_if(span.duration,greaterOrEquals,505)': sumOf(samples.filter(({ durationMs }) => durationMs >= 505)),
    'count_if(span.status,notEquals,ok)': sumOf(failed),
    'sum(span.duration)': sumOf(samples, ({ durationMs }) => durationMs),
    'avg(span.duration)': sumOf(samples, ({ durationMs }) => durationMs) / all,
    'failure_count()': sumOf(failed),
    'failure_rate()': sumOf(failed) / all,
    'apdex(200)': (all - sumOf(failed) + sumOf(failed) / 2) / all,
    'epm()': all / 60,
    'eps()': all / 3600,
    'min(span.duration)': 100,
    'max(span.duration)': 508,
    'count_unique(user)': 3,
    'count_sample()': samples.length,
  };
  const near = {
    'p50(span.duration)': rankOf(0.5),
    'p90(span.duration)': rankOf(0.9),
    'percentile(span.duration,0.1)': rankOf(0.1),
    'percentile(span.duration,0.5)': rankOf(0.5),
  };
  return { all, exact, near };
}

const plain = [['disableAggregateExtrapolation', '1']] as const;
const cases = [
  {
    says: 'counts each stored span as 1 / sample rate',
    more: [],
    weightOf: ({ rate }: Sample) => Math.round(1 / rate),
  },
  { says: 'counts each stored span as one when the caller asks for it', more: plain, weightOf: () => 1 },
];

describe.each(cases)('$says', ({ more, weightOf }) => {
  const { all, exact, near } = expectedOf(weightOf);

  it.each(['spans', 'transactions'])('in a table of %s', async (dataset) => {
    const ask = async (fields: readonly string[]) => {
      const path = pathOf('events', [['dataset', dataset], ...fields.map((one) => ['field', one] as const), ...more]);
      return (await readBack<{ data: Record<string, number>[] }>(server, path)).data[0] ?? {};
    };
    const found = { ...(await ask(Object.keys(exact))), ...(await ask(Object.keys(near))) };
    for (const [name, value] of Object.entries(exact)) expect(found[name], name).toBeCloseTo(value, 2);
    // The digest interpolates between neighbours, which are 1 ms apart.
    for (const [name, value] of Object.entries(near)) {
      expect(Math.abs((found[name] ?? Number.NaN) - value), name).toBeLessThanOrEqual(1.01);
    }
  });

  it('over time, in both shapes', async () => {
    const query = [['dataset', 'spans'], ['interval', '1h'], ['yAxis', 'count()'], ...more] as const;
    const { timeSeries } = await readBack<{ timeSeries: { values: { value: number }[] }[] }>(
      server,
      pathOf('events-timeseries', query),
    );
    expect(timeSeries[0]?.values.reduce((sum, { value }) => sum + value, 0)).toBe(all);
    const { data } = await readBack<{ data: [number, { count: number }[]][] }>(server, pathOf('events-stats', query));
    expect(data.reduce((sum, [, [point]]) => sum + (point?.count ?? 0), 0)).toBe(all);
  });
});

it('refuses a value of the option that it does not know', async () => {
  const path = pathOf('events', [
    ['dataset', 'spans'],
    ['field', 'count()'],
    ['disableAggregateExtrapolation', 'yes'],
  ]);
  expect((await server.api(path)).status).toBe(400);
});
