import { expect, test } from 'vitest';
import { messageTitle, timeLeft } from './words.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

test.each([
  [null, 'no deadline', false],
  ['2026-11-20T12:15:00Z', '15 min left', false],
  ['2026-11-20T11:58:00Z', 'overdue by 2 min', true],
])('an alert due at %s: %s', (dueAt, text, isOverdue) => {
  expect(timeLeft({ dueAt }, NOW)).toEqual({ text, isOverdue });
});

test('a message of several alerts says how many', () => {
  const alert = { id: '1', tier: 'P1', title: 'Error: boom', project: 'api' };
  expect(messageTitle({ kind: 'fired', alertCount: 1, alerts: [alert] })).toBe('P1: Error: boom in api');
  expect(messageTitle({ kind: 'resolved', alertCount: 1, alerts: [alert] })).toBe('Resolved: P1: Error: boom in api');
  expect(messageTitle({ kind: 'digest', alertCount: 30, alerts: [alert] })).toBe(
    'P1: 30 alerts, the first: Error: boom in api',
  );
});
