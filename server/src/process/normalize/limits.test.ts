import type { SentryEvent } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';
import { normalize, remarkAt } from './normalize-fixtures.ts';

const frames = (count: number): object[] => Array.from({ length: count }, (_, index) => ({ function: `f${index}` }));

describe('limits, each with its remark', () => {
  test.each<[string, object, readonly string[], (event: SentryEvent) => string | undefined, number]>([
    ['message', { message: 'm'.repeat(9000) }, ['logentry', 'formatted'], (event) => event.logentry?.formatted, 8192],
    [
      'error value',
      { exception: { value: 'v'.repeat(9000) } },
      ['exception', 'values', '0', 'value'],
      (event) => event.exception?.values[0]?.value,
      8192,
    ],
    ['tag value', { tags: { a: 't'.repeat(300) } }, ['tags', '0', '1'], (event) => event.tags[0]?.[1], 200],
    ['transaction', { transaction: 't'.repeat(300) }, ['transaction'], (event) => event.transaction, 200],
  ])('%s', (_name, payload, path, read, max) => {
    const event = normalize(payload);
    expect(read(event)).toHaveLength(max);
    expect(read(event)?.endsWith('...')).toBe(true);
    expect(remarkAt(event, ...path)).toMatchObject({ rem: [['!limit', 's', max - 3, max]], len: expect.any(Number) });
  });

  test('a long text that is filtered is filtered as a whole', () => {
    const event = normalize({ extra: { note: `password ${'x'.repeat(50_000)}` } });
    expect(event.extra).toEqual({ note: '[Filtered]' });
  });

  test('the newest breadcrumbs stay', () => {
    const event = normalize({ breadcrumbs: Array.from({ length: 130 }, (_, index) => ({ message: String(index) })) });
    expect(event.breadcrumbs?.values).toHaveLength(100);
    expect(event.breadcrumbs?.values[0]?.message).toBe('30');
    expect(remarkAt(event, 'breadcrumbs', 'values')).toEqual({ rem: [['!limit', 'x']], len: 130 });
  });

  test('of a deep stack both ends stay', () => {
    const event = normalize({ exception: { type: 'RangeError', stacktrace: { frames: frames(1000) } } });
    const kept = event.exception?.values[0]?.stacktrace?.frames.map((frame) => frame.function);
    expect(kept).toHaveLength(250);
    expect([kept?.[0], kept?.[124], kept?.[125], kept?.at(-1)]).toEqual(['f0', 'f124', 'f875', 'f999']);
  });

  test('free-form values are bounded in depth, size and length of keys', () => {
    const nested = (depth: number): object => (depth === 0 ? { leaf: 1 } : { in: nested(depth - 1) });
    const event = normalize({
      extra: {
        deep: nested(12),
        ['k'.repeat(300)]: 1,
        list: Array.from({ length: 100_000 }, (_, index) => index),
        last: 1,
      },
    });
    expect(event.extra?.['deep']).toEqual({ in: { in: { in: { in: { in: { in: null } } } } } });
    const list = event.extra?.['list'];
    expect(Array.isArray(list) && list.length < 33_000).toBe(true);
    expect(Object.keys(event.extra ?? {})).toEqual(['deep', 'list']);
    expect(remarkAt(event, 'extra', 'list')).toEqual({ rem: [['!limit', 'x']], len: 100_000 });
  });

  test('the text of a whole event is bounded', () => {
    const text = 'x y '.repeat(2000);
    const values = Array.from({ length: 50 }, () => ({
      type: 'E',
      value: text,
      stacktrace: { frames: frames(250).map(() => ({ vars: { a: text, b: text, c: text } })) },
    }));
    expect(JSON.stringify(normalize({ exception: values })).length).toBeLessThan(2 * 1024 * 1024);
  });

  test('what is said is bounded too, and says so', () => {
    const event = normalize({
      exception: {
        type: 'E',
        stacktrace: { frames: frames(250).map(() => ({ lineno: 'x', colno: 'y', in_app: 'z' })) },
      },
    });
    expect(event.errors?.slice(50)).toEqual([
      { type: 'too_many_errors', value: 50 },
      { type: 'too_many_remarks', value: 500 },
    ]);
  });
});
