import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { createSampler, profileRate, traceRate, type SamplingContext } from './sampler.ts';

const policy = {
  ...defaultPolicy,
  sampling: {
    ...defaultPolicy.sampling,
    routes: [
      { route: 'GET /checkout', rate: 1 },
      { route: '/admin/*', rate: 0.5 },
    ],
  },
};
const sampler = createSampler(policy, { rate: 0.1, ignored: ['/internal/status', 'POST /bulk', '/debug/*'] });

/** The same request as the majors describe it. */
const requests: readonly (readonly [string, (path: string) => SamplingContext])[] = [
  [
    '8 and 9',
    (path) => ({
      name: `GET ${path}`,
      attributes: { 'sentry.op': 'http.server', 'http.method': 'GET', 'http.target': path },
    }),
  ],
  [
    '10',
    (path) => ({
      name: `GET ${path}`,
      attributes: { 'sentry.op': 'http.server', 'http.request.method': 'GET', 'url.path': path },
    }),
  ],
  [
    '11',
    (path) => ({
      name: 'GET',
      attributes: { 'sentry.op': 'http.server', 'http.request.method': 'GET', 'url.path': path },
      inheritOrSampleWith: (rate) => rate,
    }),
  ],
  [
    'by its request only',
    (path) => ({
      name: 'GET',
      attributes: { 'sentry.op': 'http.server' },
      normalizedRequest: { url: `http://a:1${path}` },
    }),
  ],
];

describe.each(requests)('a request on %s', (_major, request) => {
  it.each([
    ['/health', 0],
    ['/health?deep=1', 0],
    ['/readiness/', 0],
    ['/metrics', 0],
    ['/internal/status', 0],
    ['/debug/x', 0],
    ['/healthcare', 0.1],
    ['/healthcare/health', 0.1],
    ['/ready-or-not', 0.1],
    ['/admin/users', 0.5],
    ['/', 0.1],
  ])('%s → %d', (path, rate) => expect(sampler(request(path))).toBe(rate));
  it('a health probe with a sampled parent stays out', () => {
    expect(sampler({ ...request('/health'), parentSampled: true, inheritOrSampleWith: () => 1 })).toBe(0);
  });
});

it('the parent decides for everything else', () => {
  expect(sampler({ attributes: { 'sentry.op': 'http.server', 'url.path': '/a' }, parentSampled: true })).toBe(1);
  expect(sampler({ attributes: { 'sentry.op': 'http.server', 'url.path': '/a' }, parentSampled: false })).toBe(0);
  expect(sampler({ attributes: { 'sentry.op': 'db' }, parentSampled: true, inheritOrSampleWith: () => 1 })).toBe(1);
});

it.each(['db', 'db.redis', 'cache.get', 'file', 'queue'])('%s starts no trace of its own', (operation) => {
  expect(sampler({ attributes: { 'sentry.op': operation } })).toBe(0);
});

it.each(['http.client', 'queue.process', 'queue.publish', 'function', 'cron'])('%s may', (operation) => {
  expect(sampler({ attributes: { 'sentry.op': operation } })).toBe(0.1);
});

it.each([
  ['rpc', 0],
  ['queue.receive', 0],
  ['queue.publish', 0.1],
])('a call to AWS of the kind %s without a parent → %d', (operation, rate) => {
  expect(sampler({ attributes: { 'sentry.op': operation, 'rpc.system': 'aws-api' } })).toBe(rate);
});

it('a path in a client span is not a health probe of ours', () => {
  const context = { attributes: { 'sentry.op': 'http.client', 'url.path': '/health' }, parentSampled: true };
  expect(sampler(context)).toBe(1);
});

it('where the SDK cannot, a stranger does not decide', () => {
  const strict = createSampler(policy, { rate: 0.1, ignored: [], boundary: { organizationId: '7' } });
  const from = (baggage: string | undefined, parentSampled: boolean): SamplingContext => ({
    attributes: { 'http.target': '/a', 'sentry.op': 'http.server' },
    parentSampled,
    normalizedRequest: { headers: { 'sentry-trace': 'x', ...(baggage === undefined ? {} : { baggage }) } },
  });
  expect(strict(from(undefined, true))).toBe(0.1);
  expect(strict(from('sentry-org_id=8,sentry-sample_rate=1', true))).toBe(0.1);
  expect(strict(from('a=b, sentry-org_id=7', true))).toBe(1);
});

it('rates come from the environment, within bounds', () => {
  expect(traceRate(defaultPolicy.sampling, 'production', undefined)).toBe(0.1);
  expect(traceRate(defaultPolicy.sampling, 'staging', undefined)).toBe(1);
  expect(traceRate(defaultPolicy.sampling, 'production', 0.5)).toBe(0.5);
  expect(traceRate(defaultPolicy.sampling, 'production', 7)).toBe(1);
  expect(profileRate(defaultPolicy.sampling, 'production', undefined)).toBe(0.1);
});
