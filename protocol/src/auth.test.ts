import { expect, test } from 'vitest';
import { extractAuth, parseAuthHeader, type AuthSources } from './auth.ts';

const KEY = 'abcdef0123456789abcdef0123456789';
const OTHER = '0'.repeat(32);
const none: AuthSources = { query: {}, sentryAuth: undefined, authorization: undefined };
const dsn = (key: string): string => `https://${key}@host/42`;

test.each<[string, Partial<AuthSources>, string | null]>([
  [
    'query',
    { query: { sentry_key: KEY, sentry_client: 'sentry.javascript.node/11.12.0' } },
    'sentry.javascript.node/11.12.0',
  ],
  ['query twice the same', { query: { sentry_key: [KEY, KEY] } }, null],
  ['upper case', { query: { sentry_key: KEY.toUpperCase() } }, null],
  ['flag after the key', { query: { sentry_key: `${KEY}:flag` } }, null],
  ['X-Sentry-Auth', { sentryAuth: `Sentry sentry_client=raven/1, sentry_version=7,sentry_key=${KEY}` }, 'raven/1'],
  ['lower-case scheme', { sentryAuth: `sentry sentry_key=${KEY}` }, null],
  ['Authorization: Sentry', { authorization: `Sentry sentry_key=${KEY}, sentry_secret=x` }, null],
  ['Authorization: Basic', { authorization: `Basic ${btoa(`${KEY}:`)}` }, null],
  ['envelope', { envelopeDsn: dsn(KEY) }, null],
  [
    'the same in all',
    { query: { sentry_key: KEY, sentry_client: 'a/1' }, sentryAuth: `Sentry sentry_key=${KEY}`, envelopeDsn: dsn(KEY) },
    'a/1',
  ],
  [
    'client of the second',
    { query: { sentry_key: KEY }, sentryAuth: `Sentry sentry_key=${KEY}, sentry_client=b/2` },
    'b/2',
  ],
  ['beside a dsn that is none', { query: { sentry_key: KEY }, envelopeDsn: 'nonsense' }, null],
  ['beside a bearer token', { query: { sentry_key: KEY }, authorization: 'Bearer sntrys_x' }, null],
])('%s', (_name, sources, client) => {
  expect(extractAuth({ ...none, ...sources })).toEqual({ ok: true, auth: { publicKey: KEY, client } });
});

test.each<[string, Partial<AuthSources>, 'missing' | 'invalid' | 'multiple']>([
  ['nothing', {}, 'missing'],
  ['another scheme', { authorization: 'Bearer x' }, 'missing'],
  ['no scheme', { sentryAuth: 'nonsense' }, 'missing'],
  ['short key', { query: { sentry_key: 'abc' } }, 'invalid'],
  ['key with hyphens', { query: { sentry_key: `${KEY.slice(0, 31)}-` } }, 'invalid'],
  ['header without key', { sentryAuth: 'Sentry sentry_version=7' }, 'invalid'],
  ['basic, not base64', { authorization: 'Basic %%%' }, 'invalid'],
  ['envelope dsn, not one', { envelopeDsn: 'nonsense' }, 'missing'],
  ['envelope dsn, not our kind of key', { envelopeDsn: dsn('abc') }, 'invalid'],
  ['two in the query', { query: { sentry_key: [KEY, OTHER] } }, 'multiple'],
  ['query and header', { query: { sentry_key: KEY }, sentryAuth: `Sentry sentry_key=${OTHER}` }, 'multiple'],
  ['header and envelope', { sentryAuth: `Sentry sentry_key=${KEY}`, envelopeDsn: dsn(OTHER) }, 'multiple'],
])('%s', (_name, sources, problem) => {
  expect(extractAuth({ ...none, ...sources })).toEqual({ ok: false, problem });
});

test('a client of any length is cut', () => {
  const result = parseAuthHeader(`Sentry sentry_key=${KEY}, sentry_client=${'x'.repeat(10_000)}`);
  expect(result.ok && result.auth.client?.length).toBe(128);
});
