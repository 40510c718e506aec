import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from './parse-search.ts';
import { SearchError } from './search-error.ts';
import type { SearchNode } from './search-tree.ts';
import { quoteValue } from './search-value.ts';

/** A tree as one line, so that the corpus can be read: `key=value`, `!key=value`, `text(value)`; wildcards are `⁕`. */
function written(node: SearchNode | undefined): string {
  if (node === undefined) return '';
  const value = ({ text, parts }: { text: string; parts: readonly string[] | null }) => parts?.join('⁕') ?? text;
  if (node.kind === 'text') return `text(${value(node.value)})`;
  if (node.kind !== 'filter') return `${node.kind}(${node.nodes.map(written).join(', ')})`;
  const type = node.tagType === 'string' ? '' : `,${node.tagType}`;
  const name = { name: node.key, tag: `tags[${node.key}${type}]`, flag: `flags[${node.key}]` };
  const key = node.keyKind === 'function' ? `${node.key}(${node.args.join('|')})` : name[node.keyKind];
  const values = node.values.map(value).join('|');
  return `${node.negated ? '!' : ''}${key}${node.operator}${node.isList ? `[${values}]` : values}`;
}

const CORPUS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['   ', ''],
  // Filters, their operators and negations.
  ['level:error', 'level=error'],
  ['  level:error  ', 'level=error'],
  ['!level:error', '!level=error'],
  ['level:!=error', '!level=error'],
  ['!level:!=error', 'level=error'],
  ['level:=error', 'level=error'],
  ['timesSeen:>=5', 'timesSeen>=5'],
  ['timesSeen:>5', 'timesSeen>5'],
  ['timesSeen:<=5k', 'timesSeen<=5k'],
  ['timestamp:>2026-01-31T12:00:00', 'timestamp>2026-01-31T12:00:00'],
  ['firstSeen:-24h', 'firstSeen=-24h'],
  ['release.version:>1.2', 'release.version>1.2'],
  ['random:>5', 'random>5'],
  // Quotes and escapes.
  ['level:"error"', 'level=error'],
  ['message:"say \\"hi\\" now"', 'message=say "hi" now'],
  ['path:"C:\\dir\\x"', 'path=C:\\dir\\x'],
  ['path:"C:\\dir\\\\"', 'path=C:\\dir\\'],
  ['status:""', 'status='],
  ['!status:""', '!status='],
  ['status:">5"', 'status=>5'],
  ['status:"[a]"', 'status=[a]'],
  ['message:"a\tb\nc"', 'message=a\tb\nc'],
  // Wildcards.
  ['region:e*', 'region=e⁕'],
  ['region:*e', 'region=⁕e'],
  ['region:"a *b*"', 'region=a ⁕b⁕'],
  ['region:\\*', 'region=*'],
  ['region:"a\\*b"', 'region=a*b'],
  ['region:a\\\\*', 'region=a\\⁕'],
  ['region:a\\b', 'region=a\\b'],
  ['key:\u{f00d}Contains\u{f00d}x', 'key=⁕x⁕'],
  ['key:\u{f00d}StartsWith\u{f00d}x', 'key=x⁕'],
  ['key:\u{f00d}EndsWith\u{f00d}[a, b]', 'key=[⁕a|⁕b]'],
  // Lists.
  ['level:[error, fatal]', 'level=[error|fatal]'],
  ['level:[error]', 'level=[error]'],
  ['!level:[error,"a, b"]', '!level=[error|a, b]'],
  ['level:[ error , "x" ]', 'level=[error|x]'],
  ['level:[]', 'level=[]'],
  ['level:["a\\*"]', 'level=[a*]'],
  // Keys.
  ['tags[level]:error', 'tags[level]=error'],
  ['tags["my key",string]:x', 'tags[my key]=x'],
  ['tags[size,number]:>5', 'tags[size,number]>5'],
  ['tags[on, boolean]:true', 'tags[on,boolean]=true'],
  ['flags["new-checkout"]:true', 'flags[new-checkout]=true'],
  ['"my key":x', 'my key=x'],
  ['app/route:x', 'app/route=x'],
  ['größe:x', 'größe=x'],
  ['ключ:значение', 'ключ=значение'],
  ['device.family:iPhone', 'device.family=iPhone'],
  ['has:release', 'has=release'],
  ['!has:"my key"', '!has=my key'],
  ['has:tags[x]', 'has=tags[x]'],
  // Functions.
  ['count():>5', 'count()>5'],
  ['count_unique(user):<10', 'count_unique(user)<10'],
  ['!count_if(level, equals, error):>=2', '!count_if(level|equals|error)>=2'],
  ['count():>5 OR count_unique(user):>2', 'or(count()>5, count_unique(user)>2)'],
  // Values that hold signs of their own.
  ['url:https://x.test/a?b=c', 'url=https://x.test/a?b=c'],
  ['culprit:load(orders)', 'culprit=load(orders)'],
  ['(culprit:load(orders))', 'culprit=load(orders)'],
  ['time:12:30:45', 'time=12:30:45'],
  // Free text: words side by side are one text.
  ['hello', 'text(hello)'],
  ['hello world', 'text(hello world)'],
  ['hello  world', 'text(hello  world)'],
  ['"hello world"', 'text(hello world)'],
  ['"hello" world', 'and(text(hello), text(world))'],
  ['x "y', 'text(x "y)'],
  ['"', 'text(")'],
  ['https://x.test', 'text(https://x.test)'],
  ['Billing::CardDeclined', 'text(Billing::CardDeclined)'],
  ['100%_*', 'text(100%_⁕)'],
  ['a\\*b', 'text(a*b)'],
  ['handle(event) failed', 'text(handle(event) failed)'],
  ['a\tb', 'text(a\tb)'],
  ['order', 'text(order)'],
  ['android', 'text(android)'],
  ['is:unresolved card declined level:error', 'and(is=unresolved, text(card declined), level=error)'],
  // AND, OR, parentheses.
  ['a:1 b:2', 'and(a=1, b=2)'],
  ['a:1 AND b:2', 'and(a=1, b=2)'],
  ['a:1 and b:2', 'and(a=1, b=2)'],
  ['a:1 b:2 OR c:3 and d:4', 'or(and(a=1, b=2), and(c=3, d=4))'],
  ['(a:1 OR b:2) c:3', 'and(or(a=1, b=2), c=3)'],
  ['(a:1)', 'a=1'],
  ['((a:1))', 'a=1'],
  ['a:1 OR(b:2)', 'or(a=1, b=2)'],
  ['x or y', 'or(text(x), text(y))'],
  ['(x y) z', 'and(text(x y), text(z))'],
];

describe('parseSearch', () => {
  it.each(CORPUS)('reads %j', (search, expected) => {
    expect(written(parseSearch(search))).toBe(expected);
  });

  it.each([
    ['a:1 )', 4],
    ['(a:1', 0],
    ['()', 1],
    ['a:[1,,2]', 5],
    ['a:[1', 2],
    ['a:[1 2', 2],
    ['a:["1" 2]', 7],
    ['a:[x*]', 3],
    ['a: b:1', 2],
    ['AND a:1', 0],
    ['OR a:1', 0],
    ['a:1 OR ', 6],
    ['a:1 AND', 7],
    ['a:1 AND AND b:2', 8],
    ['a:"x', 2],
    ['a:x"y', 3],
    ['a:"x"y', 5],
    ['a:1\tb:2', 3],
    ['a:1\nb:2', 3],
    ['count():>5 OR level:error', 0],
    ['('.repeat(30), 20],
    ['x'.repeat(4097), 4096],
    ['a:1 '.repeat(101), 400],
  ])('refuses %j at its place', (search, position) => {
    expect(() => parseSearch(search)).toThrow(expect.objectContaining({ name: 'SearchError', position }));
  });

  it('says at which index each part begins', () => {
    expect(parseSearch('a:1  !b:>2 c')).toMatchObject({
      nodes: [{ position: 0, valuePosition: 2 }, { position: 5, valuePosition: 8 }, { position: 11 }],
    });
  });

  it('answers any text with a tree or a SearchError', () => {
    const isAnswered = (search: string): boolean => {
      try {
        parseSearch(search);
      } catch (error) {
        return error instanceof SearchError;
      }
      return true;
    };
    const noise = fc.oneof(fc.string({ maxLength: 100 }), fc.stringMatching(/^(?:[ab]:|"|\(|\)|\[|\]|\*|\\| |OR|,)*$/));
    expect(fc.check(fc.property(noise, isAnswered), { numRuns: 500 })).toMatchObject({ failed: false });
  });

  it('reads a quoted value back as it was', () => {
    const isSame = (text: string): boolean => {
      const node = parseSearch(`key:${quoteValue(text)}`);
      return node?.kind === 'filter' && node.values[0]?.text === text && node.values[0].parts === null;
    };
    const texts = fc.oneof(fc.string({ maxLength: 50 }), fc.stringMatching(/^[\\"*a]*$/));
    expect(fc.check(fc.property(texts, isSame), { numRuns: 500 })).toMatchObject({ failed: false });
  });
});
