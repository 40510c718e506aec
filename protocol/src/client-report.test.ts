import { expect, test } from 'vitest';
import { parseClientReport } from './client-report.ts';

const parse = (value: unknown): unknown => parseClientReport(new TextEncoder().encode(JSON.stringify(value)));
const entry = (reason: unknown, category: unknown, quantity: unknown): object => ({ reason, category, quantity });

test('entries are added up by category and reason', () => {
  const report = {
    timestamp: 1,
    discarded_events: [
      entry('sample_rate', 'span', 2),
      entry('sample_rate', 'span', 3),
      entry('before_send', 'error', 1),
    ],
  };
  expect(parse(report)).toEqual([entry('sample_rate', 'span', 5), entry('before_send', 'error', 1)]);
});

test('a category that we do not know counts as default, a strange reason as other', () => {
  expect(parse({ discarded_events: [entry('a b\n', 'tomorrow', 1), entry(7, 'error', 1)] })).toEqual([
    entry('other', 'default', 1),
    entry('other', 'error', 1),
  ]);
});

test.each([0, -1, 1.5, '3', null, undefined, 1e12])('quantity %j says nothing', (quantity) => {
  expect(parse({ discarded_events: [entry('sample_rate', 'span', quantity)] })).toEqual([]);
});

test('entries that are no objects are left out, a report without entries is empty', () => {
  expect(parse({ discarded_events: [null, 7, 'x', [], entry('ignored', 'error', 1)] })).toEqual([
    entry('ignored', 'error', 1),
  ]);
  expect(parse({ timestamp: 1 })).toEqual([]);
});

test.each([null, 7, 'x', { discarded_events: 7 }, { discarded_events: {} }])('%j is no report', (value) => {
  expect(parse(value)).toBeUndefined();
});

test('what is not JSON is no report, however deep', () => {
  expect(parseClientReport(new TextEncoder().encode('{'))).toBeUndefined();
  expect(parseClientReport(Uint8Array.of(0xff, 0))).toBeUndefined();
  expect(parseClientReport(new TextEncoder().encode('['.repeat(100_000)))).toBeUndefined();
});

test('ten thousand reasons are bounded and nothing is lost', () => {
  const events = Array.from({ length: 10_000 }, (_, index) => entry(`reason_${index}`, 'error', 1));
  const counts = parseClientReport(new TextEncoder().encode(JSON.stringify({ discarded_events: events }))) ?? [];
  expect(counts.length).toBe(65);
  expect(counts.reduce((sum, discarded) => sum + discarded.quantity, 0)).toBe(10_000);
});
