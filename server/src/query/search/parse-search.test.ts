import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { eventCondition } from './event-condition.ts';
import { parseSearch } from './parse-search.ts';
import { SearchError } from './search-error.ts';

const filter = (key: string, ...texts: string[]) => ({
  kind: 'filter',
  key,
  negated: false,
  operator: '=',
  values: texts.map((text) => expect.objectContaining({ text })),
  position: expect.any(Number),
});

describe('parseSearch', () => {
  it.each([
    ['level:error', filter('level', 'error')],
    ['level:"error"', filter('level', 'error')],
    ['!level:error', { ...filter('level', 'error'), negated: true }],
    ['level:!=error', { ...filter('level', 'error'), negated: true }],
    ['tags[level]:error', filter('level', 'error')],
    ['tags["my key",string]:x', filter('my key', 'x')],
    ['"my key":x', filter('my key', 'x')],
    ['level:[error, "a, b"]', filter('level', 'error', 'a, b')],
    ['timesSeen:>=5', { ...filter('timesSeen', '5'), operator: '>=' }],
    ['message:"say \\"hi\\""', filter('message', 'say "hi"')],
    ['url:https://x.test/a?b=c', filter('url', 'https://x.test/a?b=c')],
    ['culprit:load(orders)', filter('culprit', 'load(orders)')],
  ])('reads %s', (text, expected) => {
    expect(parseSearch(text)).toEqual(expected);
  });

  it('binds AND tighter than OR, and reads neighbours as AND', () => {
    expect(parseSearch('a:1 b:2 OR c:3 and d:4')).toMatchObject({
      kind: 'or',
      nodes: [
        { kind: 'and', nodes: [{ key: 'a' }, { key: 'b' }] },
        { kind: 'and', nodes: [{ key: 'c' }, { key: 'd' }] },
      ],
    });
    expect(parseSearch('(a:1 OR b:2) c:3')).toMatchObject({ kind: 'and', nodes: [{ kind: 'or' }, { key: 'c' }] });
  });

  it('takes a URL, a lone word and a star as text', () => {
    expect(parseSearch('https://x.test')).toMatchObject({ kind: 'text', value: { text: 'https://x.test' } });
    expect(parseSearch('100%_*')).toMatchObject({ kind: 'text', value: { pattern: '100\\%\\_%' } });
    expect(parseSearch(String.raw`a\*b`)).toMatchObject({ value: { text: 'a*b', pattern: null } });
  });

  it('finds nothing in nothing', () => {
    expect(parseSearch('')).toBeUndefined();
    expect(parseSearch('  ')).toBeUndefined();
  });

  it.each([
    ['a:1 )', 4],
    ['(a:1', 0],
    ['a:[1,,2]', 5],
    ['a:[]', 3],
    ['a: b:1', 2],
    ['AND a:1', 0],
    ['a:1 OR ', 7],
    ['a:"x', 2],
    ['('.repeat(30), 20],
  ])('refuses %s at its place', (text, position) => {
    expect(() => parseSearch(text)).toThrow(expect.objectContaining({ name: 'SearchError', position }));
  });

  it('answers any text with a tree or a SearchError, and never lets a value into the SQL', () => {
    const property = fc.property(fc.string({ maxLength: 200 }), fc.uuid(), (noise, secret) => {
      return !sqlOf(`${noise} k:"${secret}' OR 1=1"`).includes(secret);
    });
    expect(fc.check(property)).toMatchObject({ failed: false });
  });
});

/** Empty for a search that is refused. */
function sqlOf(text: string): string {
  try {
    const tree = parseSearch(text);
    return tree === undefined ? '' : eventCondition(tree).sql;
  } catch (error) {
    if (error instanceof SearchError) return '';
    throw error;
  }
}
