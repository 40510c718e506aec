import { describe, expect, test } from 'vitest';
import { normalize, remarkAt } from './normalize-fixtures.ts';

const bytes = (json: string): Uint8Array => new TextEncoder().encode(json);
const BIG = '1234567890123456789';

describe('integers beyond 2^53 stay exact', () => {
  test.each<[string, string, unknown]>([
    ['user', `{"id": ${BIG}, "shard": ${BIG}}`, { id: BIG, shard: BIG }],
    ['tags', `{"order": ${BIG}}`, [['order', BIG]]],
    ['tags', `[["order",${BIG}]]`, [['order', BIG]]],
    [
      'extra',
      `{"a":[ -${BIG} ,1,9007199254740991,9007199254740993]}`,
      { a: [`-${BIG}`, 1, 9007199254740991, '9007199254740993'] },
    ],
    ['extra', `{"text":"a, ${BIG}, b","float":${BIG}.5}`, { text: `a, ${BIG}, b`, float: Number(`${BIG}.5`) }],
    ['contexts', `{"order":{"id":${BIG}}}`, { order: { id: BIG } }],
    ['request', `{"data":"{\\"id\\":${BIG}}"}`, { data: { id: BIG } }],
    ['fingerprint', `["a",${BIG}]`, ['a', BIG]],
  ])('in %s: %s', (field, json, expected) => {
    expect(Reflect.get(normalize(bytes(`{"${field}":${json}}`)), field)).toEqual(expected);
  });

  test('two users whose ids a double cannot tell apart are two', () => {
    const ids = ['9007199254740992', '9007199254740993'].map(
      (id) => normalize(bytes(`{"user":{"id":${id}}}`)).user?.id,
    );
    expect(ids).toEqual(['9007199254740992', '9007199254740993']);
  });

  test('a line number too large is no line number; a time in nanoseconds is one', () => {
    const event = normalize(
      bytes(
        `{"breadcrumbs":[{"timestamp":1795521600500000000}],"exception":[{"type":"E","stacktrace":[{"lineno":${BIG}}]}]}`,
      ),
    );
    expect(event.breadcrumbs?.values[0]?.timestamp).toBe(1795521600.5);
    expect(event.exception?.values[0]?.stacktrace?.frames).toEqual([{}]);
  });

  test('nesting deeper than the stack still gives an event', () => {
    const event = normalize(
      bytes(`{"message":"deep","extra":{"a":${BIG},"b":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`),
    );
    expect(event.logentry?.formatted).toBe('deep');
  });
});

describe('what JSON has no number for', () => {
  const event = normalize(
    bytes(
      '{"message":"NaN \\" Infinity","extra":{"a":NaN,"b":[-Infinity,1e999],"c":"NaN","Infinity":1},"tags":{"x":1}}',
    ),
  );

  test('leaves null and a remark', () => {
    expect(event.extra).toEqual({ a: null, b: [null, null], c: 'NaN', Infinity: 1 });
    const remark = { err: [['invalid_data', { reason: 'expected a finite number' }]] };
    expect(remarkAt(event, 'extra', 'a')).toEqual(remark);
    expect(remarkAt(event, 'extra', 'b', '0')).toEqual(remark);
    expect(event.errors).toContainEqual({ type: 'invalid_data', name: 'extra.b.0', value: '-Infinity' });
  });

  test('leaves texts alone', () => {
    expect(event.logentry?.formatted).toBe('NaN " Infinity');
  });

  test.each(['{"a":Infinityx}', '{"a":nan', '{"a":"NaN', '{"a":"\\'])('%s is still not JSON', (json) => {
    expect(() => normalize(bytes(json))).toThrow('not an event');
  });

  test.each(['threads', 'exception'])('a %s id is a finite number', (field) => {
    const key = field === 'threads' ? 'id' : 'thread_id';
    const read = normalize(bytes(`{"${field}":[{"type":"E","${key}":1e999}]}`));
    expect(JSON.stringify(Reflect.get(read, field))).not.toContain(key);
  });
});
