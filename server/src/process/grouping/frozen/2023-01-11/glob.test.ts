import { expect, test } from 'vitest';

import { compileGlob } from './glob.ts';

function matches(pattern: string, value: string, options: { path?: boolean; ignoreCase?: boolean } = {}): boolean {
  const glob = compileGlob(pattern, { path: false, ignoreCase: false, ...options });
  if (glob === undefined) throw new Error(`not a glob: ${pattern}`);
  return glob(value);
}

test.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'a/b', true],
  ['std::*', 'std::vector', true],
  ['std::*', 'boost::std::vector', false],
  ['*.py', 'foo/hello.py', true],
  ['*.py', 'foo/hello.PY', false],
  ['f?o', 'foo', true],
  ['f?o', 'fo', false],
  ['?[[]KSCrash*', '-[KSCrash install]', true],
  ['*::\\{dtor\\}', 'Foo::{dtor}', true],
  ['1.18.[0-4].*', '1.18.4.2153', true],
  ['[!a-c]x', 'dx', true],
  ['[^a-c]x', 'bx', false],
  ['[]]x', ']x', true],
  ['a{b,c{d,e}}f', 'acef', true],
  ['a{b,c{d,e}}f', 'acf', false],
  ['foo*', 'foo\nbar', false],
])('%j matches %j: %s', (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected);
});

test.each([
  ['*.py', 'foo/hello.py', false],
  ['**/*.py', 'foo/hello.py', true],
  ['**/*.py', 'hello.py', true],
  ['/lib/**', '/lib/a/b.so', true],
  ['/lib/**', '/lib', false],
  ['**/node_modules/**', 'node_modules/a.js', true],
  ['**/node_modules/**', '/srv/node_modules/a/b.js', true],
  ['**/node_modules/**', '/srv/my_node_modules/a.js', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**/**/b', 'a/x/b', true],
  ['**/**/b', 'x/b', true],
  ['**', 'a/b/c', true],
  ['**https://unpkg.com/**', 'https://unpkg.com/react', true],
  // `**` beside other characters is `*`, and stops at a slash.
  ['**.app/contents/**', 'foo.app/contents/x', true],
  ['**.app/contents/**', 'users/foo.app/contents/x', false],
  ['/system/**/{intel,amd}*/**', '/system/a/amd1/x', true],
])('path %j matches %j: %s', (pattern, value, expected) => {
  expect(matches(pattern, value, { path: true })).toBe(expected);
});

test('case is ignored when asked', () => {
  expect(matches('Foo*', 'fOObar', { ignoreCase: true })).toBe(true);
});

test.each(['[', '[a', '{', '{a', 'a}', 'a\\', '[z-a]'])('%j is not a glob', (pattern) => {
  expect(compileGlob(pattern, { path: false, ignoreCase: false })).toBeUndefined();
});

test('a pattern that would explode a backtracking engine reads each character once', () => {
  const pattern = `${'*a'.repeat(40)}b`;
  expect(matches(pattern, 'a'.repeat(20_000))).toBe(false);
  expect(matches(`${'{a,aa}*'.repeat(20)}c`, `${'a'.repeat(5_000)}`)).toBe(false);
  expect(matches(`${'**/*'.repeat(20)}.js`, `${'x/'.repeat(5_000)}a.py`, { path: true })).toBe(false);
});
