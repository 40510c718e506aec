import { describe, expect, it } from 'vitest';
import { foldGroups } from './fold-groups.ts';

const event = (eventId: string, ...hashes: string[]) => ({ eventId, title: `title of ${eventId}`, hashes });

describe('folding events into groups', () => {
  it('joins events that share any hash, in the order of arrival', () => {
    expect(foldGroups([event('1', 'a', 'z'), event('2', 'b'), event('3', 'c', 'z'), event('4', 'c')])).toEqual([
      { title: 'title of 4', hashes: ['a', 'z', 'c'], eventIds: ['1', '3', '4'] },
      { title: 'title of 2', hashes: ['b'], eventIds: ['2'] },
    ]);
  });

  it('lets the first hash decide when several groups could', () => {
    expect(
      foldGroups([event('1', 'a'), event('2', 'b'), event('3', 'b', 'a')]).map(({ eventIds }) => eventIds),
    ).toEqual([['2', '3'], ['1']]);
  });
});
