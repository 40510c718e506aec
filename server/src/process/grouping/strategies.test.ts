import type { SentryEvent } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';

import { errorEvent, failing, frame, groupingOf, hashes, md5 } from './testing-events.ts';

const app = (name: string) => frame(name, true);
const lib = (name: string) => frame(name, false);

describe('an exception', () => {
  test('is its type and its frames; in-app frames alone first, all frames second', () => {
    const stacktrace = { frames: [lib('main'), app('view')] };
    expect(hashes(failing({ type: 'E', value: 'v', stacktrace }))).toEqual([
      md5('E', 'view.py', 'view'),
      md5('E', 'main.py', 'main', 'view.py', 'view'),
    ]);
  });

  test('has its stack trace first, its value last in 2023-01-11', () => {
    const stacktrace = { frames: [app('view')] };
    expect(hashes(failing({ type: 'E', stacktrace }), 'newstyle:2023-01-11')).toEqual([md5('view.py', 'view', 'E')]);
  });

  test('without frames is its type and its value, parameterised', () => {
    expect(hashes(failing({ type: 'E', value: 'user 42 not found' }))).toEqual([md5('E', 'user <int> not found')]);
  });

  test('keeps two lines of its value that are not blank', () => {
    expect(hashes(failing({ type: 'E', value: '\na\n\n b\nc' }))).toEqual([md5('E', 'a\n b...')]);
    expect(hashes(failing({ type: 'E', value: 'a\nb' }))).toEqual([md5('E', 'a\nb')]);
    expect(hashes(failing({ type: 'E', value: 'a\r\nb' }))).toEqual([md5('E', 'a\nb...')]);
  });

  test('with system frames only is hashed by them; the app variant steps back', () => {
    expect(hashes(failing({ type: 'E', value: 'v', stacktrace: { frames: [lib('main')] } }))).toEqual([
      md5('E', 'main.py', 'main'),
    ]);
  });

  test('whose frames are not marked counts as having system frames only', () => {
    expect(hashes(failing({ type: 'E', stacktrace: { frames: [{ filename: 'a.py' }] } }))).toEqual([md5('E', 'a.py')]);
  });

  test('that is synthetic has no type', () => {
    const mechanism = { type: 'generic', synthetic: true };
    expect(hashes(failing({ type: 'E', value: 'v', mechanism }))).toEqual([md5('v')]);
  });

  test('of Apple has domain and code in place of its value', () => {
    const mechanism = { type: 'NSError', meta: { ns_error: { domain: 'NSCocoaErrorDomain', code: 513 } } };
    expect(hashes({ ...failing({ type: 'NSError', value: 'v', mechanism }), platform: 'cocoa' })).toEqual([
      md5('NSError', 'NSCocoaErrorDomain', '513'),
    ]);
  });

  test('leaves out a frame that repeats the one before', () => {
    const frame = { ...app('walk'), lineno: 3 };
    expect(hashes(failing({ type: 'E', stacktrace: { frames: [frame, frame, { ...frame, lineno: 4 }] } }))).toEqual([
      md5('E', 'walk.py', 'walk', 'walk.py', 'walk'),
    ]);
  });

  test('in a chain: all of them in the order of the payload', () => {
    expect(
      hashes({
        exception: {
          values: [
            { type: 'A', value: 'a' },
            { type: 'B', value: 'b' },
          ],
        },
      }),
    ).toEqual([md5('A', 'a', 'B', 'b')]);
  });
});

describe('the only frame of a JavaScript stack', () => {
  const lone = (abs_path: string, name?: string): Partial<SentryEvent> => ({
    ...failing({
      type: 'E',
      value: 'v',
      stacktrace: {
        frames: [{ abs_path, module: 'm', in_app: true, ...(name === undefined ? {} : { function: name }) }],
      },
    }),
    platform: 'javascript',
  });

  test('is ignored when it has no function, at a URL or not', () => {
    expect(hashes(lone('https://acme.example/'))).toEqual([md5('E', 'v')]);
    expect(hashes(lone('app:///a.js'))).toEqual([md5('E', 'v')]);
    expect(hashes(lone('https://acme.example/', 'f'))).toEqual([md5('E', 'm', 'f')]);
  });

  test('in 2023-01-11: when it has no function and is not at a URL', () => {
    expect(hashes(lone('https://acme.example/'), 'newstyle:2023-01-11')).toEqual([md5('m', 'E')]);
    expect(hashes(lone('app:///a.js'), 'newstyle:2023-01-11')).toEqual([md5('E', 'v')]);
  });
});

describe('threads', () => {
  const thread = (name: string, fields: object = {}) => ({ name, stacktrace: { frames: [app(name)] }, ...fields });

  test.each([
    ['the crashed one', [thread('a', { crashed: true }), thread('b', { current: true })], 'a'],
    ['else the current one', [thread('a'), thread('b', { current: true })], 'b'],
    ['else the only one', [thread('a')], 'a'],
  ])('%s decides', (_what, values, name) => {
    expect(hashes({ threads: { values } })).toEqual([md5(`${name}.py`, name)]);
  });

  test('without one that stands out the message decides', () => {
    expect(hashes({ threads: { values: [thread('a'), thread('b')] }, logentry: { formatted: 'm' } })).toEqual([
      md5('m'),
    ]);
  });

  test('come after an exception and before a stack trace', () => {
    const threads = { values: [thread('a')] };
    expect(hashes({ threads, exception: { values: [{ type: 'E' }] } })).toEqual([md5('E')]);
    expect(hashes({ threads, stacktrace: { frames: [app('b')] } })).toEqual([md5('a.py', 'a')]);
  });
});

describe('other events', () => {
  test('a stack trace of the event', () => {
    expect(hashes({ stacktrace: { frames: [app('b')] }, logentry: { formatted: 'm' } })).toEqual([md5('b.py', 'b')]);
  });

  test('a template: file and line', () => {
    const template = { filename: 'a/Base.html', context_line: '{% x %}' };
    expect(hashes({ template, logentry: { formatted: 'm' } })).toEqual([md5('a/Base.html', '{% x %}')]);
  });

  test('a message: its template rather than its text', () => {
    expect(hashes({ logentry: { message: 'user %s', formatted: 'user 42' } })).toEqual([md5('user %s')]);
    expect(hashes({ logentry: { formatted: 'user 42' } })).toEqual([md5('user <int>')]);
  });

  test.each([
    [{ effective_directive: 'img-src', blocked_uri: 'https://evil.example/a.png' }, ['img-src', 'evil.example']],
    [{ effective_directive: 'img-src', blocked_uri: 'data' }, ['img-src', 'data://']],
    [{ effective_directive: 'img-src', blocked_uri: 'data:text/plain,x' }, ['img-src', 'data://']],
    [{ effective_directive: 'img-src', blocked_uri: '' }, ['img-src', "'self'"]],
    [
      { effective_directive: 'script-src', blocked_uri: 'self', violated_directive: "script-src 'unsafe-inline'" },
      ['script-src', "'unsafe-inline'"],
    ],
    [
      { effective_directive: 'script-src', blocked_uri: 'self', violated_directive: 'script-src x' },
      ['script-src', "'self'"],
    ],
  ])('a CSP report %j', (csp, leaves) => {
    expect(hashes({ type: 'csp', csp, logentry: { formatted: 'm' } })).toEqual([md5(...leaves)]);
  });

  test('certificate reports', () => {
    const hostname = 'acme.example';
    expect(hashes({ type: 'hpkp', hpkp: { hostname } })).toEqual([md5('hpkp', hostname)]);
    expect(hashes({ type: 'expectct', expectct: { hostname } })).toEqual([md5('expect-ct', hostname)]);
    expect(hashes({ type: 'expectstaple', expectstaple: { hostname } })).toEqual([md5('expect-staple', hostname)]);
  });

  test('a checksum is the hash, or is hashed, and nothing else counts', () => {
    const checksum = '0123456789abcdef0123456789abcdef';
    expect(hashes({ checksum, logentry: { formatted: 'm' }, fingerprint: ['x'] })).toEqual([checksum]);
    expect(hashes({ checksum: 'mine' })).toEqual([md5('mine')]);
    expect(hashes({ checksum: checksum.toUpperCase() })).toEqual([md5(checksum.toUpperCase())]);
  });

  test('nothing at all: the fallback, and why', () => {
    const result = groupingOf().group(errorEvent({}));
    expect(result.hashes).toEqual([md5()]);
    expect(result.remarks).toMatchObject([
      { kind: 'grouped_by_fallback', reason: expect.stringContaining('nothing to group by') },
    ]);
  });
});

test('frames of the Sentry packages of Dart do not count, those of others do', () => {
  const frames = ['sentry', 'sentry_flutter', 'sentry_dio', 'sentry_hive', 'acme_sentry'].map((name) => ({
    abs_path: `package:${name}/src/${name}.dart`,
    filename: `${name}.dart`,
    in_app: true,
  }));
  expect(hashes({ ...failing({ type: 'E', stacktrace: { frames } }), platform: 'dart' })).toEqual([
    md5('E', 'acme_sentry.dart'),
  ]);
});
