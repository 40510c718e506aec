import { expect, test } from 'vitest';
import { buildErrorEvent } from './event-builder.ts';

test('the same seed gives the same event, another seed another one', () => {
  expect(buildErrorEvent({ seed: 7 })).toEqual(buildErrorEvent({ seed: 7 }));
  expect(buildErrorEvent({ seed: 7 }).event_id).not.toBe(buildErrorEvent({ seed: 8 }).event_id);
});

test.each([6_000, 20_000, 100_000])('an event of %i bytes has that size within five percent', (bytes) => {
  for (let seed = 0; seed < 50; seed++) {
    const size = JSON.stringify(buildErrorEvent({ seed, bytes })).length;
    expect(Math.abs(size - bytes) / bytes).toBeLessThan(0.05);
  }
});

test('events of one kind share type and stack, so that they group', () => {
  const stack = (seed: number, kind: number): unknown => {
    const [exception] = (buildErrorEvent({ seed, kind })['exception'] as { values: Record<string, unknown>[] }).values;
    return [exception?.['type'], exception?.['stacktrace']];
  };
  expect(stack(1, 3)).toEqual(stack(2, 3));
  expect(stack(1, 3)).not.toEqual(stack(1, 4));
});
