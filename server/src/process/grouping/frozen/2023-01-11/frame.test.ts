import type { Frame } from '@garrison/protocol';
import { expect, test } from 'vitest';

import { spawnLine } from '../2026-01-20/spawn-line.ts';
import { type Component } from './component.ts';
import { frameParts, readFrame } from './frame.ts';

function partsOf(platform: string, frame: Frame) {
  return frameParts(readFrame(frame, platform), spawnLine);
}

/** The leaves that contribute, in order. */
function leaves(platform: string, frame: Frame): string[] {
  const { component, text } = partsOf(platform, frame);
  const found = component.values.flatMap((part) => (typeof part !== 'string' && part.contributes ? part.values : []));
  const strings = found.filter((value) => typeof value === 'string');
  expect(strings.join('')).toBe(text);
  return strings;
}

/** Why a part does not count, or how it was changed. */
function hint(platform: string, frame: Frame, id: string): string | null | undefined {
  const parts: readonly (Component | string)[] = partsOf(platform, frame).component.values;
  for (const part of parts) if (typeof part !== 'string' && part.id === id) return part.hint;
  return undefined;
}

test.each<[what: string, platform: string, frame: Frame, expected: string[]]>([
  [
    'module before filename',
    'python',
    { module: 'app.views', filename: 'app/views.py', function: 'get' },
    ['app.views', 'get'],
  ],
  ['base name in lower case', 'python', { filename: 'C:\\App\\Views.PY', function: 'get' }, ['views.py', 'get']],
  [
    'context line, squeezed',
    'python',
    { function: 'get', context_line: '\t return  x( 1 )  ' },
    ['get', 'return x( 1 )'],
  ],
  ['no context line for Go', 'go', { function: 'get', context_line: 'return x' }, ['get']],
  ['context line over 120', 'ruby', { function: 'get', context_line: 'x'.repeat(121) }, ['get']],
  ['context line of 120', 'ruby', { function: 'get', context_line: 'x'.repeat(120) }, ['get', 'x'.repeat(120)]],
  [
    'spawned Python',
    'python',
    { function: '<module>', context_line: 'spawn_main(tracker_fd=6, pipe_handle=14)' },
    ['<module>', 'spawn_main(tracker_fd=<int>, pipe_handle=<int>)'],
  ],

  [
    'filename of a URL',
    'javascript',
    { abs_path: 'https://acme.example/a.js', filename: '/a.js', function: 'get' },
    ['get'],
  ],
  [
    'file: is no URL for filenames',
    'javascript',
    { abs_path: 'file:///a.js', filename: 'a.js', function: 'get' },
    ['a.js', 'get'],
  ],
  ['method name', 'javascript', { filename: 'a.js', function: 'Object.foo.get' }, ['a.js', 'get']],
  [
    'module that is the path',
    'javascript',
    { abs_path: '/srv/app/x.js', module: 'app/x.js', filename: 'x.js', function: 'f' },
    ['x.js', 'f'],
  ],
  [
    'module that is not',
    'node',
    { abs_path: '/srv/app/x.js', module: 'app/x', filename: 'x.js', function: 'f' },
    ['app/x', 'f'],
  ],
  ['? is no name', 'javascript', { filename: 'a.js', function: '?' }, ['a.js']],
  ['nor is <anonymous>', 'node', { filename: 'a.js', function: 'Object.<anonymous>' }, ['a.js']],
  ['nor a name that ends in /<', 'javascript', { filename: 'a.js', function: 'foo/<' }, ['a.js']],
  [
    'context line from a URL without function',
    'javascript',
    { abs_path: 'file:///a.html', filename: 'a.html', context_line: 'go()' },
    ['a.html'],
  ],
  [
    'source map and context line',
    'javascript',
    { filename: 'a.js', function: 'f', context_line: 'go()', data: { sourcemap: 'a.js.map' } },
    ['a.js', 'go()'],
  ],
  [
    'source map alone',
    'javascript',
    { filename: 'a.js', function: 'f', data: { sourcemap: 'a.js.map' } },
    ['a.js', 'f'],
  ],
  ['anonymous file', 'node', { filename: '<anonymous>', function: 'f' }, ['f']],
  ['native code', 'node', { filename: '[native code]', function: 'f' }, ['f']],

  [
    'java lambda class',
    'java',
    { module: 'com.acme.A$$Lambda$14/0x1', filename: 'A.java', function: 'run' },
    ['a.java', 'run'],
  ],
  ['java lambda method', 'java', { module: 'com.acme.A', function: 'lambda$run$0' }, ['com.acme.A']],
  [
    'reflection',
    'java',
    { module: 'sun.reflect.GeneratedMethodAccessor12', function: 'invoke' },
    ['sun.reflect.GeneratedMethodAccessor', 'invoke'],
  ],
  [
    'CGLIB',
    'java',
    { module: 'acme.A$$EnhancerBySpringCGLIB$$1ebdddb0', function: 'x' },
    ['acme.A$$EnhancerBySpringCGLIB$$<auto>', 'x'],
  ],
  [
    'FastClass',
    'java',
    { module: 'acme.A$$FastClassByGuice$$82e5b7f1', function: 'x' },
    ['acme.A$$FastClassByGuice$$<auto>', 'x'],
  ],
  [
    'Hibernate',
    'java',
    { module: 'acme.A$HibernateProxy$fXyZ1', function: 'x' },
    ['acme.A$HibernateProxy$<auto>', 'x'],
  ],
  ['javassist', 'java', { module: 'acme.A_$$_javassist_3', function: 'x' }, ['acme.A_$$_javassist<auto>', 'x']],
  ['clojure', 'java', { module: 'acme.core$fn__1234', function: 'invoke' }, ['acme.core$fn__<auto>', 'invoke']],

  ['ruby block', 'ruby', { filename: 'a.rb', function: 'block (2 levels) in call' }, ['a.rb', 'block']],
  [
    'ERB',
    'ruby',
    { filename: 'a.erb', function: '_app_views_a_erb__3213213213_123123' },
    ['a.erb', '_app_views_a_erb'],
  ],
  ['php anonymous class', 'php', { filename: 'a.php', function: 'class@anonymous\0/a.php:3$0::run' }, ['a.php', 'run']],
  ['php anonymous function', 'php', { filename: 'a.php', function: '[Anonymous function]' }, ['a.php']],
  [
    'csharp prefers the raw name',
    'csharp',
    { module: 'Acme.A', function: 'Run', raw_function: 'Run(String s)' },
    ['Acme.A', 'Run(String s)'],
  ],
  ['others prefer the processed one', 'native', { function: 'run', raw_function: 'int run(int)' }, ['run']],
  ['native, only one name', 'native', { function: 'int run(int)' }, ['run']],
  ['native, unknown', 'cocoa', { filename: 'a.m', function: '<redacted>' }, ['a.m']],
  ['rust', 'native', { function: 'acme::run::h0123456789abcdef' }, ['acme::run']],
  ['dart', 'dart', { filename: 'a.dart', function: 'State.build' }, ['a.dart', 'State.build']],
])('%s', (_what, platform, frame, expected) => {
  expect(leaves(platform, frame)).toEqual(expected);
});

test.each(['[native code]', 'native code', 'eval code', '<anonymous>'])(
  'a JavaScript frame at %j is ignored',
  (abs_path) => {
    const { component } = partsOf('javascript', { abs_path, filename: 'a.js', function: 'f' });
    expect([component.contributes, component.hint]).toEqual([false, 'ignored low quality javascript frame']);
  },
);

test('so is one of eval', () => {
  expect(partsOf('node', { filename: 'a.js', function: 'eval' }).component.contributes).toBe(false);
});

test('hints say why', () => {
  expect(hint('python', { module: 'a', filename: 'a.py' }, 'filename')).toBe('module takes precedence');
  expect(hint('node', { filename: 'a.js', function: 'a.b' }, 'function')).toBe('trimmed javascript function');
  expect(hint('ruby', { context_line: 'x'.repeat(121) }, 'context-line')).toBe('discarded because line too long');
  expect(hint('java', { module: 'A$$Lambda$1' }, 'module')).toBe('ignored java lambda');
});

test('what is not a string is missing', () => {
  const frame: unknown = { module: 7, filename: {}, function: ['f'], context_line: null, data: 'x', platform: 3 };
  expect(frameParts(readFrame(Object.assign<Frame, unknown>({}, frame), 'python'), spawnLine).text).toBe('');
});

test.each([
  ['spawn_main(parent_pid=4711, pipe_handle=900)', 'spawn_main(parent_pid=<int>, pipe_handle=<int>)'],
  [
    'from multiprocessing.resource_tracker import main;main(5)',
    'from multiprocessing.resource_tracker import main;main(<int>)',
  ],
  [
    "from multiprocessing.forkserver import main; main(5, 8, ['__main__'], **{})",
    "from multiprocessing.forkserver import main; main(<int>, <int>, ['__main__'], **{})",
  ],
  ['main(5)', 'main(5)'],
])('the line that started a child of Python: %s', (line, kept) => {
  expect(leaves('python', { function: '<module>', context_line: line })).toEqual(['<module>', kept]);
});
