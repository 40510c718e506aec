import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { culpritOf } from '../../culprit.ts';
import { createGrouping } from '../../grouping/index.ts';
import { projectSettings } from '../../process-fixtures.ts';
import { titleOf } from '../../title.ts';
import { EVENT_RULES } from '../event-rules.ts';
import { normalize, remarkAt } from '../normalize-fixtures.ts';
import { compilePii } from './pii-config.ts';

const scrub = (config: object, payload: object) => {
  const pii = compilePii(JSON.stringify(config));
  expect(pii.problems).toEqual([]);
  return normalize(payload, { pii });
};

const apply = (applications: object, rules: object = {}) => ({ rules, applications });
const IP = 'from 127.0.0.1 on';

describe('advanced rules', () => {
  test.each<[string, object, object, object]>([
    ['replace', apply({ 'extra.a': ['@ip'] }), { a: IP, b: IP }, { a: 'from [ip] on', b: IP }],
    ['mask', apply({ 'extra.a': ['@ip:mask'] }), { a: IP }, { a: 'from ********* on' }],
    ['hash', apply({ 'extra.a': ['@ip:hash'] }), { a: IP }, { a: 'from AE12FE3B5F129B5CC4CDD2B136B7B7947C4D2741 on' }],
    ['remove a part', apply({ 'extra.a': ['@ip:remove'] }), { a: IP }, { a: 'from  on' }],
    ['remove the field', apply({ 'extra.a': ['@anything:remove'] }), { a: { b: 1 }, c: 1 }, { c: 1 }],
    ['remove items of a list', apply({ 'extra.a.*': ['@anything:remove'] }), { a: [1, 'b'] }, { a: [] }],
    ['anything replaced', apply({ 'extra.a': ['@anything:replace'] }), { a: 'x' }, { a: '[redacted]' }],
    ['what is no text is removed', apply({ 'extra.a': ['@anything:replace'] }), { a: 1, b: 2 }, { b: 2 }],
    ['e-mail anywhere', apply({ $string: ['@email'] }), { a: ['to jo@acme.io'] }, { a: ['to [email]'] }],
    [
      'mac, uuid, imei',
      apply({ '**': ['@mac:replace', '@uuid', '@imei'] }),
      {
        a: '4a:00:04:10:9b:50',
        b: 'ceee0822-ed8f-4622-b2a3-789e73e75cd1',
        c: '356938035643809',
      },
      { a: '[mac]', b: '[uuid]', c: '[imei]' },
    ],
    [
      'pem, partly',
      apply({ 'extra.a': ['@pemkey:hash'] }),
      { a: '-----BEGIN X-----k-----END X-----' },
      { a: '-----BEGIN X-----7E36C4F96CF2E4BC7B19E6BC4DA21F290D0C194E-----END X-----' },
    ],
    [
      'numbers as they are written',
      apply({ 'extra.a': ['n'] }, { n: { type: 'pattern', pattern: '^12', redaction: 'mask' } }),
      { a: 123 },
      { a: '**3' },
    ],
    [
      'a pattern',
      apply(
        { $string: ['p'] },
        { p: { type: 'pattern', pattern: 'd/[a-f0-9]{4}', redaction: { method: 'replace', text: 'd/*' } } },
      ),
      { a: 'id d/12af and d/0000' },
      { a: 'id d/* and d/*' },
    ],
    [
      'groups of a pattern',
      apply(
        { $string: ['p'] },
        { p: { type: 'pattern', pattern: '(?i)(KEY)-(\\d+)', replaceGroups: [2], redaction: { method: 'mask' } } },
      ),
      { a: 'key-123 Key-4' },
      { a: 'key-*** Key-*' },
    ],
    [
      'pairs by their key',
      apply(
        { 'extra.**': ['p'] },
        { p: { type: 'redact_pair', keyPattern: 'plate', redaction: { method: 'remove' } } },
      ),
      {
        plate_no: 'x',
        car: { plate: [1] },
        list: [
          ['plate', 'x'],
          ['a', 'b'],
        ],
      },
      { car: {}, list: [['a', 'b']] },
    ],
    [
      'several rules and an alias',
      apply(
        { 'extra.a': ['all'] },
        { all: { type: 'multiple', rules: ['@email', 'again'] }, again: { type: 'alias', rule: '@ip:mask' } },
      ),
      { a: 'jo@acme.io 10.0.0.1' },
      { a: '[email] ********' },
    ],
    ['the common rules', apply({ 'extra.a': ['@common'] }), { a: 'pg://u:p@h' }, { a: 'pg://u:[Filtered]@h' }],
    ['passwords by key and value', apply({ 'extra.**': ['@password:remove'] }), { plain: 'my credentials' }, {}],
    ['excluded places', apply({ '$string && !extra.b': ['@ip'] }), { a: IP, b: IP }, { a: 'from [ip] on', b: IP }],
  ])('%s', (_name, config, extra, expected) => {
    const off = { dataScrubber: false };
    const pii = compilePii(JSON.stringify(config));
    expect(pii.problems).toEqual([]);
    expect(normalize({ extra }, { pii, scrubbing: off }).extra).toEqual(expected);
  });

  test('reach every part of an event by its kind', () => {
    const event = scrub(
      apply({
        '$error.value': ['@ip'],
        '$frame.vars': ['@anything:remove'],
        '$user.username': ['@anything:hash'],
        '$request.headers.x-forwarded-for': ['@anything:remove'],
        '$request.query_string.page': ['@anything:mask'],
        '$breadcrumb.message': ['@ip:mask'],
        '$logentry.formatted': ['@ip'],
        'tags.customer': ['@anything:replace'],
        'contexts.app.*': ['@anything:remove'],
      }),
      {
        message: IP,
        exception: { type: 'E', value: IP, stacktrace: [{ function: 'f', vars: { a: 1 } }] },
        user: { id: 1, username: 'jo' },
        request: { url: 'https://a.example/?page=22', headers: { 'X-Forwarded-For': '1.2.3.4', Accept: 'a' } },
        breadcrumbs: [{ message: IP }],
        tags: { customer: 'acme', other: 'x' },
        contexts: { app: { name: 'x' } },
      },
    );
    expect(event).toMatchObject({
      logentry: { formatted: 'from [ip] on' },
      exception: { values: [{ value: 'from [ip] on', stacktrace: { frames: [{ function: 'f' }] } }] },
      user: { id: '1' },
      request: { headers: [['Accept', 'a']], query_string: [['page', '**']] },
      breadcrumbs: { values: [{ message: 'from ********* on' }] },
      tags: [
        ['customer', '[redacted]'],
        ['other', 'x'],
      ],
    });
    expect(event.exception?.values[0]?.stacktrace?.frames[0]).not.toHaveProperty('vars');
    expect(event.user?.username).toMatch(/^[0-9A-F]{40}$/);
    expect(event.contexts?.['app']).toEqual({});
    expect(remarkAt(event, 'logentry', 'formatted')).toEqual({ rem: [['@ip', 's']], len: IP.length });
  });

  test('leave the structure of an event alone, unless a selector names it', () => {
    const payload = {
      event_id: 'fad9549eeb0d4d228a87a9c465e91a9e',
      release: 'api@1.2.3',
      transaction: 'GET /x',
      exception: { type: 'E', value: 'v', stacktrace: [{ filename: 'a.js', function: 'f', lineno: 3 }] },
      tags: { service: 'orders', a: 'b' },
    };
    const event = scrub(apply({ '**': ['@anything:remove'] }), payload);
    expect(event).toMatchObject({
      event_id: payload.event_id,
      release: 'api@1.2.3',
      transaction: 'GET /x',
      tags: [['service', 'orders']],
    });
    const named = scrub(
      apply({
        '$frame.filename': ['@anything:mask'],
        '$frame.lineno': ['@anything:mask'],
        release: ['@anything:mask'],
        event_id: ['@anything:remove'],
      }),
      payload,
    );
    expect(named.exception?.values[0]?.stacktrace?.frames[0]).toMatchObject({ filename: '****' });
    expect(named.exception?.values[0]?.stacktrace?.frames[0]).not.toHaveProperty('lineno');
    expect(named).toMatchObject({ release: '*********', event_id: payload.event_id });
  });

  test.each([
    'exception',
    'exception.values',
    'exception.values.*',
    '$stacktrace',
    '$frame',
    '$stacktrace.frames',
    'threads',
    'breadcrumbs',
    'tags',
    'user',
    'request',
    'contexts',
    'logentry',
    'logentry.*',
    '**',
  ])('an event without its %s is still one', (selector) => {
    const event = scrub(apply({ [selector]: ['@anything:remove'] }), {
      message: 'a',
      exception: { type: 'E', value: 'v', stacktrace: [{ function: 'f' }] },
      threads: [{ id: 1, stacktrace: [{ function: 'f' }] }],
      breadcrumbs: [{ message: 'a' }],
      tags: { a: 'b' },
      user: { id: 1 },
      request: { url: 'a', headers: { a: 'b' } },
      contexts: { app: { a: 1 } },
    });
    expect(Array.isArray(event.tags)).toBe(true);
    for (const { stacktrace } of event.exception?.values ?? [])
      expect(Array.isArray(stacktrace?.frames ?? [])).toBe(true);
    expect(event.event_id).toHaveLength(32);
  });

  test('any event under any rules is an event that can be grouped and named', () => {
    const grouping = createGrouping(projectSettings().grouping);
    const selectors = fc.constantFrom(
      '**',
      '$string',
      '$object',
      '$array',
      '*.*',
      'values',
      'frames',
      '$frame.**',
      'tags.*',
      'logentry',
      'contexts.**',
      'user.*',
    );
    const rules = fc.constantFrom(
      '@anything:remove',
      '@anything:hash',
      '@anything:replace',
      '@common:mask',
      '@uuid:hash',
    );
    const payload = fc.object({
      key: fc.oneof(fc.constantFrom(...Object.keys(EVENT_RULES), 'values', 'frames', '__proto__'), fc.string()),
      maxDepth: 4,
    });
    fc.assert(
      fc.property(
        payload,
        fc.dictionary(selectors, fc.array(rules, { minLength: 1 }), { minKeys: 1 }),
        (given, applied) => {
          const event = normalize(given, { pii: compilePii(JSON.stringify({ applications: applied })) });
          const grouped = grouping.group(event);
          expect(grouped.hashes.length).toBeGreaterThan(0);
          expect(titleOf(event, grouped).title).not.toBe('');
          expect(culpritOf(event)).toBeTypeOf('string');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what was scrubbed before stays scrubbed', () => {
    const event = scrub(apply({ '**': ['@anything:hash'] }), { extra: { password: 'x' } });
    expect(event.extra).toEqual({ password: '[Filtered]' });
  });
});

describe('what is wrong with a config is said, with its place', () => {
  test.each<[string, string, { line: number; column: number; message: string }]>([
    ['no JSON', '{\n "rules": }', { line: 2, column: 11, message: 'not JSON: ValueExpected' }],
    ['no object', '[]', { line: 1, column: 1, message: 'expected an object with rules and applications' }],
    [
      'another field',
      '{"rule": {}}',
      { line: 1, column: 10, message: 'expected rules, applications or vars; found "rule"' },
    ],
    [
      'no such type',
      '{"rules": {"a": {"type": "emails"}}}',
      { line: 1, column: 26, message: expect.stringContaining('expected one of the types') as string },
    ],
    [
      'no such method',
      '{"rules": {"a": {"type": "ip", "redaction": {"method": "drop"}}}}',
      { line: 1, column: 56, message: 'expected one of the methods remove, replace, mask, hash' },
    ],
    [
      'a bad pattern',
      '{"rules": {"a": {"type": "pattern", "pattern": "(a"}}}',
      { line: 1, column: 48, message: expect.stringContaining('pattern: ') as string },
    ],
    [
      'a pattern that is not linear',
      '{"rules": {"a": {"type": "pattern", "pattern": "(?=a)"}}}',
      { line: 1, column: 48, message: expect.stringContaining('pattern: ') as string },
    ],
    [
      'a group that there is not',
      '{"rules": {"a": {"type": "pattern", "pattern": "a", "replaceGroups": [1]}}}',
      { line: 1, column: 70, message: 'expected a list of numbers of groups of the pattern' },
    ],
    ['no such rule', '{"applications": {"a": ["@ips"]}}', { line: 1, column: 25, message: 'there is no rule "@ips"' }],
    [
      'a bad selector',
      '{\n  "applications": {\n    "extra. && b": ["@ip"]\n  }\n}',
      { line: 3, column: 12, message: expect.stringContaining('selector: expected a field') as string },
    ],
    [
      'a circle',
      '{"rules": {"a": {"type": "alias", "rule": "b"}, "b": {"type": "alias", "rule": "a"}}}',
      { line: 1, column: expect.any(Number) as number, message: expect.stringContaining('in a circle') as string },
    ],
  ])('%s', (_name, text, problem) => {
    expect(compilePii(text).problems).toContainEqual(problem);
  });

  test('and the rest of it holds', () => {
    const pii = compilePii('{"applications": {"$nothing": ["@ip"], "extra.a": ["@nothing", "@ip"]}}');
    expect(pii.problems).toHaveLength(2);
    expect(normalize({ extra: { a: IP } }, { pii }).extra).toEqual({ a: 'from [ip] on' });
  });

  test.each(['', ' ', '{}', '{"rules":{},"applications":{}}'])('%j is none', (text) => {
    expect(compilePii(text)).toEqual({ applications: [], problems: [] });
  });
});
