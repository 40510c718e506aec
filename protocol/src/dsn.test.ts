import { expect, test } from 'vitest';
import { formatDsn, parseDsn } from './dsn.ts';

const KEY = 'abcdef0123456789abcdef0123456789';

test.each([
  [`http://${KEY}@localhost:9000/42`, { protocol: 'http', host: 'localhost', port: '9000', path: '', projectId: 42 }],
  [`https://${KEY}@errors.example.com/7`, { host: 'errors.example.com', port: '', path: '', projectId: 7 }],
  [`https://${KEY}@host/a/b/7`, { path: '/a/b', projectId: 7 }],
  [`https://${KEY}@[::1]:9000/7`, { host: '[::1]', port: '9000' }],
])('%s', (text, expected) => {
  const dsn = parseDsn(text);
  expect(dsn).toMatchObject({ publicKey: KEY, ...expected });
  expect(dsn && formatDsn(dsn)).toBe(text);
});

test('the obsolete secret is read over', () => {
  expect(parseDsn(`https://${KEY}:secret@host/7`)).toMatchObject({ publicKey: KEY, host: 'host', projectId: 7 });
});

test.each([
  undefined,
  null,
  7,
  '',
  'http://host/42',
  `ftp://${KEY}@host/42`,
  `http://${KEY}@host/`,
  `http://${KEY}@host/project`,
  `http://${KEY}@host`,
  `http://a-b@host/42`,
  `http://${KEY}@host/42/`,
  `http://${KEY}@ho st/42`,
  `http://${KEY}@host/42\n`,
  `http://${KEY}@host/${'9'.repeat(40)}`,
  `http://${KEY}@host${'/a'.repeat(100_000)}/x`,
])('%j is no DSN', (text) => {
  expect(parseDsn(text)).toBeNull();
});
