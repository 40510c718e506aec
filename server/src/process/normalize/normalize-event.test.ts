import type { SentryEvent } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';
import { RECEIVED_AT } from '../process-fixtures.ts';
import { normalize, remarkAt } from './normalize-fixtures.ts';

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
      { breadcrumbs: [{ message: 'a', timestamp: 1795521600 }] },
      { breadcrumbs: { values: [{ message: 'a', timestamp: 1795521600 }] } },
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
