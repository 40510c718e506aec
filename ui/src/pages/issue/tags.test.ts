import { describe, expect, it } from 'vitest';
import type { TagCount } from '../../data/shapes.ts';
import { mergeTags } from './tags.ts';

const top = (key: string, value: string, count: number): TagCount['topValues'][number] => ({
  key,
  name: value,
  value,
  count,
  firstSeen: null,
  lastSeen: null,
  query: null,
});

describe('tags', () => {
  const rows = mergeTags(
    [
      {
        key: 'release',
        name: 'Release',
        totalValues: 100,
        uniqueValues: 3,
        topValues: [top('release', '2.0.0', 91), top('release', '1.9.2', 8)],
      },
      { key: 'region', name: 'Region', totalValues: 10, uniqueValues: 1, topValues: [top('region', 'eu', 10)] },
    ],
    [
      { key: 'release', value: '2.0.0' },
      { key: 'zone', value: 'b' },
    ],
  );

  it("puts the team's own tags first", () => {
    expect(rows.map(({ key }) => key)).toEqual(['region', 'zone', 'release']);
  });

  it("says how common this event's value is", () => {
    expect(rows.find(({ key }) => key === 'release')).toMatchObject({ current: '2.0.0', share: 0.91 });
    expect(rows.find(({ key }) => key === 'zone')?.share).toBeUndefined();
    expect(rows.find(({ key }) => key === 'region')).toMatchObject({ current: undefined, share: 1 });
  });
});
