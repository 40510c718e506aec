import { expect, test } from 'vitest';
import type { IngestKey } from './ingest-deps.ts';
import { createOutcomeTally, type Ending } from './outcome-tally.ts';

const key = (id: number): IngestKey => ({ id, organizationId: 1, projectId: 42, isActive: true, rateLimit: null });
const ending: Ending = { category: 'error', outcome: 'invalid', reason: 'too_large', quantity: 2 };
const HOUR = 3_600_000;

test('equal endings of a key and an hour are one record', () => {
  const tally = createOutcomeTally();
  tally.add(key(1), ending, 5);
  tally.add(key(1), ending, 6);
  tally.add(key(2), ending, 7);
  tally.add(key(1), { ...ending, reason: 'key_disabled' }, 8);
  tally.add(key(1), ending, HOUR);
  const record = { organizationId: 1, projectId: 42, keyId: 1, ...ending };
  expect(tally.take().map((outcome) => outcome.record)).toEqual([
    { ...record, quantity: 4, at: 5 },
    { ...record, keyId: 2, at: 7 },
    { ...record, reason: 'key_disabled', at: 8 },
    { ...record, at: HOUR },
  ]);
  expect(tally.take()).toEqual([]);
});

test('what is put back is added to what came meanwhile', () => {
  const tally = createOutcomeTally();
  tally.add(key(1), ending, 5);
  const taken = tally.take();
  tally.add(key(1), ending, 6);
  tally.restore(taken);
  expect(tally.take()).toMatchObject([{ kind: 'outcome', record: { quantity: 4 } }]);
});

test('nothing is no record', () => {
  const tally = createOutcomeTally();
  tally.add(key(1), { ...ending, quantity: 0 }, 5);
  expect(tally.take()).toEqual([]);
});
