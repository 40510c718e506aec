import { readFileSync } from 'node:fs';
import { createScrubber } from '@garrison/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGrouping } from '../grouping/index.ts';
import { createFindOwners } from '../own/find-owners.ts';
import { acceptedItem, processItem, projectSettings } from '../process-fixtures.ts';
import { EVENT_RULES } from './event-rules.ts';
import { normalizeEvent } from './normalize-event.ts';
import { normalize } from './normalize-fixtures.ts';

const VALUES: readonly unknown[] = [null, 12, 'text', ['a'], { a: 1 }, [[['a', null]]]];

describe('bad input', () => {
  const one = JSON.parse(readFileSync(new URL('whole-event.json', import.meta.url), 'utf8')) as Readonly<
    Record<string, unknown>
  >;

  test('the example has every field', () => {
    expect(Object.keys(one).toSorted()).toEqual(Object.keys(EVENT_RULES).toSorted());
    expect(normalize(one)).toMatchObject({ transaction: 'GET /orders/:id' });
  });

  const replaced = Object.keys(EVENT_RULES).flatMap((field) => VALUES.map((value) => ({ field, value })));

  test.each(replaced)('$field replaced by $value: the event is kept, and what could not be used is named', (change) => {
    const { field, value } = change;
    const event = normalize({ ...one, [field]: structuredClone(value) });
    expect(event.type).toMatch(/^(error|csp|hpkp)$/);
    const text = JSON.stringify(value);
    const isMeant = text === JSON.stringify(Reflect.get(event, field)) || MEANINGFUL[field]?.includes(text) === true;
    const isNamed = event.errors?.some(({ name }) => name?.startsWith(field)) === true;
    expect(isNamed).toBe(value !== null && !isMeant);
  });

  const { scrubbing, grouping } = projectSettings();
  const rules = {
    scrubber: createScrubber(scrubbing),
    organizationId: 1,
    scrubIps: false,
    grouping: createGrouping(grouping),
    findOwners: createFindOwners(projectSettings().ownership),
  };

  test.each(pathsOf(one).map((path) => ({ path, at: path.join('.') })))(
    'a wrong value at $at: the rest of the pipeline can work with what is left, and normalising it again changes nothing',
    ({ path }) => {
      for (const value of VALUES) {
        const payload = replaceAt(one, path, structuredClone(value));
        expect(processItem(acceptedItem({ payload }), rules).rows.events).toHaveLength(1);
        const event = { ...normalize(payload), errors: [], _meta: {} };
        expect({ ...normalize(structuredClone(event)), errors: [], _meta: {} }).toEqual(event);
      }
    },
  );

  test('any value anywhere: never throws, always an event that can be stored', () => {
    const anything = fc.object({
      key: fc.oneof(
        fc.constantFrom(...Object.keys(EVENT_RULES), 'values', 'frames', '__proto__', 'message'),
        fc.string(),
      ),
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (payload) => {
        const event = normalize(payload);
        const stored = JSON.stringify(event);
        expect(stored.isWellFormed()).toBe(true);
        expect(Array.isArray(event.tags)).toBe(true);
        expect(Number.isFinite(event.timestamp)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['', '[]', '"x"', '1', 'null', '{"a":', 'nonsense'])('%j is not an event', (text) => {
    const item = acceptedItem({ payload: new TextEncoder().encode(text) });
    expect(normalizeEvent(item, { ...rules, idSeed: '' })).toBeUndefined();
  });

  test('nesting of 10,000 in every field', () => {
    const nested = '['.repeat(10_000) + ']'.repeat(10_000);
    const objects = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);
    for (const deep of [nested, objects]) {
      const fields = Object.keys(EVENT_RULES).map((field) => `"${field}":${deep}`);
      const event = normalize(new TextEncoder().encode(`{${fields.join(',')}}`));
      expect(JSON.stringify(event).length).toBeLessThan(20_000);
    }
  });

  test('invalid UTF-8, NUL and lone surrogates become U+FFFD, raw control characters blanks', () => {
    const bytes = Buffer.from('{"message":"a\\u0000b\\ud800c","extra":{"k\\udc00":"\u0001\n"},"release":"X"}');
    bytes[bytes.indexOf('X')] = 0xff;
    const event = normalize(bytes);
    expect(event.logentry?.formatted).toBe('a\ufffdb\ufffdc');
    expect(event.extra).toEqual({ 'k\ufffd': '  ' });
    expect(event.release).toBe('\ufffd');
  });

  test('__proto__ is a key like any other', () => {
    const event = normalize(
      new TextEncoder().encode('{"__proto__":{"a":1},"extra":{"__proto__":{"password":"x"}},"tags":{"__proto__":[]}}'),
    );
    expect(Reflect.get({}, 'password')).toBeUndefined();
    expect(JSON.stringify(event.extra)).toBe('{"__proto__":{"password":"[Filtered]"}}');
  });

  test('unknown fields go with a remark, those of other kinds of events without', () => {
    const event = normalize({ surprise: 1, spans: [], transaction_info: {} });
    expect(event).not.toHaveProperty('surprise');
    expect(event.errors).toEqual([{ type: 'invalid_attribute', name: 'surprise' }]);
  });

  test('remarks of the SDK stay, what is not a remark does not', () => {
    const event = normalize({
      extra: { a: 'x' },
      _meta: { extra: { a: { '': { len: 900, rem: [['!limit', 'x', 1, 2]], val: 's' }, b: 1 } } },
    });
    expect(event._meta).toEqual({ extra: { a: { '': { len: 900, rem: [['!limit', 'x', 1, 2]] } } } });
  });
});

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [[...path, key], ...pathsOf(below, [...path, key])]);
}

/** A copy with one value replaced. */
function replaceAt(value: object, path: readonly string[], by: unknown): object {
  const copy: object = structuredClone(value);
  const parent = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key), copy);
  Reflect.set(parent, path.at(-1) ?? '', by);
  return copy;
}

/** Values of another type that a field still means something by. */
const MEANINGFUL: Readonly<Record<string, readonly string[]>> = {
  platform: ['12'],
  logger: ['12'],
  transaction: ['12'],
  culprit: ['12'],
  server_name: ['12'],
  release: ['12'],
  dist: ['12'],
  environment: ['12'],
  checksum: ['12'],
  type: ['12', '"text"'],
  logentry: ['12', '"text"'],
  exception: ['["a"]'],
  tags: ['{"a":1}'],
  threads: ['{"a":1}'],
  breadcrumbs: ['{"a":1}'],
};
