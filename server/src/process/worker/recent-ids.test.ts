import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRecentIds } from './recent-ids.ts';

const id = (number: number): string => createHash('md5').update(String(number)).digest('hex');

test('knows what was added, per project', () => {
  const recent = createRecentIds(100);
  recent.add(1, id(1));
  expect([recent.has(1, id(1)), recent.has(2, id(1)), recent.has(1, id(2))]).toEqual([true, false, false]);
});

test('forgets the oldest half, never the newest', () => {
  const recent = createRecentIds(1000);
  for (let number = 0; number < 10_000; number++) recent.add(1, id(number));
  const known = Array.from({ length: 10_000 }, (_, number) => recent.has(1, id(number)));
  expect(known.slice(9500).every(Boolean)).toBe(true);
  expect(known.slice(0, 9000).some(Boolean)).toBe(false);
});

test('100,000 different ids: none is taken for another, also those that differ in one digit', () => {
  const recent = createRecentIds(400_000);
  let mistaken = 0;
  for (let number = 0; number < 50_000; number++) {
    for (const next of [id(number), number.toString(16).padStart(32, '0')]) {
      if (recent.has(7, next)) mistaken += 1;
      recent.add(7, next);
    }
  }
  expect(mistaken).toBe(0);
});
