import { describe, expect, test } from 'vitest';
import { normalize, remarkAt } from './normalize-fixtures.ts';

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

  test('a field of another type than text goes as a whole', () => {
    const event = normalize(
      {
        user: { id: 1, geo: { city: 'Bern' } },
        request: { method: 'GET', headers: { a: 'b', cookie: 'k=v' }, env: { A: 'b' }, query_string: 'a=b' },
        contexts: { headers: { a: 'b' }, os: { name: 'Linux' } },
      },
      { scrubbing: { sensitiveFields: ['cookie', 'header', 'env', 'geo', 'query'] } },
    );
    expect(event).toMatchObject({ user: { id: '1' }, request: { method: 'GET' }, contexts: { os: { name: 'Linux' } } });
    expect([event.user, event.request, event.contexts].map((part) => Object.keys(part ?? {}))).toEqual([
      ['id'],
      ['method'],
      ['os'],
    ]);
    expect(remarkAt(event, 'request', 'cookies')).toEqual({ rem: [['@password:remove', 'x']] });
  });

  test('fields that nobody knows are judged by their key, wherever they are', () => {
    const event = normalize({
      exception: { type: 'E', api_key: 'hunter2', stacktrace: { frames: [{ function: 'f', secret: 'hunter2' }] } },
      breadcrumbs: [{ message: 'a', token: 'hunter2' }],
      sdk: { name: 'x', auth: { a: 'hunter2' } },
    });
    expect(JSON.stringify(event)).not.toMatch(/hunter2/);
  });

  test('switched off', () => {
    const event = normalize({ extra: { password: 'kept' } }, { scrubbing: { dataScrubber: false } });
    expect(event.extra).toEqual({ password: 'kept' });
  });

  test('names of the organisation’s own things are no secrets, wherever they stand', () => {
    const payload = {
      transaction: 'POST /auth/password/:token',
      server_name: 'auth-secret-1',
      release: 'auth-service@1.2.3',
      environment: 'auth-staging',
      logger: 'app.auth.password',
      extra: { service: 'auth-service', nested: { 'http.route': '/auth/login' } },
      contexts: { app: { app_name: 'auth-service' }, trace: { data: { 'service.name': 'auth-service' } } },
      tags: { service: 'auth-service', team: 'auth', route: '/password', transaction: 'x', note: 'auth down' },
    };
    const event = normalize(payload, { scrubbing: { sensitiveFields: ['staging', 'team'] } });
    const { tags, ...rest } = payload;
    expect(event).toMatchObject(rest);
    expect(event.tags).toEqual([
      ['service', tags.service],
      ['team', '[Filtered]'],
      ['route', tags.route],
      ['note', '[Filtered]'],
    ]);
    expect(normalize({ tags }).tags).toContainEqual(['team', 'auth']);
  });

  test('what lies under such a name is judged', () => {
    const event = normalize({ extra: { service: { password: 'hunter2', url: 'pg://a:hunter2@b' } } });
    expect(event.extra).toEqual({ service: { password: '[Filtered]', url: 'pg://a:[Filtered]@b' } });
  });

  test.each<[string, object, object]>([
    [
      'numbers and lists',
      { password: 12345, secret: [1, 'a'], token: { a: 1 }, api_key: 0 },
      { password: '[Filtered]', secret: '[Filtered]', token: '[Filtered]', api_key: '[Filtered]' },
    ],
    [
      'pairs in a list',
      {
        list: [
          ['password', 'x'],
          ['page', 'y'],
          ['token', 7],
        ],
      },
      {
        list: [
          ['password', '[Filtered]'],
          ['page', 'y'],
          ['token', '[Filtered]'],
        ],
      },
    ],
    [
      'cookies',
      { cookies: { sid: 'x', theme: 'dark' }, sid: 'x' },
      { cookies: { sid: '[Filtered]', theme: 'dark' }, sid: 'x' },
    ],
    [
      'attributes of cookies',
      { 'http.request.header.cookie.sessionid': 'x' },
      { 'http.request.header.cookie.sessionid': '[Filtered]' },
    ],
    [
      'numbers that are cards',
      { card: 4571234567890111, list: [378282246310005] },
      { card: '[Filtered]', list: ['[Filtered]'] },
    ],
  ])('%s, in extra and in the variables of a frame', (_name, values, expected) => {
    const event = normalize({
      extra: structuredClone(values),
      exception: [{ type: 'E', stacktrace: [{ vars: values }] }],
    });
    expect(event.extra).toEqual(expected);
    expect(event.exception?.values[0]?.stacktrace?.frames[0]?.vars).toEqual(expected);
  });

  test('a form sent as a body is read as one', () => {
    expect(normalize({ request: { data: 'user=jo&password=hunter2&tag=a&tag=b' } }).request?.data).toEqual({
      user: 'jo',
      password: '[Filtered]',
      tag: ['a', 'b'],
    });
    expect(normalize({ request: { data: 'a sentence = with signs' } }).request?.data).toBe('a sentence = with signs');
  });

  test('safe fields may be selectors, and protect what they name alone', () => {
    const event = normalize(
      {
        extra: { token: 'kept', other: { token: 'hunter2' } },
        user: { id: 1, token: 'hunter2' },
        request: { headers: { Authorization: 'kept' }, url: 'https://a.example/password' },
        contexts: { auth: { a: 'kept' } },
        breadcrumbs: [{ message: 'a password', data: { password: 'hunter2' } }],
      },
      {
        scrubbing: {
          safeFields: [
            'extra.token',
            'request.headers.authorization',
            '$request.url',
            'contexts.auth',
            '$breadcrumb.message',
          ],
        },
      },
    );
    expect(event).toMatchObject({
      extra: { token: 'kept', other: { token: '[Filtered]' } },
      user: { id: '1', token: '[Filtered]' },
      request: { headers: [['Authorization', 'kept']], url: 'https://a.example/password' },
      contexts: { auth: { a: 'kept' } },
      breadcrumbs: { values: [{ message: 'a password', data: { password: '[Filtered]' } }] },
    });
  });

  test('addresses of people go from attributes, too, where the project wants none', () => {
    const data = { 'client.address': '203.0.113.9', 'server.address': 'db-1', note: 'from 203.0.113.9' };
    const payload = { contexts: { trace: { data } }, user: { id: 1, ip_address: '203.0.113.9' } };
    const event = normalize(structuredClone(payload), { scrubbing: { scrubIPAddresses: true } });
    expect(event.contexts?.['trace']).toEqual({ data: { 'server.address': 'db-1', note: 'from [ip]' } });
    expect(remarkAt(event, 'contexts', 'trace', 'data', 'client.address')).toEqual({ rem: [['@ip:remove', 'x']] });
    expect(normalize(payload).contexts?.['trace']).toEqual({ data });
  });

  test('a header with all cookies goes as a whole', () => {
    const data = { 'http.request.header.cookie': 'theme=dark; sid=x', 'http.request.header.accept': '*/*' };
    expect(normalize({ contexts: { trace: { data: { ...data } } } }).contexts?.['trace']).toEqual({
      data: { ...data, 'http.request.header.cookie': '[Filtered]' },
    });
  });
});
