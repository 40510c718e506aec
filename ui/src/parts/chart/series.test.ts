import { describe, expect, it } from 'vitest';
import { bucketSeconds, lastShare, seriesTotal, stackSeries, toCsv } from './series.ts';

const series = [
  { name: 'accepted', colour: '--a', values: [1, 2, null] },
  { name: 'too "large"', colour: '--b', values: [3, null, null] },
];

describe('series', () => {
  it('stacks from the highest, and keeps what is unknown a gap', () => {
    expect(stackSeries(series)).toEqual([
      [4, 2, null],
      [1, 2, null],
    ]);
  });

  it('adds up only what is known', () => {
    expect(seriesTotal(series, 0)).toBe(4);
    expect(seriesTotal(series, 1)).toBe(2);
    expect(seriesTotal(series, 2)).toBeNull();
  });

  it('knows how far the last bucket is', () => {
    const times = [0, 300, 600];
    expect(bucketSeconds(times)).toBe(300);
    expect(lastShare(times, 720)).toBe(0.4);
    expect(lastShare(times, 900)).toBe(1);
    expect(lastShare([], 900)).toBe(1);
  });

  it('writes CSV that a spreadsheet reads back', () => {
    expect(toCsv([0, 60], series)).toBe(
      'time,accepted,"too ""large"""\n1970-01-01T00:00:00.000Z,1,3\n1970-01-01T00:01:00.000Z,2,',
    );
  });
});
