import { describe, expect, it } from 'vitest';
import { knownSince, unknownRuns } from './no-data.ts';

const times = [0, 60, 120, 180];
const series = (...values: (number | null)[]) => [{ name: 'events', colour: '--a', values }];
const values = (counts: (number | null)[], since: number | null) =>
  knownSince(times, series(...counts), since)[0]?.values;

describe('no data', () => {
  it('is what was before the first event, and not after it', () => {
    expect(values([0, 0, 0, 4], 130)).toEqual([null, null, 0, 4]);
    expect(values([0, 0, 0, 0], 60)).toEqual([null, 0, 0, 0]);
    expect(values([0, 0, 0, 0], -5)).toEqual([0, 0, 0, 0]);
  });

  it('is everything while no event has come', () => {
    expect(values([0, 0, 0, 0], null)).toEqual([null, null, null, null]);
  });

  it('hides nothing that was counted', () => {
    expect(values([0, 2, 0, 1], 180)).toEqual([null, 2, 0, 1]);
    expect(values([0, 2, 0, 1], null)).toEqual([null, 2, 0, 1]);
  });

  it('comes in runs', () => {
    expect(unknownRuns(times, series(null, null, 1, null))).toEqual([
      [0, 2],
      [3, 4],
    ]);
  });
});
