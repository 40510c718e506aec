import { describe, expect, it } from 'vitest';
import type { OutcomeStats } from '../../data/shapes.ts';
import { outcomeChart, outcomeRows, outcomeTotals, settingHref, sumMismatch } from './outcomes.ts';

const group = (outcome: string, reason: string, values: number[], total?: number) => ({
  by: { outcome, reason },
  totals: { 'sum(quantity)': total ?? values.reduce((sum, n) => sum + n, 0) },
  series: { 'sum(quantity)': values },
});

const stats: OutcomeStats = {
  start: '2026-11-24T10:00:00Z',
  end: '2026-11-24T12:00:00Z',
  intervals: ['2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z'],
  groups: [
    group('rate_limited', 'key_quota', [1, 2]),
    group('accepted', '', [10, 20]),
    group('filtered', 'a', [4, 0]),
    group('filtered', 'b', [1, 0]),
  ],
};

describe('outcomes', () => {
  it('stacks in a fixed order and adds up the groups of an outcome', () => {
    const { times, series } = outcomeChart(stats);
    expect(times).toEqual([1_795_514_400, 1_795_518_000]);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['accepted', [10, 20]],
      ['filtered', [5, 0]],
      ['rate limited', [1, 2]],
    ]);
  });

  it('adds up', () => {
    expect(outcomeTotals(stats)).toEqual([
      { outcome: 'accepted', quantity: 30 },
      { outcome: 'filtered', quantity: 5 },
      { outcome: 'rate_limited', quantity: 3 },
    ]);
    expect(sumMismatch(stats)).toBe(0);
    expect(sumMismatch({ ...stats, groups: [group('accepted', '', [1], 3)] })).toBe(2);
  });

  it('lists losses first', () => {
    expect(outcomeRows(stats).map(({ reason, quantity }) => [reason, quantity])).toEqual([
      ['a', 4],
      ['key_quota', 3],
      ['b', 1],
      ['', 30],
    ]);
  });

  it('leads to the setting of the project, where that is known', () => {
    expect(settingHref('/settings/acme/projects/#keys', 'api')).toBe('/settings/acme/projects/api/#keys');
    expect(settingHref('/settings/acme/projects/#keys', undefined)).toBe('/settings/acme/projects/#keys');
    expect(settingHref('/organizations/acme/stats/#dead-letters', 'api')).toBe(
      '/organizations/acme/stats/#dead-letters',
    );
  });
});
