import { describe, expect, it } from 'vitest';
import { mergeTags, searchTerm } from './tags.ts';

describe('tags', () => {
  const rows = mergeTags(
    [
      {
        key: 'release',
        name: 'Release',
        totalValues: 100,
        uniqueValues: 3,
        topValues: [
          { name: '2.0.0', value: '2.0.0', count: 91 },
          { name: '1.9.2', value: '1.9.2', count: 8 },
        ],
      },
      { key: 'region', name: 'Region', totalValues: 10, topValues: [{ name: 'eu', value: 'eu', count: 10 }] },
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

  it('quotes what the search would split', () => {
    expect(searchTerm('url', 'https://x/a')).toBe('url:https://x/a');
    expect(searchTerm('os', 'Mac "OS" 15')).toBe(String.raw`os:"Mac \"OS\" 15"`);
    expect(searchTerm('a', '')).toBe('a:""');
  });
});
