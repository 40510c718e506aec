import { describe, expect, it } from 'vitest';
import type { ScrubOptions } from './scrub-options.ts';
import { createScrubber } from './scrubber.ts';
import { TEXT_RULES, type TextRuleName } from './text-rules.ts';

const DEFAULTS: ScrubOptions = {
  dataScrubber: true,
  dataScrubberDefaults: true,
  scrubIPAddresses: false,
  sensitiveFields: [],
  safeFields: [],
};

const ALL = Object.keys(TEXT_RULES) as TextRuleName[];

describe('keys', () => {
  const scrubber = createScrubber(DEFAULTS);
  it.each([
    'password',
    'X-Api-Key',
    'api_key',
    'Authorization',
    'proxy-authorization',
    'oauth',
    'access_token',
    'mysql_pwd',
    'private-key',
    'otp',
    'clientSecret',
    'http.request.header.x_api_key',
  ])('%s is filtered', (key) => expect(scrubber.key(key)).toBe(true));
  it.each(['author', 'authority', 'gen_ai.usage.input_tokens', 'max_tokens', 'name', 'optical', 'trace_id'])(
    '%s is kept',
    (key) => expect(scrubber.key(key)).toBe(false),
  );
  it('sensitive fields are substrings, safe fields win', () => {
    const own = createScrubber({ ...DEFAULTS, sensitiveFields: ['Order-No'], safeFields: ['token_kind'] });
    expect(own.key('customer_order_no')).toBe(true);
    expect(own.key('Token_Kind')).toBe(false);
    expect(own.safe('TOKEN_KIND')).toBe(true);
    expect(own.text('the order-no is 7', 'full')).toEqual({ text: '[Filtered]', rule: 'strip-fields' });
  });
  it('session cookies go by name, also as attributes', () => {
    for (const name of [
      'PHPSESSID',
      '__Host-session',
      '__Secure-next-auth.session-token',
      'csrf-token',
      'rack.session',
    ]) {
      expect(scrubber.cookie(name), name).toBe(true);
      expect(scrubber.key(`http.request.header.cookie.${name}`), name).toBe(true);
    }
    expect(scrubber.key('http.request.header.cookie.theme')).toBe(false);
    expect(scrubber.key('cookie.policy')).toBe(false);
    expect(scrubber.cookie('theme')).toBe(false);
  });
  it.each(['service', 'Team', 'server_name', 'transaction', 'http.route', 'release', 'environment', 'logger'])(
    '%s names a thing of the organisation',
    (key) => expect(scrubber.judge(key)).toBe('own'),
  );
  it('safe fields may be selectors', () => {
    const own = createScrubber({
      ...DEFAULTS,
      safeFields: ['extra.token', '$frame.vars.**', 'http.secret', '(broken'],
    });
    expect(own.safePlace?.(['extra', 'token'], 'x')).toBe(true);
    expect(own.safePlace?.(['contexts', 'app', 'token'], 'x')).toBe(false);
    expect(own.safe('http.secret')).toBe(true);
    expect(scrubber.safePlace).toBeUndefined();
  });
  it('survives more keys than its cache holds', () => {
    for (let index = 0; index < 10_000; index++) scrubber.key(`key${index}`);
    expect(scrubber.key('password')).toBe(true);
  });
});

describe('text with Sentry’s sets', () => {
  const scrubber = createScrubber({ ...DEFAULTS, scrubIPAddresses: true });
  const cases: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
    ['card', 'card 4111 1111 1111 1111 declined', 'card [Filtered] declined', 'card [creditcard] declined'],
    [
      'card by prefix and length, without the check digit',
      'card 4111-1111-1111-1112',
      'card [Filtered]',
      'card [creditcard]',
    ],
    ['card of American Express', '3782 822463 10006', '[Filtered]', '[creditcard]'],
    ['card of Discover', '6011111111111118', '[Filtered]', '[creditcard]'],
    ['card of another issuer', 'card 3530111333300000', 'card [Filtered]', 'card [creditcard]'],
    ['no card of another issuer without the check digit', 'card 3530111333300001', undefined, undefined],
    ['no card in 16 digits of no issuer', 'order 1234567890123456', undefined, undefined],
    ['no card in a time in ms', 'at 1763999999999', undefined, undefined],
    ['card beside other digits', 'row 7 4111111111111111 ', 'row 7 [Filtered] ', 'row 7 [creditcard] '],
    ['iban', 'to DE89 3704 0044 0532 0130 00 TODAY', 'to [Filtered] TODAY', 'to [iban] TODAY'],
    ['ssn', 'ssn 078-05-1120', 'ssn [Filtered]', 'ssn [us-ssn]'],
    ['bearer', 'sent Bearer abcdef0123456789', 'sent Bearer [token]', 'sent Bearer [token]'],
    ['e-mail in prose only', 'for jo@acme.io', undefined, 'for [email]'],
    ['whole value', 'my password is x', '[Filtered]', undefined],
    ['otp exactly', 'otp', '[Filtered]', undefined],
    ['path of a user', '/home/jo/app.js', '/home/[Filtered]/app.js', undefined],
    [
      'path of a user on a Mac, as a URL',
      'at file:///Users/jo/app.js',
      'at file:///Users/[Filtered]/app.js',
      undefined,
    ],
    ['path of a user on Windows', 'C:\\Users\\jo\\app.js', 'C:\\Users\\[Filtered]\\app.js', undefined],
    ['route that names users', 'GET /users/7', undefined, undefined],
    ['URL with users in its path', 'https://api.example.com/Users/7', undefined, undefined],
    ['url password', 'redis://u:pw@h:1/0', 'redis://u:[Filtered]@h:1/0', undefined],
    [
      'url password with an @',
      'pg://matt:p@ss@h/1?x=a@b.io',
      'pg://matt:[Filtered]@h/1?x=a@b.io',
      'pg://matt:p@ss@h/1?x=[email]',
    ],
    ['url password without a user', 'redis://:pw@h', 'redis://:[Filtered]@h', undefined],
    ['two urls', 'http://a:b@c and http://d:e@f', 'http://a:[Filtered]@c and http://d:[Filtered]@f', undefined],
    ['url with a port', 'http://localhost:8080/@a', undefined, undefined],
    [
      'pem',
      'k -----BEGIN RSA KEY-----\nabc\ndef\n-----END RSA KEY----- z',
      'k -----BEGIN RSA KEY-----\n[Filtered]\n-----END RSA KEY----- z',
      undefined,
    ],
    [
      'pem in one line',
      '-----BEGIN KEY-----abc-----END KEY-----',
      '-----BEGIN KEY-----[Filtered]-----END KEY-----',
      undefined,
    ],
    ['pem that is cut', '-----BEGIN KEY-----\nabc', '-----BEGIN KEY-----\n[Filtered]', undefined],
    ['ipv4', 'from 10.1.2.3', 'from [ip]', 'from [ip]'],
    ['ipv6', 'from fe80::1:2', 'from [ip]', 'from [ip]'],
    ['a clock is no address', 'at 12:34:56', undefined, undefined],
    ['nothing', 'order shipped', undefined, undefined],
  ];
  it.each(cases)('%s', (_name, value, full, replace) => {
    expect(scrubber.text(value, 'full')?.text).toBe(full);
    expect(scrubber.text(value, 'replace')?.text).toBe(replace);
  });
  it('names the first rule', () => {
    expect(scrubber.text('4111111111111111', 'replace')?.rule).toBe('@creditcard:replace');
    expect(scrubber.text('4111111111111111', 'full')?.rule).toBe('@creditcard:filter');
  });
});

describe('text with a list of rules', () => {
  const scrubber = createScrubber({ ...DEFAULTS, textRules: ALL });
  it.each([
    ['login password=hunter2&next=/a', 'login password=[Filtered]&next=/a'],
    ['{"password":"a b","n":1}', '{"password":"[Filtered]","n":1}'],
    ['{\\"apiKey\\":\\"abc\\"}', '{\\"apiKey\\":\\"[Filtered]\\"}'],
    ['failed: token=abc', 'failed: token=[Filtered]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: [Filtered]'],
    ['GET https://x.io/a?q=1#f done', 'GET https://x.io/a done'],
    ['GET /a/7?q=1&r=2 200', 'GET /a/7 200'],
    ['is it 1/2 or more?yes', undefined],
    ['key sk_live_0123456789abcdef', 'key [token]'],
    ['jwt eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', 'jwt [jwt]'],
    ['mail jo%40acme.io', 'mail [email]'],
    ['Unexpected token } in JSON at position 4', undefined],
    ['Basic understanding needed', undefined],
    ['author: jo', undefined],
  ])('%s', (value, expected) => {
    expect(scrubber.text(value, 'full')?.text).toBe(expected);
    expect(scrubber.text(value, 'replace')?.text).toBe(expected);
  });
  it('is stable: what is scrubbed stays as it is', () => {
    const once = scrubber.text('password=x 4111111111111111 jo@acme.io', 'replace')?.text ?? '';
    expect(scrubber.text(once, 'replace')?.text ?? once).toBe(once);
  });
});

describe('switches', () => {
  it('off is off, addresses are a switch of their own', () => {
    const off = createScrubber({ ...DEFAULTS, dataScrubber: false, sensitiveFields: ['x'] });
    expect(off.key('password')).toBe(false);
    expect(off.text('password 4111111111111111', 'full')).toBeUndefined();
    expect(
      createScrubber({ ...DEFAULTS, dataScrubber: false, scrubIPAddresses: true }).text('10.1.2.3', 'full')?.text,
    ).toBe('[ip]');
  });
  it('without the built-in rules only the own fields apply', () => {
    const own = createScrubber({ ...DEFAULTS, dataScrubberDefaults: false, sensitiveFields: ['plate'] });
    expect(own.key('password')).toBe(false);
    expect(own.key('licence_plate')).toBe(true);
  });
});

/** A quarter of a megabyte of each pattern's worst start: quadratic work would run into the runner's limit by far. */
describe('hostile text is linear', () => {
  const scrubber = createScrubber({ ...DEFAULTS, textRules: ALL, scrubIPAddresses: true });
  it.each([
    'a',
    'a.',
    '1',
    '1 ',
    '1-',
    '1.',
    'a:',
    'a=',
    'a="',
    "a='",
    '\\',
    'eyJ-',
    'eyJaaaaaaaa.',
    'Bearer ',
    'http://',
    '://a:',
    '-----BEGIN KEY-----',
    '-----BEGIN ',
    'GB29',
    'GB29 ',
    'sk-',
    'a@',
    'a@a.',
    '/home/',
    'token:',
    '%40',
    '/',
    '/a ',
    '::',
  ])('%j repeated', (seed) => {
    const text = seed.repeat(Math.ceil(250_000 / seed.length));
    for (const tail of ['', '@', '?', '://@?=:']) scrubber.text(text + tail, 'replace');
    expect(scrubber.text(`${text} password=hunter2`, 'replace')?.text).not.toContain('hunter2');
  });
});
