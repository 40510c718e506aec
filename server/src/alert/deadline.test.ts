import { expect, test } from 'vitest';
import { deadlineOf, type Hours } from './deadline.ts';

const BERLIN: Hours = { timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const at = (text: string): number => Date.parse(text);

test.each([
  ['in the morning: this evening', '2026-11-25T08:00:00Z', '2026-11-25T16:00:00Z'],
  ['before work: this evening', '2026-11-25T03:00:00Z', '2026-11-25T16:00:00Z'],
  ['after work: the next evening', '2026-11-25T18:00:00Z', '2026-11-26T16:00:00Z'],
  ['on Friday night: Monday evening', '2026-11-27T20:00:00Z', '2026-11-30T16:00:00Z'],
  ['at the very end of the day: the next evening', '2026-11-25T16:00:00Z', '2026-11-26T16:00:00Z'],
  ['in summer time', '2026-07-01T08:00:00Z', '2026-07-01T15:00:00Z'],
  ['over the change of the clock', '2026-10-24T10:00:00Z', '2026-10-26T16:00:00Z'],
])('same day, fired %s', (_, fired, due) => {
  expect(deadlineOf(at(fired), { sameDay: BERLIN })).toBe(at(due));
});

test('a duration runs day and night; triage has no deadline', () => {
  expect(deadlineOf(1000, { afterMs: 900_000 })).toBe(901_000);
  expect(deadlineOf(1000, { none: true })).toBeUndefined();
});
