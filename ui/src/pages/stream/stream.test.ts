import { describe, expect, it } from 'vitest';
import type { Issue } from '../../data/shapes.ts';
import { complete, suggestions } from './complete.ts';
import { countNewer, patchRows } from './newer.ts';

describe('completion', () => {
  it('offers keys, then the values of a key', () => {
    expect(suggestions('is:unresolved le', ['letter'])).toEqual(['level:', 'letter:']);
    expect(suggestions('level:f', [])).toEqual(['level:fatal']);
    expect(suggestions('!is:res', [])).toEqual(['is:resolved']);
    expect(suggestions('is:resolved', [])).toEqual([]);
    expect(suggestions('', ['a'])).toEqual([]);
  });

  it('replaces only the word being typed', () => {
    expect(complete('is:unresolved le', 'level:')).toBe('is:unresolved level:');
    expect(complete('!is:res', 'is:resolved')).toBe('!is:resolved ');
  });
});

describe('live rows', () => {
  const row = (id: string, count: string) => ({ id, count }) as Issue;
  const shown = [row('1', '5'), row('2', '1')];
  const fresh = [row('3', '1'), row('2', '2'), row('1', '5')];

  it('keeps the order on screen and takes the new figures', () => {
    expect(patchRows(shown, fresh).map(({ id, count }) => `${id}:${count}`)).toEqual(['1:5', '2:2']);
  });

  it('counts exactly what is not on screen', () => {
    expect(countNewer(shown, fresh)).toBe(1);
  });
});
