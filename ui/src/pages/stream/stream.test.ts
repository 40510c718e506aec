import { describe, expect, it } from 'vitest';
import type { Issue } from '../../data/shapes.ts';
import { complete, completionsFor, isId, wordAt } from './complete.ts';
import { countNewer, patchRows } from './newer.ts';
import { corrected } from '../../parts/search-notes.tsx';

const known = {
  tags: [
    { key: 'letter', count: 3 },
    { key: 'level', count: 9 },
  ],
  values: [
    { value: 'web@2.0.1', count: 7 },
    { value: 'web@2.0.0', count: 2 },
    { value: 'on hold', count: 1 },
  ],
};
const offered = (text: string, caret = text.length) =>
  completionsFor(wordAt(text, caret), known).map(({ insert, count }) => `${insert} ${count ?? '-'}`);

describe('completion', () => {
  it('offers keys with counts, then values with counts', () => {
    expect(offered('is:unresolved le')).toEqual(['level: 9', 'letter: 3']);
    expect(offered('release:2.0')).toEqual(['release:web@2.0.1 7', 'release:web@2.0.0 2']);
    expect(offered('x:on')).toEqual(['x:"on hold" 1']);
    expect(offered('assigned:m')).toContain('assigned:me -');
  });

  it('offers keys on an empty place, and the other values of a finished word', () => {
    expect(offered('')).toContain('is: -');
    expect(offered('release:web@2.0.1')).toEqual(['release:latest -', 'release:web@2.0.0 2', 'release:"on hold" 1']);
  });

  it('reads the word that the caret is in', () => {
    expect(offered('le is:unresolved', 2)).toEqual(['level: 9', 'letter: 3']);
    expect(wordAt('x:"on hold" y', 6)).toMatchObject({ start: 0, end: 11, key: 'x', typed: 'on ' });
  });

  it('replaces only that word', () => {
    const done = (text: string, caret: number, insert: string) => complete(text, wordAt(text, caret), insert);
    expect(done('is:unresolved le', 16, 'level:')).toEqual({ text: 'is:unresolved level:', caret: 20 });
    expect(done('!is:res', 7, 'is:resolved')).toEqual({ text: '!is:resolved ', caret: 13 });
    expect(done('le is:new', 2, 'level:error')).toEqual({ text: 'level:error is:new', caret: 12 });
  });
});

describe('ids', () => {
  it('are short ids and ids of events', () => {
    expect(['WEB-APP-3', 'a'.repeat(32)].map(isId)).toEqual([true, true]);
    expect(['is:new', 'two words', 'TypeError'].map(isId)).toEqual([false, false, false]);
  });
});

describe('a mistake in a search', () => {
  it('is mended where it is, in the key or in the value', () => {
    expect(corrected('is:new levl:error', 7, 'level')).toBe('is:new level:error');
    expect(corrected('!is:nw', 0, 'new')).toBe('!is:new');
    expect(corrected('a:1 level:eror', 4, 'error')).toBe('a:1 level:error');
    expect(corrected('has:regoin', 0, 'region')).toBe('has:region');
    expect(corrected('os:"Mca OS" b:1', 0, 'Mac OS')).toBe('os:"Mac OS" b:1');
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
