import { describe, expect, it } from 'vitest';
import { carriedFilters, parseSearch, periodQuery, readSearch, stringifySearch } from './search.ts';

describe('URL state', () => {
  it('keeps values as they were typed', () => {
    const text = '?project=1&project=2&query=release%3A1.0&statsPeriod=24h&utc=true';
    const search = readSearch(parseSearch(text));
    expect(search).toEqual({
      project: ['1', '2'],
      query: 'release:1.0',
      statsPeriod: '24h',
      utc: true,
    });
    expect(stringifySearch({ ...search })).toBe('?project=1&project=2&statsPeriod=24h&query=release%3A1.0&utc=true');
  });

  it('falls back where it does not understand', () => {
    expect(readSearch({ statsPeriod: 'soon', project: 7, utc: 'maybe' })).toEqual({});
  });

  it('tells an empty query from no query', () => {
    expect(readSearch(parseSearch('?query='))).toEqual({ query: '' });
    expect(readSearch(parseSearch(''))).toEqual({});
  });

  it('carries the filters but not the page state to another page', () => {
    expect(carriedFilters({ project: ['1'], cursor: '0:50:0', query: 'x', utc: true })).toEqual({
      project: ['1'],
      utc: true,
    });
  });

  it('prefers an absolute range', () => {
    expect(periodQuery({ statsPeriod: '1h', start: 'a', end: 'b' }, '24h')).toEqual({ start: 'a', end: 'b' });
    expect(periodQuery({}, '6h')).toEqual({ statsPeriod: '6h' });
  });
});
