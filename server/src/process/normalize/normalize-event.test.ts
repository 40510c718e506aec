import { readFileSync } from 'node:fs';
import { createScrubber } from '@garrison/policy';
import type { AcceptedItem, SentryEvent } from '@garrison/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptedItem, projectSettings, RECEIVED_AT } from '../process-fixtures.ts';
import type { ProjectSettings } from '../stages.ts';
import { EVENT_RULES } from './event-rules.ts';
import { normalizeEvent } from './normalize-event.ts';

interface Options {
  readonly item?: Partial<Omit<AcceptedItem, 'payload'>>;
  readonly scrubbing?: Partial<ProjectSettings['scrubbing']>;
}

function normalize(payload: object, options: Options = {}): SentryEvent {
  const { scrubbing } = projectSettings(options.scrubbing);
  const event = normalizeEvent(acceptedItem({ ...options.item, payload }), {
    scrubber: createScrubber(scrubbing),
    scrubIps: scrubbing.scrubIPAddresses,
    idSeed: '0:0:0',
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

/** What is said about a place of the event: `_meta` at this path. */
function remarkAt(event: SentryEvent, ...path: readonly string[]): unknown {
  let node: unknown = event._meta;
  for (const step of [...path, '']) {
    node = typeof node === 'object' && node !== null ? Object.getOwnPropertyDescriptor(node, step)?.value : undefined;
  }
  return node;
}

const frames = (count: number): object[] => Array.from({ length: count }, (_, index) => ({ function: `f${index}` }));

describe('what SDKs send in more than one form', () => {
  test.each<[string, object, Partial<SentryEvent>]>([
    ['message as text', { message: 'hi' }, { logentry: { formatted: 'hi' } }],
    [
      'message as object',
      { message: { message: 'hi %s', params: ['x'], formatted: 'hi x' } },
      { logentry: { message: 'hi %s', params: ['x'], formatted: 'hi x' } },
    ],
    [
      'logentry beside message',
      { message: 'hi x', logentry: { message: 'hi %s' } },
      { logentry: { message: 'hi %s', formatted: 'hi x' } },
    ],
    [
      'breadcrumbs as array',
      { breadcrumbs: [{ message: 'a', timestamp: 5 }] },
      { breadcrumbs: { values: [{ message: 'a', timestamp: 5 }] } },
    ],
    [
      'breadcrumbs as object',
      { breadcrumbs: { values: [{ message: 'a' }] } },
      { breadcrumbs: { values: [{ message: 'a' }] } },
    ],
    ['exception as object', { exception: { type: 'E' } }, { exception: { values: [{ type: 'E' }] } }],
    ['exception as array', { exception: [{ type: 'E' }, null] }, { exception: { values: [{ type: 'E' }] } }],
    [
      'exception without a type',
      { exception: { values: [{ value: 'v' }] } },
      { exception: { values: [{ value: 'v' }] } },
    ],
    [
      'interfaces of old SDKs',
      { 'sentry.interfaces.Exception': { type: 'E' }, 'sentry.interfaces.Http': { method: 'GET' } },
      { exception: { values: [{ type: 'E' }] }, request: { method: 'GET' } },
    ],
    [
      'tags as pairs',
      {
        tags: [
          ['a', 'b'],
          ['c', 1],
        ],
      },
      {
        tags: [
          ['a', 'b'],
          ['c', '1'],
        ],
      },
    ],
    ['tags as object', { tags: { a: true, b: null } }, { tags: [['a', 'true']] }],
    ['tags as null', { tags: null }, { tags: [] }],
    [
      'environment as tag',
      { tags: { environment: 'prod', level: 'info', x: 'y' } },
      { environment: 'prod', tags: [['x', 'y']], level: 'error' },
    ],
    ['release as number', { release: 3 }, { release: '3' }],
    ['user id as number', { user: { id: 7 } }, { user: { id: '7' } }],
    ['level warn', { level: 'warn' }, { level: 'warning' }],
    ['level critical', { level: 'CRITICAL' }, { level: 'fatal' }],
    ['level as number', { level: 30 }, { level: 'warning' }],
    ['fingerprint of several types', { fingerprint: ['a', 1, null, true] }, { fingerprint: ['a', '1', 'true'] }],
    [
      'query as text',
      { request: { query_string: '?a=1&b=%20&c' } },
      {
        request: {
          query_string: [
            ['a', '1'],
            ['b', ' '],
            ['c', ''],
          ],
        },
      },
    ],
    [
      'query in the url',
      { request: { url: 'https://x.io/a?b=1#c' } },
      { request: { url: 'https://x.io/a', query_string: [['b', '1']], fragment: 'c' } },
    ],
    [
      'headers as object',
      { request: { headers: { 'content-type': ['a', 'b'], Cookie: 'k=v; l=m=n' } } },
      {
        request: {
          headers: [['Content-Type', 'a, b']],
          cookies: [
            ['k', 'v'],
            ['l', 'm=n'],
          ],
        },
      },
    ],
    ['body as JSON text', { request: { data: '{"a":[1]}' } }, { request: { data: { a: [1] } } }],
    ['type of a message', { message: 'x' }, { type: 'default' }],
    ['type of feedback', { type: 'feedback' }, { type: 'feedback', level: 'info' }],
    ['context that is null', { contexts: { a: null, os: { name: 'Linux' } } }, { contexts: { os: { name: 'Linux' } } }],
  ])('%s', (_name, payload, expected) => {
    const event = normalize(payload);
    expect(event).toMatchObject(expected);
    expect(event.errors).toBeUndefined();
  });

  test.each<[string, unknown, number]>([
    ['float seconds', 1795521600.25, 1795521600.25],
    ['text seconds', '1795521600', 1795521600],
    ['milliseconds', 1795521600000, 1795521600],
    ['ISO', '2026-11-24T11:59:00.5Z', Date.parse('2026-11-24T11:59:00.500Z') / 1000],
    ['ISO with offset', '2026-11-24T12:59:00+01:00', Date.parse('2026-11-24T11:59:00Z') / 1000],
    ['ISO without a zone is UTC', '2026-11-24T11:59:00.123456', Date.parse('2026-11-24T11:59:00.123Z') / 1000],
    ['blank in place of T', '2026-11-24 11:59:00', Date.parse('2026-11-24T11:59:00Z') / 1000],
  ])('timestamp: %s', (_name, timestamp, expected) => {
    expect(normalize({ timestamp }).timestamp).toBe(expected);
  });

  test('frames get both paths; of a URL the file name is its path', () => {
    const stacktrace = {
      frames: [{ filename: '/srv/a.js' }, { filename: 'https://x.io/js/a.js?v=1' }, { abs_path: 'app:///b.js' }],
    };
    const [exception] = normalize({ exception: { type: 'E', stacktrace } }).exception?.values ?? [];
    expect(exception?.stacktrace?.frames).toEqual([
      { filename: '/srv/a.js', abs_path: '/srv/a.js' },
      { filename: '/js/a.js', abs_path: 'https://x.io/js/a.js?v=1' },
      { filename: 'app:///b.js', abs_path: 'app:///b.js' },
    ]);
  });
});

describe('ids and times', () => {
  test('the envelope decides the id, then the payload, then the place in the log', () => {
    const payload = { event_id: 'FAD9549E-EB0D-4D22-8A87-A9C465E91A9E' };
    expect(normalize(payload, { item: { eventId: 'a'.repeat(32) } }).event_id).toBe('a'.repeat(32));
    expect(normalize(payload).event_id).toBe('fad9549eeb0d4d228a87a9c465e91a9e');
    expect(normalize({}).event_id).toMatch(/^[0-9a-f]{32}$/);
    expect(normalize({}).event_id).toBe(normalize({}).event_id);
  });

  test('a clock that is hours off is corrected, breadcrumbs too', () => {
    const sentAt = RECEIVED_AT - 2 * 3600 * 1000;
    const event = normalize(
      { timestamp: sentAt / 1000 - 5, breadcrumbs: [{ timestamp: sentAt / 1000 - 6 }] },
      { item: { sentAt } },
    );
    expect(event.timestamp).toBe(RECEIVED_AT / 1000 - 5);
    expect(event.breadcrumbs?.values[0]?.timestamp).toBe(RECEIVED_AT / 1000 - 6);
    expect(event.errors).toBeUndefined();
  });

  test.each([
    ['future_timestamp', RECEIVED_AT / 1000 + 120],
    ['past_timestamp', RECEIVED_AT / 1000 - 40 * 86_400],
  ])('%s is replaced by the time of receipt', (type, timestamp) => {
    const event = normalize({ timestamp });
    expect(event.timestamp).toBe(RECEIVED_AT / 1000);
    expect(event.errors).toEqual([{ type, name: 'timestamp', value: timestamp }]);
  });
});

describe('the address of the user', () => {
  const address = { item: { remoteAddress: '198.51.100.4' } };
  test.each<[string, object, string | undefined]>([
    ['{{auto}}', { user: { ip_address: '{{auto}}' } }, '198.51.100.4'],
    ['inferred', { sdk: { settings: { infer_ip: 'auto' } } }, '198.51.100.4'],
    ['forbidden', { user: { ip_address: '{{auto}}' }, sdk: { settings: { infer_ip: 'never' } } }, undefined],
    ['given', { user: { ip_address: '10.0.0.1' }, sdk: { settings: { infer_ip: 'auto' } } }, '10.0.0.1'],
    ['not asked for', { user: { id: 1 } }, undefined],
  ])('%s', (_name, payload, expected) => {
    expect(normalize(payload, address).user?.ip_address).toBe(expected);
  });

  test('scrubbed wherever it stands', () => {
    const payload = {
      user: { ip_address: '10.0.0.1' },
      request: { env: { REMOTE_ADDR: '10.0.0.1', SERVER: 'a' } },
      sdk: { client_ip: '10.0.0.1', settings: { infer_ip: 'auto' } },
      extra: { from: 'peer 10.0.0.1 left' },
    };
    const event = normalize(payload, { ...address, scrubbing: { scrubIPAddresses: true } });
    expect(JSON.stringify(event)).not.toMatch(/10\.0\.0\.1|198\.51/);
    expect(event.extra).toEqual({ from: 'peer [ip] left' });
    expect(remarkAt(event, 'user', 'ip_address')).toEqual({ rem: [['@ip:remove', 'x']] });
  });
});

describe('limits, each with its remark', () => {
  test.each<[string, object, readonly string[], (event: SentryEvent) => string | undefined, number]>([
    ['message', { message: 'm'.repeat(9000) }, ['logentry', 'formatted'], (event) => event.logentry?.formatted, 8192],
    [
      'error value',
      { exception: { value: 'v'.repeat(9000) } },
      ['exception', 'values', '0', 'value'],
      (event) => event.exception?.values[0]?.value,
      8192,
    ],
    ['tag value', { tags: { a: 't'.repeat(300) } }, ['tags', '0', '1'], (event) => event.tags[0]?.[1], 200],
    ['transaction', { transaction: 't'.repeat(300) }, ['transaction'], (event) => event.transaction, 200],
  ])('%s', (_name, payload, path, read, max) => {
    const event = normalize(payload);
    expect(read(event)).toHaveLength(max);
    expect(read(event)?.endsWith('...')).toBe(true);
    expect(remarkAt(event, ...path)).toMatchObject({ rem: [['!limit', 's', max - 3, max]], len: expect.any(Number) });
  });

  test('the newest breadcrumbs stay', () => {
    const event = normalize({ breadcrumbs: Array.from({ length: 130 }, (_, index) => ({ message: String(index) })) });
    expect(event.breadcrumbs?.values).toHaveLength(100);
    expect(event.breadcrumbs?.values[0]?.message).toBe('30');
    expect(remarkAt(event, 'breadcrumbs', 'values')).toEqual({ rem: [['!limit', 'x']], len: 130 });
  });

  test('of a deep stack both ends stay', () => {
    const event = normalize({ exception: { type: 'RangeError', stacktrace: { frames: frames(1000) } } });
    const kept = event.exception?.values[0]?.stacktrace?.frames.map((frame) => frame.function);
    expect(kept).toHaveLength(250);
    expect([kept?.[0], kept?.[124], kept?.[125], kept?.at(-1)]).toEqual(['f0', 'f124', 'f875', 'f999']);
  });

  test('free-form values are bounded in depth, size and length of keys', () => {
    const nested = (depth: number): object => (depth === 0 ? { leaf: 1 } : { in: nested(depth - 1) });
    const event = normalize({
      extra: {
        deep: nested(12),
        ['k'.repeat(300)]: 1,
        list: Array.from({ length: 100_000 }, (_, index) => index),
        last: 1,
      },
    });
    expect(event.extra?.['deep']).toEqual({ in: { in: { in: { in: { in: { in: null } } } } } });
    const list = event.extra?.['list'];
    expect(Array.isArray(list) && list.length < 33_000).toBe(true);
    expect(Object.keys(event.extra ?? {})).toEqual(['deep', 'list']);
    expect(remarkAt(event, 'extra', 'list')).toEqual({ rem: [['!limit', 'x']], len: 100_000 });
  });

  test('the text of a whole event is bounded', () => {
    const text = 'x y '.repeat(2000);
    const values = Array.from({ length: 50 }, () => ({
      type: 'E',
      value: text,
      stacktrace: { frames: frames(250).map(() => ({ vars: { a: text, b: text, c: text } })) },
    }));
    expect(JSON.stringify(normalize({ exception: values })).length).toBeLessThan(2 * 1024 * 1024);
  });

  test('what is said is bounded too, and says so', () => {
    const event = normalize({
      exception: {
        type: 'E',
        stacktrace: { frames: frames(250).map(() => ({ lineno: 'x', colno: 'y', in_app: 'z' })) },
      },
    });
    expect(event.errors?.slice(50)).toEqual([
      { type: 'too_many_errors', value: 50 },
      { type: 'too_many_remarks', value: 500 },
    ]);
  });
});

describe('scrubbing', () => {
  test('by key and by text, in every channel', () => {
    const event = normalize({
      user: { id: 1, auth_token: 'hunter2' },
      request: {
        url: 'https://x.io/?api_key=hunter2&page=1',
        headers: {
          Authorization: 'hunter2',
          'X-Api-Key': 'hunter2',
          'Set-Cookie': 'a=hunter2',
          Cookie: 'connect.sid=hunter2; lang=en',
        },
        data: '{"password":"hunter2","name":"Ann"}',
      },
      extra: { db: { mysql_pwd: 'hunter2' }, note: 'password is hunter2', card: 4111111111111111 },
      contexts: { state: { secret: 'hunter2' }, credentials: { a: 'hunter2' } },
      tags: { token: 'hunter2' },
      breadcrumbs: [{ message: 'Bearer hunter2hunter2', data: { authorization: ['hunter2'] } }],
      exception: {
        type: 'E',
        value: 'bad card 4111 1111 1111 1111',
        stacktrace: { frames: [{ vars: { passwd: 'hunter2' } }] },
      },
    });
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111/);
    expect(event.request?.query_string).toEqual([
      ['api_key', '[Filtered]'],
      ['page', '1'],
    ]);
    expect(event.request?.cookies).toEqual([
      ['connect.sid', '[Filtered]'],
      ['lang', 'en'],
    ]);
    expect(event.request?.data).toEqual({ password: '[Filtered]', name: 'Ann' });
    expect(event.exception?.values[0]?.value).toBe('bad card [creditcard]');
    expect(remarkAt(event, 'extra', 'db', 'mysql_pwd')).toEqual({ rem: [['@password:filter', 's', 0, 10]], len: 7 });
    expect(remarkAt(event, 'extra', 'card')).toMatchObject({ rem: [['@creditcard:filter', 's', 0, 10]] });
    expect(remarkAt(event, 'contexts', 'credentials')).toEqual({ rem: [['@password:remove', 'x']] });
  });

  test('what Sentry leaves alone is left alone', () => {
    const agent = 'Mozilla/5.0 password';
    const payload = {
      message: 'password reset failed',
      debug_meta: { images: [{ type: 'sourcemap', code_file: '/home/ann/password.js', debug_id: 'a' }] },
      request: { headers: { 'user-agent': agent } },
      exception: {
        type: 'E',
        value: 'wrong password',
        stacktrace: { frames: [{ filename: '/home/ann/a.js', context_line: 'if (!password) {' }] },
      },
      extra: { hasPassword: true, password: null },
    };
    const event = normalize(payload);
    expect(event._meta).toBeUndefined();
    expect(event).toMatchObject({
      logentry: { formatted: 'password reset failed' },
      debug_meta: payload.debug_meta,
      extra: payload.extra,
    });
    expect(event.request?.headers).toEqual([['User-Agent', agent]]);
  });

  test('sensitive and safe fields of the project', () => {
    const payload = {
      extra: { iban_hint: 'a', password: 'kept', plain: 'has iban_hint inside' },
      user: { email: 'a@b.io', id: 1 },
    };
    const event = normalize(payload, {
      scrubbing: { sensitiveFields: ['iban_hint', 'email'], safeFields: ['password'] },
    });
    expect(event.extra).toEqual({ iban_hint: '[Filtered]', password: 'kept', plain: '[Filtered]' });
    expect(event.user).toEqual({ email: '[Filtered]', id: '1' });
  });

  test('switched off', () => {
    const event = normalize({ extra: { password: 'kept' } }, { scrubbing: { dataScrubber: false } });
    expect(event.extra).toEqual({ password: 'kept' });
  });
});

describe('bad input', () => {
  const one = JSON.parse(readFileSync(new URL('whole-event.json', import.meta.url), 'utf8')) as Readonly<
    Record<string, unknown>
  >;

  test('the example has every field', () => {
    expect(Object.keys(one).toSorted()).toEqual(Object.keys(EVENT_RULES).toSorted());
    expect(normalize(one)).toMatchObject({ transaction: 'GET /orders/:id' });
  });

  const replaced = Object.keys(EVENT_RULES).flatMap((field) =>
    [null, 12, 'text', ['a'], { a: 1 }].map((value) => ({ field, value })),
  );

  test.each(replaced)('$field replaced by $value: the event is kept, and what could not be used is named', (change) => {
    const { field, value } = change;
    const event = normalize({ ...one, [field]: structuredClone(value) });
    expect(event.type).toMatch(/^(error|csp|hpkp)$/);
    const text = JSON.stringify(value);
    const isMeant = text === JSON.stringify(Reflect.get(event, field)) || MEANINGFUL[field]?.includes(text) === true;
    const isNamed = event.errors?.some(({ name }) => name?.startsWith(field)) === true;
    expect(isNamed).toBe(value !== null && !isMeant);
  });

  test('any value anywhere: never throws, always an event that can be stored', () => {
    const anything = fc.object({
      key: fc.oneof(
        fc.constantFrom(...Object.keys(EVENT_RULES), 'values', 'frames', '__proto__', 'message'),
        fc.string(),
      ),
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (payload) => {
        const event = normalize(payload);
        const stored = JSON.stringify(event);
        expect(stored.isWellFormed()).toBe(true);
        expect(Array.isArray(event.tags)).toBe(true);
        expect(Number.isFinite(event.timestamp)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', '[]', '"x"', '1', 'null', '{"a":', 'nonsense'])('%j is not an event', (text) => {
    const item = acceptedItem({ payload: new TextEncoder().encode(text) });
    const { scrubbing } = projectSettings();
    const context = { scrubber: createScrubber(scrubbing), scrubIps: false, idSeed: '' };
    expect(normalizeEvent(item, context)).toBeUndefined();
  });

  test('nesting of 10,000 in every field', () => {
    const nested = '['.repeat(10_000) + ']'.repeat(10_000);
    const objects = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);
    for (const deep of [nested, objects]) {
      const fields = Object.keys(EVENT_RULES).map((field) => `"${field}":${deep}`);
      const event = normalize(new TextEncoder().encode(`{${fields.join(',')}}`));
      expect(JSON.stringify(event).length).toBeLessThan(20_000);
    }
  });

  test('invalid UTF-8, NUL and lone surrogates become U+FFFD, raw control characters blanks', () => {
    const bytes = Buffer.from('{"message":"a\\u0000b\\ud800c","extra":{"k\\udc00":"\u0001\n"},"release":"X"}');
    bytes[bytes.indexOf('X')] = 0xff;
    const event = normalize(bytes);
    expect(event.logentry?.formatted).toBe('a\ufffdb\ufffdc');
    expect(event.extra).toEqual({ 'k\ufffd': '  ' });
    expect(event.release).toBe('\ufffd');
  });

  test('__proto__ is a key like any other', () => {
    const event = normalize(
      new TextEncoder().encode('{"__proto__":{"a":1},"extra":{"__proto__":{"password":"x"}},"tags":{"__proto__":[]}}'),
    );
    expect(Reflect.get({}, 'password')).toBeUndefined();
    expect(JSON.stringify(event.extra)).toBe('{"__proto__":{"password":"[Filtered]"}}');
  });

  test('unknown fields go with a remark, those of other kinds of events without', () => {
    const event = normalize({ surprise: 1, spans: [], transaction_info: {} });
    expect(event).not.toHaveProperty('surprise');
    expect(event.errors).toEqual([{ type: 'invalid_attribute', name: 'surprise' }]);
  });

  test('remarks of the SDK stay, what is not a remark does not', () => {
    const event = normalize({
      extra: { a: 'x' },
      _meta: { extra: { a: { '': { len: 900, rem: [['!limit', 'x', 1, 2]], val: 's' }, b: 1 } } },
    });
    expect(event._meta).toEqual({ extra: { a: { '': { len: 900, rem: [['!limit', 'x', 1, 2]] } } } });
  });
});

/** Values of another type that a field still means something by. */
const MEANINGFUL: Readonly<Record<string, readonly string[]>> = {
  platform: ['12'],
  logger: ['12'],
  transaction: ['12'],
  server_name: ['12'],
  release: ['12'],
  dist: ['12'],
  environment: ['12'],
  checksum: ['12'],
  type: ['12', '"text"'],
  logentry: ['12', '"text"'],
  exception: ['["a"]'],
  tags: ['{"a":1}'],
  threads: ['{"a":1}'],
  breadcrumbs: ['{"a":1}'],
};
