import type { Frame } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';

import { errorEvent, failing, frame, groupingOf, hashes, md5 } from './testing-events.ts';

const app = (name: string) => frame(name, true);
const lib = (name: string) => frame(name, false);

describe('stack trace rules of a project', () => {
  const stacktrace = { frames: [app('a'), app('b'), app('c')] };
  const under = (enhancements: string) =>
    groupingOf({ enhancements }).group(errorEvent(failing({ type: 'E', value: 'v', stacktrace }))).hashes;

  test('come after the built-in ones', () => {
    expect(under('function:b -group')).toEqual([md5('E', 'a.py', 'a', 'c.py', 'c')]);
    expect(under('function:b -app')[0]).toBe(md5('E', 'a.py', 'a', 'c.py', 'c'));
  });

  test('max-frames keeps those nearest to the crash', () => {
    expect(under('function:* max-frames=2')).toEqual([md5('E', 'b.py', 'b', 'c.py', 'c')]);
  });

  test('min-frames discards a stack with fewer', () => {
    expect(under('function:* min-frames=4')).toEqual([md5('E', 'v')]);
  });

  test('cannot bring a frame that is not in-app into the app variant', () => {
    const event = errorEvent(failing({ type: 'E', stacktrace: { frames: [lib('a'), app('b')] } }));
    expect(groupingOf({ enhancements: 'function:a +group' }).group(event).hashes[0]).toBe(md5('E', 'b.py', 'b'));
  });

  test('that cannot be read are reported and the others hold', () => {
    const grouping = groupingOf({ enhancements: 'nonsense\nfunction:b -group' });
    expect(grouping.problems).toEqual([
      { setting: 'groupingEnhancements', line: 1, column: 1, message: expect.stringContaining('expected a matcher') },
    ]);
    expect(grouping.group(errorEvent(failing({ type: 'E', stacktrace }))).hashes).toEqual([
      md5('E', 'a.py', 'a', 'c.py', 'c'),
    ]);
  });

  test('what they decide is on the frames, with what the client said', () => {
    const frames: Frame[] = [{ function: 'a', in_app: true }, { function: 'b' }, { function: 'c', in_app: true }];
    const event = errorEvent(failing({ type: 'E', stacktrace: { frames } }));
    const grouping = groupingOf({ enhancements: 'function:a -app category=x\nfunction:b +app' });
    const first = grouping.group(event).hashes;
    expect(frames).toEqual([
      { function: 'a', in_app: false, data: { category: 'x', orig_in_app: 1 } },
      { function: 'b', in_app: true, data: { orig_in_app: -1 } },
      { function: 'c', in_app: true },
    ]);
    expect(grouping.group(event).hashes).toEqual(first);
    const undone = groupingOf().group(event);
    expect(frames.map(({ in_app }) => in_app)).toEqual([true, false, true]);
    expect(undone.hashes[0]).toBe(md5('E', 'a', 'c'));
  });
});

test('built-in rules: installed packages are not the app, polyfills do not count at all', () => {
  const frames: Frame[] = [
    { abs_path: '/srv/node_modules/express/index.js', filename: 'index.js', function: 'handle', in_app: true },
    { module: 'core-js/modules/x', function: 'polyfill', in_app: true },
    { abs_path: '/srv/app.js', filename: 'app.js', function: 'run', in_app: true },
  ];
  expect(hashes({ platform: 'node', ...failing({ type: 'E', stacktrace: { frames } }) })).toEqual([
    md5('E', 'app.js', 'run'),
    md5('E', 'index.js', 'handle', 'app.js', 'run'),
  ]);
});

test('during a transition the hashes of the config before are given too', () => {
  const event = errorEvent(failing({ type: 'E', stacktrace: { frames: [lib('a'), app('b')] } }));
  const result = groupingOf({ secondary: { configId: 'newstyle:2023-01-11', until: Infinity } }).group(event);
  expect(result.secondaryHashes).toEqual([md5('b.py', 'b', 'E'), md5('a.py', 'a', 'b.py', 'b', 'E')]);
  expect(groupingOf().group(event).secondaryHashes).toEqual([]);
});

test('events received after a transition are not looked up by the config before', () => {
  const event = errorEvent(failing({ type: 'E', stacktrace: { frames: [app('b')] } }));
  const received = event.received * 1000;
  const lookedUp = (until: number) =>
    groupingOf({ secondary: { configId: 'newstyle:2023-01-11', until } }).group(event).secondaryHashes.length > 0;
  expect([lookedUp(received + 1), lookedUp(received)]).toEqual([true, false]);
});
