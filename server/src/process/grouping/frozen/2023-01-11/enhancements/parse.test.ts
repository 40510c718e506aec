import { expect, test } from 'vitest';

import { BUILT_IN_RULES } from '../../2026-01-20/rules/built-in.ts';
import { parseEnhancements } from './parse.ts';

test('matchers, neighbours, actions and comments', () => {
  const { rules, errors } = parseEnhancements(`
# comment
[ category:system ] | !function:"foo bar" family:native | [ function:baz ] ^-group +app category=std # why
stack.abs_path:**/x.js error.type:Foo max-frames = 3 min-frames=2 invert-stacktrace=yes v+group
`);
  expect(errors).toEqual([]);
  expect(rules.map(({ text }) => text)).toEqual([
    '[ category:system ] | !function:"foo bar" family:native | [ function:baz ] ^-group +app category=std',
    'path:**/x.js type:Foo max-frames=3 min-frames=2 invert-stacktrace=1 v+group',
  ]);
  expect(rules[0]?.matchers).toEqual([
    { field: 'function', pattern: 'foo bar', negated: true, offset: 'self' },
    { field: 'family', pattern: 'native', negated: false, offset: 'self' },
    { field: 'category', pattern: 'system', negated: false, offset: 'caller' },
    { field: 'function', pattern: 'baz', negated: false, offset: 'callee' },
  ]);
  expect(rules[1]?.actions.at(-1)).toEqual({ kind: 'flag', flag: 'group', value: true, range: 'v' });
});

test('two backslashes are one', () => {
  expect(parseEnhancements('function:"a\\\\b" -app').rules[0]?.matchers[0]?.pattern).toBe('a\\b');
});

test('the built-in rules have no errors', () => {
  expect(BUILT_IN_RULES.flatMap((text) => parseEnhancements(text).errors)).toEqual([]);
});

test.each([
  ['function:foo', 13, 'expected an action'],
  ['-app', 1, 'expected a matcher'],
  ['funktion:foo -app', 1, 'found "funktion:"'],
  ['function foo -app', 9, 'expected `:` and a pattern'],
  ['function:foo +apps', 18, 'expected an action'],
  ['function:foo category:', 23, 'expected a pattern'],
  ['function:foo category=', 23, 'expected the name of a category'],
  ['function:foo max-frames=many', 25, 'expected a number of frames'],
  ['function:foo invert-stacktrace=maybe', 32, 'expected 1, yes, true, 0, no or false'],
  ['[ function:a function:foo -app', 14, 'expected `]`'],
  ['[ function:a ] function:foo -app', 16, 'expected `|`'],
  ['[ function:a ] | [ function:b ] | function:c -app', 18, 'one caller only'],
  ['function:c | [ function:a ] | [ function:b ] -app', 29, 'one callee only'],
  ['[ error.type:a ] | function:foo -app', 3, 'belongs to the exception'],
  ['app:maybe -app', 1, 'after app:'],
  ['path:[a -app', 1, 'brackets and braces closed'],
])('%j is wrong in column %d', (line, column, message) => {
  const { rules, errors } = parseEnhancements(`function:ok +app\n${line}`);
  expect(rules).toHaveLength(1);
  expect(errors).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
});

test('a line without end is an error, not a burden', () => {
  expect(parseEnhancements(`function:${'*a'.repeat(10_000)} -app`).errors[0]?.message).toContain(
    'at most 4096 characters',
  );
});
