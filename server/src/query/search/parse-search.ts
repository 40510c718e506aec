import { parseList, parseFilterValue } from './parse-filter-value.ts';
import { closedQuoteFollows, fail, look, skipSpaces, take, takeQuoted, wordEnd, type Cursor } from './search-cursor.ts';
import { filtersOf, type Operator, type SearchFilter, type SearchNode } from './search-tree.ts';
import { readValue, wordOperatorAt } from './search-value.ts';

const LENGTH_MAX = 4096;
const DEPTH_MAX = 20;
const TERMS_MAX = 100;
/** Sentry's keys are of ASCII letters, digits, `_`, `.` and `-`; the tags that SDKs send hold other letters and `/`, too. */
const NAME = String.raw`[\p{L}\p{N}_.-](?:[\p{L}\p{N}_./-]*[\p{L}\p{N}_.-])?`;
const TAG = String.raw`(tags|flags)\[\s*(?:"([^"]+)"|([^\]",]+?))\s*(?:,\s*(string|number|boolean)\s*)?\]`;
const FUNCTION = String.raw`([a-z_][a-z0-9_]*)\(([^()]*)\)`;
const KEY = new RegExp(`(!?)(?:${TAG}|${FUNCTION}|(${NAME})|"([^"]+)"):`, 'uy');
const OPERATOR = />=|<=|!=|>|<|=/y;
const CONNECTIVE = /(AND|OR)(?=[\s(]|$)/iy;

/** Sentry's search language. Throws `SearchError` with the position of what is wrong. Undefined: an empty search. */
export function parseSearch(search: string): SearchNode | undefined {
  const text = search.trimEnd();
  if (text.length > LENGTH_MAX) fail(`A search has at most ${LENGTH_MAX} characters`, LENGTH_MAX);
  const cursor: Cursor = { text, at: text.length - text.trimStart().length, depth: 0, terms: 0 };
  if (cursor.at >= text.length) return undefined;
  const tree = parseOr(cursor);
  if (cursor.at < text.length) fail('There is no "(" for this ")"', cursor.at);
  return tree;
}

function parseOr(cursor: Cursor): SearchNode {
  const start = cursor.at;
  const nodes = [parseAnd(cursor)];
  while (connective(cursor) === 'OR') {
    take(cursor, CONNECTIVE);
    nodes.push(parseAnd(cursor));
  }
  const mixed = nodes.length > 1 && nodes.some(holdsFunction) && !nodes.every(holdsOnlyFunctions);
  if (mixed) fail('OR cannot join a condition on a function with one on a field', start);
  return group('or', nodes);
}

function parseAnd(cursor: Cursor): SearchNode {
  const nodes: SearchNode[] = [];
  for (;;) {
    skipSpaces(cursor);
    const word = connective(cursor);
    if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === ')' || word === 'OR') break;
    if (word === 'AND') {
      if (nodes.length === 0) fail('A condition is missing before AND', cursor.at);
      take(cursor, CONNECTIVE);
      skipSpaces(cursor);
      if (cursor.at >= cursor.text.length || connective(cursor) !== undefined)
        fail('A condition is missing after AND', cursor.at);
      continue;
    }
    nodes.push(parseTerm(cursor));
  }
  if (nodes.length === 0) fail('A condition is missing here', cursor.at);
  return group('and', nodes);
}

function group(kind: 'and' | 'or', nodes: readonly SearchNode[]): SearchNode {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind, nodes };
}

function parseTerm(cursor: Cursor): SearchNode {
  cursor.terms++;
  if (cursor.terms > TERMS_MAX) fail(`A search has at most ${TERMS_MAX} conditions`, cursor.at);
  if (cursor.text[cursor.at] === '(') return parseParenthesis(cursor);
  const position = cursor.at;
  const key = isFilter(cursor) ? take(cursor, KEY) : undefined;
  return key === undefined ? parseText(cursor) : parseFilter(cursor, key, position);
}

function parseParenthesis(cursor: Cursor): SearchNode {
  const open = cursor.at;
  cursor.at++;
  cursor.depth++;
  if (cursor.depth > DEPTH_MAX) fail('Parentheses are nested too deeply', open);
  const tree = parseOr(cursor);
  if (cursor.text[cursor.at] !== ')') fail('There is no ")" for this "("', open);
  cursor.at++;
  cursor.depth--;
  return tree;
}

/** `https://…` and `Billing::CardDeclined` are text: what follows the colon is no value. */
function isFilter(cursor: Cursor): boolean {
  if (look(cursor, KEY) === undefined) return false;
  const after = cursor.text.slice(KEY.lastIndex, KEY.lastIndex + 2);
  return !after.startsWith('//') && !after.startsWith(':');
}

function parseFilter(cursor: Cursor, key: RegExpExecArray, position: number): SearchFilter {
  const [, not, bracket, quotedTag, tag, tagType, fn, args, name, quoted] = key;
  const valuePosition = cursor.at;
  const sign = take(cursor, OPERATOR)?.[0] ?? '=';
  const word = wordOperatorAt(cursor.text, cursor.at);
  if (word !== undefined) cursor.at = word.end;
  const list = parseList(cursor);
  const values = list ?? [parseFilterValue(cursor, cursor.text.slice(position, valuePosition - 1))];
  return {
    kind: 'filter',
    key: quotedTag ?? tag ?? fn ?? name ?? quoted ?? '',
    keyKind: fn !== undefined ? 'function' : bracket === 'tags' ? 'tag' : bracket === 'flags' ? 'flag' : 'name',
    tagType: (tagType ?? 'string') as SearchFilter['tagType'],
    args: args === undefined || args.trim() === '' ? [] : args.split(',').map((text) => text.trim()),
    negated: (not === '!') !== (sign === '!='),
    operator: (sign === '!=' ? '=' : sign) as Operator,
    values: word === undefined ? values : values.map(word.apply),
    isList: list !== undefined,
    position,
    valuePosition,
  };
}

/** Words side by side are one text, as Sentry reads them; a quoted text stands alone. */
function parseText(cursor: Cursor): SearchNode {
  const position = cursor.at;
  if (closedQuoteFollows(cursor)) {
    return { kind: 'text', value: readValue(takeQuoted(cursor) ?? '', { quoted: true }), position };
  }
  let end = cursor.at;
  for (;;) {
    const next = Math.max(wordEnd(cursor), cursor.at + 1);
    cursor.at = end = next;
    while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
    const isOver = cursor.at >= cursor.text.length || '()'.includes(cursor.text[cursor.at] ?? '');
    if (isOver || isFilter(cursor) || connective(cursor) !== undefined || closedQuoteFollows(cursor)) break;
  }
  return { kind: 'text', value: readValue(cursor.text.slice(position, end), { quoted: false }), position };
}

function holdsFunction(node: SearchNode): boolean {
  return filtersOf(node).some(({ keyKind }) => keyKind === 'function');
}

function holdsOnlyFunctions(node: SearchNode): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'filter' ? node.keyKind === 'function' : node.nodes.every(holdsOnlyFunctions);
}

function connective(cursor: Cursor): 'AND' | 'OR' | undefined {
  const word = look(cursor, CONNECTIVE)?.[1]?.toUpperCase();
  return word === 'AND' || word === 'OR' ? word : undefined;
}
