import { expect, it } from 'vitest';
import { intervalFor } from './interval.ts';

const NOW = 1_795_514_400;
const at = (seconds: number) => new Date(seconds * 1000).toISOString();

it.each([
  ['1h', '1m'],
  ['6h', '5m'],
  ['24h', '30m'],
  ['7d', '6h'],
  ['90d', '1d'],
])('shows %s in steps of %s', (statsPeriod, interval) => {
  expect(intervalFor({ statsPeriod }, NOW)).toBe(interval);
});

it('asks for minutes only where the server knows them', () => {
  expect(intervalFor({ start: at(NOW - 7200), end: at(NOW - 3600) }, NOW)).toBe('1m');
  expect(intervalFor({ start: at(NOW - 900_000), end: at(NOW - 896_400) }, NOW)).toBe('1h');
});
