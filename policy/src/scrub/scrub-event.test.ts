import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy, strictPolicy } from '../default-policy.ts';
import { scrubOptions } from '../node-hooks.ts';
import type { Policy } from '../policy.ts';
import { minimalEvent } from './minimal.ts';
import { createPayloadScrubber, type PayloadScrubber } from './scrub-event.ts';
import { createScrubber } from './scrubber.ts';
import { selfTestScrubber } from './self-test.ts';

const scrubberOf = (policy: Policy): PayloadScrubber =>
  createPayloadScrubber(policy, createScrubber(scrubOptions(policy.scrubbing)));
const scrubber = scrubberOf(defaultPolicy);
const strict = scrubberOf(strictPolicy);

describe('an error event', () => {
  it('lets out the allowed headers and no more', () => {
    const { request } = scrubber.event({
      request: {
        method: 'POST',
        url: 'https://a.example/orders?token=x#y',
        headers: { 'User-Agent': 'curl', Authorization: 'x', 'X-Own-Key': 'x', cookie: 'x', Referer: 'https://b?x' },
        cookies: { a: 'x' },
        data: 'x',
        query_string: 'x',
        env: { REMOTE_ADDR: 'x' },
      },
    });
    expect(request).toEqual({ method: 'POST', url: 'https://a.example/orders', headers: { 'User-Agent': 'curl' } });
  });
  it('keeps the user’s id only', () => {
    expect(scrubber.event({ user: { id: '7', email: 'a@b.io', ip_address: '10.0.0.1', plan: 'x' } })['user']).toEqual({
      id: '7',
    });
    expect(strict.event({ user: { id: '7' } })).not.toHaveProperty('user');
  });
  it('scrubs exceptions, their causes and mechanisms, and drops variables', () => {
    const event = scrubber.event({
      exception: {
        values: [
          { type: 'Error', value: 'token=abc', mechanism: { type: 'x', data: { password: 'abc' } } },
          {
            type: 'Error',
            value: 'fine',
            stacktrace: { frames: [{ function: 'f', context_line: 'const a = 1', vars: { a: 'abc' } }] },
          },
        ],
      },
    });
    expect(JSON.stringify(event)).not.toContain('abc');
    expect(JSON.stringify(event)).toContain('const a = 1');
  });
  it('understands breadcrumbs as a list and as an object with values', () => {
    const crumb = { category: 'x', message: 'password=abc' };
    const expected = { category: 'x', message: 'password=[Filtered]' };
    expect(scrubber.event({ breadcrumbs: [crumb] })['breadcrumbs']).toEqual([expected]);
    expect(scrubber.event({ breadcrumbs: { values: [crumb] } })['breadcrumbs']).toEqual({ values: [expected] });
  });
  it('leaves the names of the organisation’s own things alone, but nothing within them', () => {
    const tags = { service: 'auth:login', team: 'token=x', route: 'password:reset' };
    expect(scrubber.event({ tags })['tags']).toEqual(tags);
    expect(scrubber.event({ extra: { service: { password: 'abc' }, status: [{ token: 'abc' }] } })['extra']).toEqual({
      service: { password: '[Filtered]' },
      status: [{ token: '[Filtered]' }],
    });
  });
  it('keeps the name of a route, not what came in a URL', () => {
    const transaction = 'POST /password:reset';
    expect(scrubber.event({ transaction, transaction_info: { source: 'route' } })['transaction']).toBe(transaction);
    expect(scrubber.event({ transaction, transaction_info: { source: 'url' } })['transaction']).not.toBe(transaction);
  });
  it('does not change what it was given', () => {
    const event = Object.freeze({
      extra: Object.freeze({ password: 'abc', list: Object.freeze([Object.freeze({ token: 'x' })]) }),
    });
    expect(scrubber.event(event)['extra']).toEqual({ password: '[Filtered]', list: [{ token: '[Filtered]' }] });
    expect(event.extra.password).toBe('abc');
  });
  it('is bounded in depth, breadth and length', () => {
    const deep: Record<string, unknown> = {};
    deep['self'] = deep;
    const wide = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, index]));
    const event = scrubber.event({ extra: { deep, wide, long: 'x'.repeat(100_000), bytes: Buffer.from('abc') } });
    const extra = event['extra'] as { deep: object; wide: object; long: string; bytes: unknown };
    expect(JSON.stringify(extra.deep)).toContain('[Filtered]');
    expect(Object.keys(extra.wide)).toHaveLength(defaultPolicy.limits.breadth);
    expect(extra.long).toHaveLength(defaultPolicy.limits.textLength + 1);
    expect(extra.bytes).toBe('[Filtered]');
  });
});

describe('spans', () => {
  it('of both shapes lose queries, literals, headers, addresses and raw error texts', () => {
    const attributes = {
      'url.full': 'https://a.example/x?y=abc',
      'url.query': 'y=abc',
      'http.target': '/x?y=abc',
      'http.request.header.authorization': 'abc',
      'http.request.header.x_forwarded_for': 'abc',
      'http.request.header.user_agent': 'curl',
      'http.response.header.set_cookie': 'abc',
      'client.address': 'abc',
      'user.email': 'abc',
      'sentry.status.message': 'abc',
      'messaging.message.body': 'abc',
      'messaging.message.body.size': 3,
      'db.query.text': "select * from t where a = 'abc' and b = 42",
      'gen_ai.request.messages': 'abc',
      'gen_ai.usage.input_tokens': 42,
      'process.command_args': ['node', '--token=abc'],
    };
    for (const span of [
      scrubber.span({ name: 'GET /x?y=abc', attributes }),
      scrubber.span({ description: 'GET https://a.example/?y=abc', data: attributes }),
    ]) {
      expect(JSON.stringify(span)).not.toContain('abc');
      expect(span['attributes'] ?? span['data']).toEqual({
        'url.full': 'https://a.example/x',
        'http.target': '/x',
        'http.request.header.user_agent': 'curl',
        'messaging.message.body.size': 3,
        'db.query.text': 'select * from t where a = ? and b = ?',
        'gen_ai.usage.input_tokens': 42,
        'process.command_args': ['node', '--token=[Filtered]'],
      });
    }
  });
});

describe('logs', () => {
  const log = {
    level: 'info',
    message: 'user Jo did 4f',
    attributes: { 'sentry.message.template': 'user %s did %s', 'sentry.message.parameter.0': 'Jo' },
  };
  it('lose marked secrets', () => expect(scrubber.log({ message: 'pwd: hunter2' })['message']).toBe('pwd: [Filtered]'));
  it('without free text keep their template', () => {
    expect(strict.log(log)).toEqual({
      level: 'info',
      message: 'user %s did %s',
      attributes: { 'sentry.message.template': 'user %s did %s' },
    });
    expect(strict.log({ message: 'anything' })['message']).toBe('[Filtered]');
  });
});

it('the strict policy keeps sentences and masks their values', () => {
  const { exception } = strict.event({
    exception: { values: [{ type: 'E', value: 'Card 4f2 of "Jo Doe" failed for k_1=2' }] },
  });
  expect(exception).toEqual({ values: [{ type: 'E', value: 'Card * of * failed for *' }] });
});

describe('the self-test', () => {
  it.each([
    ['default', defaultPolicy],
    ['strict', strictPolicy],
  ])('passes with the %s policy', (_name, policy) => {
    expect(selfTestScrubber(scrubberOf(policy), policy)).toEqual([]);
  });
  it('notices a scrubber that does nothing, loses everything, or throws', () => {
    const broken = (scrub: (value: object) => object): PayloadScrubber =>
      ({ event: scrub, span: scrub, log: scrub, metric: scrub, breadcrumb: scrub }) as PayloadScrubber;
    expect(
      selfTestScrubber(
        broken((value) => value),
        defaultPolicy,
      ),
    ).toHaveLength(5);
    expect(
      selfTestScrubber(
        broken(() => ({})),
        defaultPolicy,
      ),
    ).toHaveLength(5);
    const throwing = broken(() => {
      throw new Error('Array.prototype.values');
    });
    expect(selfTestScrubber(throwing, defaultPolicy)[0]).toContain('Array.prototype.values');
  });
});

it('any JSON as an event passes, and a planted secret never does', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('extra', 'contexts', 'breadcrumbs', 'exception', 'request', 'spans', 'tags'),
      (value, key) => {
        const event = { event_id: 'x', [key]: value, extra: { password: 'hunter2', [key]: value } };
        for (const scrub of [scrubber, strict]) expect(JSON.stringify(scrub.event(event))).not.toContain('hunter2');
      },
    ),
    { numRuns: 300 },
  );
});

it('a minimal event holds nothing that a person typed', () => {
  const planted = { type: 'hunter2 is a secret', value: 'hunter2' };
  const event = {
    exception: { values: [planted] },
    message: 'hunter2',
    contexts: { trace: { trace_id: 'hunter2', op: 'hunter2 x' } },
  };
  expect(JSON.stringify(minimalEvent(event))).not.toContain('hunter2');
});
