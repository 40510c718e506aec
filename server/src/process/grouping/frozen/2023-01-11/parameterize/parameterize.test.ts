import { expect, test } from 'vitest';

import { parameterize } from './parameterize.ts';

test.each([
  ['mail jane.doe+x@acme.example now', 'mail <email> now'],
  ['GET https://acme.example/a?b=1 failed', 'GET <url> failed'],
  ['ws://acme.example:80/x', '<url>'],
  ['no route to db.acme.com:', 'no route to <hostname>:'],
  ['ACME.COM', '<hostname>'],
  ['Acme.Com', 'Acme.Com'],
  ['from 10.0.0.255', 'from <ip>'],
  ['from 2001:db8:85a3:0:0:8a2e:370:7334', 'from <ip>'],
  ['from fe80::1', 'from <ip>'],
  ['std::foo and Fade::Bad', 'std::foo and Fade::Bad'],
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '<traceparent>'],
  ['1-67891233-abcdef012345678912345678', '<traceparent>'],
  ['id 7c1811ed-e98f-4c9c-a9f9-58c757ff494f', 'id <uuid>'],
  ['5fc35719b9cf96ec602dbc748ff31c587a46961d', '<sha1>'],
  ['0751007cd28df267e8e051b51f918c60', '<md5>'],
  ['2006-01-02T15:04:05.999999999Z', '<date>'],
  ['2006-01-02T15:04:05+07:00', '<date>'],
  ['20060102T150405Z', '<date>'],
  ['2006-01-02 15:04:05,123', '<date>'],
  ['2006-01-02', '<date>'],
  ['Mon, 02 Jan 2006 15:04:05 -0700', '<date>'],
  ['Mon, 02 Jan 2006 15:04:05 MST', '<date>'],
  ['Monday, 02-Jan-06 15:04:05 MST', '<date>'],
  ['Mon Jan  2 15:04:05 MST 2006', '<date>'],
  ['Mon Jan 02 15:04:05 -0700 2006', '<date>'],
  ['Mon Jan 02 2006 15:04:05 GMT-0700 (Mountain Standard Time)', '<date>'],
  ['Jan 02, 1999', '<date>'],
  ['3:04PM', '<date>'],
  ['3:04 pm', '<date>'],
  ['3:04', '<date>'],
  ['15:04', '<date>'],
  ['23:59', '<date>'],
  ['24:00', '<int>:<int>'],
  ['12:60', '<int>:<int>'],
  ['25:61:00', '<int>:<int>:<int>'],
  ['15:04:05.123', '<date>'],
  ['Sun, 06-Nov-94 08:49:37 GMT', '<date>'],
  ['2006-01-02T15:04:05Z07:00', '<date>'],
  ['2006-01-02T15:04:05.999999999Z07:00', '<date>'],
  ['15:04:05', '<date>'],
  ['datetime.datetime(2006, 1, 2, 15, 4)', '<date>'],
  ['took 23ms or 1.5s', 'took <duration> or <duration>'],
  ['tx274a77a8975c4a66aeb24-0052d95365', '<swift_txn_id>'],
  ['at 0x9af8c3be3a1231ff', 'at <hex>'],
  ['commit 9af8c3be3a', 'commit <hex>'],
  ['commit 9AF8C3BE3A', 'commit <hex>'],
  ['deadbeefdead', '<hex>'],
  ['deadbeef', '<hex>'],
  ['DEADBEEF', '<hex>'],
  ['DeadBeef', 'DeadBeef'],
  ['facade and decade', 'facade and decade'],
  ['9af8', '<hex>'],
  ['9AF8', '<hex>'],
  ['9aF8', '9aF8'],
  ['a23 and 9a', 'a23 and 9a'],
  ['9af8c3be', '<hex>'],
  ['12345678', '<hex>'],
  ['-12345678', '<hex>'],
  ['-deadbeef', '<hex>'],
  ['x-12345678', 'x-<hex>'],
  ['text1-67891233-abcdef012345678912345678', 'text1-<hex>-<hex>'],
  ['commit 9af8c3b', 'commit <git_sha>'],
  ['0.23 and -0.23', '<float> and <float>'],
  ['23 and -23', '<int> and <int>'],
  ['ABC-23 a23', 'ABC-<int> a23'],
  ['item[1234567]', 'item[<int>]'],
  ["a='x y' b=\"1\" 'kept'", "a=<quoted_str> b=<quoted_str> 'kept'"],
  ['a=True b=false True', 'a=<bool> b=<bool> True'],
  ['nothing here', 'nothing here'],
])('%j becomes %j', (text, expected) => {
  expect(parameterize(text)).toBe(expected);
});

test('a text over 8192 characters is left alone', () => {
  const text = `${'x'.repeat(8_192)} 42`;
  expect(parameterize(text)).toBe(text);
  expect(parameterize(`${'x'.repeat(8_189)} 42`)).toBe(`${'x'.repeat(8_189)} <int>`);
});

test.each(['a-', 'a.', 'a@', "='", '1:', '1.', 'Mon ', '2024-01-02', 'a1', '::1', 'tx0', '0x'])(
  'after many of %j',
  (part) => {
    const text = `${part.repeat(8_000 / part.length)} at 42`;
    expect(parameterize(text)).toMatch(/ at <int>$/);
  },
);
