import { describe, expect, it } from 'vitest';
import {
  plural,
  shortRelease,
  formatAge,
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatTook,
  formatShare,
  formatTime,
  formatWhen,
} from './format.ts';

describe('formats', () => {
  it.each([
    [0, '0'],
    [9_999, '9,999'],
    [12_400, '12.4k'],
    [10_000_000, '10M'],
  ])('counts %d as %s', (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.000_01, '< 0.01 %'],
    [0.0331, '3.3 %'],
    [0.91, '91 %'],
    [0.9962, '99.62 %'],
    [0.999_999, '> 99.99 %'],
    [1, '100 %'],
  ])('shows the share %d as %s', (share, text) => expect(formatShare(share)).toBe(text));

  it.each([
    [0.25, '250 µs'],
    [0, '0 ms'],
    [840, '840 ms'],
    [72_000, '1 min 12 s'],
    [3_600_000, '1 h'],
    [90_000_000, '1 d 1 h'],
  ])('shows %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it.each([
    [512, '512 B'],
    [1536, '1.5 KiB'],
    [3.2 * 1024 ** 2, '3.2 MiB'],
  ])('shows %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [10, 'now'],
    [42_000, '42 s'],
    [180_000, '3 min'],
    [5 * 3_600_000, '5 h'],
  ])('shows an age of %d ms as %s', (ms, text) => expect(formatAge(ms)).toBe(text));

  const at = new Date('2026-11-24T14:02:11.483Z');
  it('shows times in the chosen clock, with seconds', () => {
    expect(formatTime(at, { utc: true }, at)).toBe('24 Nov 14:02:11');
    expect(formatTime(at, { utc: true }, new Date('2027-01-01'))).toContain('2026');
    expect(formatClock(at, { utc: true })).toBe('14:02:11.483');
  });

  it('is relative for a week, then a date', () => {
    expect(formatWhen(at, { utc: true }, new Date('2026-11-24T14:05:11.483Z'))).toBe('3 min');
    expect(formatWhen(at, { utc: true }, new Date(at.getTime() - 900))).toBe(formatWhen(at, { utc: true }, at));
    expect(formatWhen(at, { utc: true }, new Date('2026-12-24T14:05:11Z'))).toBe('24 Nov');
    expect(formatWhen(at, { utc: true }, new Date('2026-11-24T14:00:00Z'))).toBe('24 Nov');
  });
});

describe('words', () => {
  it('names a release by what tells it apart', () => {
    expect(['payment-api@2.0.1', '2.0.1', '@scope/app@1.0', 'odd@'].map(shortRelease)).toEqual([
      '2.0.1',
      '2.0.1',
      '1.0',
      'odd@',
    ]);
  });

  it('counts in singular and plural', () => {
    expect([0, 1, 2].map((count) => plural(count, 'event'))).toEqual(['events', 'event', 'events']);
  });
});

it.each([
  [0.25, '250 µs'],
  [20.44, '20.4 ms'],
  [1840, '1.84 s'],
  [72_000, '1 min 12 s'],
  [0, '0 ms'],
])('%d ms took %s', (ms, text) => {
  expect(formatTook(ms)).toBe(text);
});
