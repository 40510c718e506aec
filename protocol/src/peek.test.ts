import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peekTopLevelString } from './peek.ts';

const peek = (json: string, key = 'event_id'): string | undefined =>
  peekTopLevelString(new TextEncoder().encode(json), key);

test.each([
  ['{"event_id":"abc"}', 'abc'],
  [' \n{ "a" : [1, {"event_id":"no"}], "event_id" \t:\n "yes" }', 'yes'],
  ['{"a":"\\"event_id\\":\\"no\\"","event_id":"yes"}', 'yes'],
  ['{"a":"event_id","event_id":"\\u00e9"}', 'é'],
  ['{"event_id":7}', undefined],
  ['{"event_id":null,"x":"y"}', undefined],
  ['{"contexts":{"event_id":"no"}}', undefined],
  ['{"a":"event_id"}', undefined],
  ['["event_id","x"]', undefined],
  ['"event_id":"x"', undefined],
  ['{"event_id":"unclosed', undefined],
  ['{"event_id"', undefined],
  ['{"event_id":"bad \\x escape"}', undefined],
  ['', undefined],
])('%j', (json, expected) => {
  expect(peek(json)).toBe(expected);
});

test('a value that is too long is not decoded', () => {
  expect(peek(`{"event_id":"${'a'.repeat(10_000)}"}`)).toBeUndefined();
});

test('nesting of a million is walked, not recursed', () => {
  expect(peek(`{"a":${'['.repeat(1e6)}${']'.repeat(1e6)},"event_id":"x"}`)).toBe('x');
  expect(peek(`{"a":${'['.repeat(1e6)}`)).toBeUndefined();
});

test('agrees with JSON.parse on every object', () => {
  const member = fc.dictionary(fc.constantFrom('event_id', 'type', 'a', 'é'), fc.jsonValue());
  fc.assert(
    fc.property(member, fc.boolean(), (object, pretty) => {
      const value = object['event_id'];
      const expected = typeof value === 'string' && JSON.stringify(value).length < 80 ? value : undefined;
      const found = peek(JSON.stringify(object, null, pretty ? 2 : 0));
      expect(found).toBe(expected);
    }),
  );
});
