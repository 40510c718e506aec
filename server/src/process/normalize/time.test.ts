import { expect, test } from 'vitest';
import { normalize, remarkAt } from './normalize-fixtures.ts';
import { readSeconds } from './time.ts';

const AT = 1_795_521_600.5;

test.each<[string, unknown, number | undefined]>([
  ['seconds', AT, AT],
  ['milliseconds', 1_795_521_600_500, AT],
  ['microseconds', 1_795_521_600_500_000, AT],
  ['nanoseconds', 1_795_521_600_500_000_000, AT],
  ['nanoseconds as text', '1795521600500000000', AT],
  ['seconds as text', ' 1795521600.5 ', AT],
  ['ISO 8601', '2026-11-24T12:00:00.5Z', AT],
  ['ISO 8601 without a zone', '2026-11-24T12:00:00.5', AT],
  ['ISO 8601 with a zone', '2026-11-24T13:00:00.5+01:00', AT],
  ['ISO 8601 with a blank and a comma', '2026-11-24 12:00:00,500', AT],
  ['a date', '2026-11-24', 1_795_478_400],
  ['the first plausible second', 315_532_800, 315_532_800],
  ['zero', 0, undefined],
  ['an uptime', 5_000, undefined],
  ['a negative number', -AT, undefined],
  ['picoseconds', 1.7955216e21, undefined],
  ['infinity', Number.POSITIVE_INFINITY, undefined],
  ['not a number', Number.NaN, undefined],
  ['a year long gone', '1601-01-01T00:00:00Z', undefined],
  ['a year that no date can have', '+275760-09-13T00:00:00Z', undefined],
  ['a month that there is not', '2026-13-01', undefined],
  ['empty', '', undefined],
  ['a word', 'yesterday', undefined],
  ['an object', {}, undefined],
])('%s', (_name, value, seconds) => {
  expect(readSeconds(value)).toBe(seconds);
});

test('a breadcrumb loses a time that is none, with a remark, and nothing else', () => {
  const event = normalize({
    breadcrumbs: [
      { timestamp: 1e300, message: 'a' },
      { timestamp: AT * 1e9, message: 'b' },
    ],
  });
  expect(event.breadcrumbs?.values).toEqual([{ message: 'a' }, { message: 'b', timestamp: AT }]);
  expect(remarkAt(event, 'breadcrumbs', 'values', '0', 'timestamp')).toEqual({
    err: [['invalid_data', { reason: 'expected a time between 1980 and 2100' }]],
  });
});

test.each([8.64e18, -1, Number.POSITIVE_INFINITY])('a sent_at of %d shifts no time', (sentAt) => {
  const event = normalize({ breadcrumbs: [{ timestamp: AT }] }, { item: { sentAt } });
  expect(event.breadcrumbs?.values[0]?.timestamp).toBe(AT);
});
