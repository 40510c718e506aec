import { describe, expect, it } from 'vitest';
import { defaultPeriod, parsePeriod, shiftPeriod } from './period.ts';

const clock = { now: new Date('2026-11-24T16:00:00Z'), utc: true };

describe('parsePeriod', () => {
  it.each([
    ['2h', { statsPeriod: '2h' }],
    [' 14d ', { statsPeriod: '14d' }],
    ['14:00-14:20', { start: '2026-11-24T14:00:00.000Z', end: '2026-11-24T14:20:00.000Z' }],
    ['23:50-00:10', { start: '2026-11-23T23:50:00.000Z', end: '2026-11-24T00:10:00.000Z' }],
    [
      '2026-11-24 10:00:00,123 ERROR payment failed',
      { start: '2026-11-24T09:45:00.123Z', end: '2026-11-24T10:15:00.123Z' },
    ],
    ['2026-11-24T10:00:00+02:00', { start: '2026-11-24T07:45:00.000Z', end: '2026-11-24T08:15:00.000Z' }],
  ])('reads %s', (text, period) => {
    expect(parsePeriod(text, clock)).toEqual(period);
  });

  it.each(['', 'soon', '0h', '99'])('refuses %j', (text) => {
    expect(parsePeriod(text, clock)).toBeUndefined();
  });
});

describe('shiftPeriod', () => {
  it('goes back by the length of the period', () => {
    expect(shiftPeriod({ statsPeriod: '1h' }, -1, clock.now)).toEqual({
      start: '2026-11-24T14:00:00.000Z',
      end: '2026-11-24T15:00:00.000Z',
    });
  });

  it('does not go past now', () => {
    expect(shiftPeriod({ statsPeriod: '1h' }, 1, clock.now)).toEqual({
      start: '2026-11-24T15:00:00.000Z',
      end: '2026-11-24T16:00:00.000Z',
    });
  });
});

describe('the period when none is chosen', () => {
  it.each([
    [60, '1h'],
    [3599, '1h'],
    [3600, '6h'],
    [5 * 3600, '6h'],
    [6 * 3600, '24h'],
    [90 * 86_400, '24h'],
  ])('is, %i s after the first event, %s', (age, period) => {
    expect(defaultPeriod(1000, 1000 + age)).toBe(period);
  });

  it('is a day when there is no event or that is not known', () => {
    expect([defaultPeriod(null, 0), defaultPeriod(undefined, 0)]).toEqual(['24h', '24h']);
  });
});
