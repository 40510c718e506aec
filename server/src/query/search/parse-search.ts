import { SearchError } from './search-error.ts';
import type { SearchFilter, SearchNode, SearchValue } from './search-tree.ts';

const LENGTH_MAX = 4096;
const DEPTH_MAX = 20;
const TERMS_MAX = 100;
const KEY =
  /(!?)(?:([A-Za-z0-9_.-]+)|"([^"]+)"|(?:tags|flags)\[\s*"?([^\]",]+)"?\s*(?:,\s*(?:string|number|boolean)\s*)?\]):/y;
const OPERATOR = />=|<=|!=|>|<|=/y;
const CONNECTIVE = /(AND|OR)(?=[\s(])/iy;

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  terms: number;
}

/** Sentry's search language. Throws `SearchError` with the position of what is wrong. Undefined: an empty search. */
export function parseSearch(text: string): SearchNode | undefined {
  if (text.length > LENGTH_MAX) throw new SearchError(`A search has at most ${LENGTH_MAX} characters`, LENGTH_MAX);
  const cursor: Cursor = { text, at: 0, depth: 0, terms: 0 };
  skipSpace(cursor);
  if (cursor.at >= text.length) return undefined;
  const tree = parseOr(cursor);
  if (cursor.at < text.length) throw new SearchError('This ")" closes nothing', cursor.at);
  return tree;
}

function parseOr(cursor: Cursor): SearchNode {
  const nodes = [parseAnd(cursor)];
  while (connective(cursor) === 'OR') {
    take(cursor, CONNECTIVE);
    nodes.push(parseAnd(cursor));
  }
  return group('or', nodes);
}

function parseAnd(cursor: Cursor): SearchNode {
  const nodes: SearchNode[] = [];
  for (;;) {
    skipSpace(cursor);
    const word = connective(cursor);
    if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === ')' || word === 'OR') break;
    if (word === 'AND') {
      if (nodes.length === 0) throw new SearchError('Something is missing before AND', cursor.at);
      take(cursor, CONNECTIVE);
      skipSpace(cursor);
      if (cursor.at >= cursor.text.length) throw new SearchError('Something is missing after AND', cursor.at);
      continue;
    }
    nodes.push(parseTerm(cursor));
  }
  if (nodes.length === 0) throw new SearchError('A condition is missing here', cursor.at);
  return group('and', nodes);
}

function group(kind: 'and' | 'or', nodes: readonly SearchNode[]): SearchNode {
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind, nodes };
}

function parseTerm(cursor: Cursor): SearchNode {
  cursor.terms++;
  if (cursor.terms > TERMS_MAX) throw new SearchError(`A search has at most ${TERMS_MAX} conditions`, cursor.at);
  if (cursor.text[cursor.at] === '(') return parseParenthesis(cursor);
  const position = cursor.at;
  const key = take(cursor, KEY);
  if (key === undefined) return { kind: 'text', value: parseValue(cursor), position };
  const name = key[2] ?? key[3] ?? key[4] ?? '';
  // A URL is free text, not a key `https`.
  if (cursor.text.startsWith('//', cursor.at)) {
    cursor.at = position;
    return { kind: 'text', value: parseValue(cursor), position };
  }
  const sign = take(cursor, OPERATOR)?.[0] ?? '=';
  const operator = (sign === '!=' ? '=' : sign) as SearchFilter['operator'];
  const values = cursor.text[cursor.at] === '[' ? parseList(cursor) : [parseFilterValue(cursor, name)];
  return { kind: 'filter', key: name, negated: (key[1] === '!') !== (sign === '!='), operator, values, position };
}

function parseParenthesis(cursor: Cursor): SearchNode {
  const open = cursor.at;
  cursor.at++;
  cursor.depth++;
  if (cursor.depth > DEPTH_MAX) throw new SearchError('Parentheses are nested too deeply', open);
  const tree = parseOr(cursor);
  if (cursor.text[cursor.at] !== ')') throw new SearchError('This "(" is never closed', open);
  cursor.at++;
  cursor.depth--;
  return tree;
}

function parseFilterValue(cursor: Cursor, key: string): SearchValue {
  const start = cursor.at;
  const value = parseValue(cursor);
  if (cursor.at === start) throw new SearchError(`A value is missing after "${key}:"`, start);
  return value;
}

function parseValue(cursor: Cursor): SearchValue {
  if (cursor.text[cursor.at] === '"') return parseQuoted(cursor);
  const start = cursor.at;
  let open = 0;
  for (; cursor.at < cursor.text.length; cursor.at++) {
    const character = cursor.text[cursor.at];
    if (character === ' ') break;
    if (character === '(') open++;
    // A parenthesis of the value itself, as in `handle(event)`, belongs to it.
    else if (character === ')' && --open < 0 && cursor.depth > 0) break;
  }
  return searchValue(cursor.text.slice(start, cursor.at));
}

function parseQuoted(cursor: Cursor): SearchValue {
  const start = cursor.at;
  let text = '';
  for (cursor.at++; cursor.at < cursor.text.length; cursor.at++) {
    const character = cursor.text[cursor.at];
    if (character === '"') {
      cursor.at++;
      return searchValue(text);
    }
    const next = cursor.text[cursor.at + 1];
    if (character === '\\' && next === '"') {
      text += '"';
      cursor.at++;
    } else text += character;
  }
  throw new SearchError('This quote is never closed', start);
}

function parseList(cursor: Cursor): SearchValue[] {
  const open = cursor.at;
  const values: SearchValue[] = [];
  cursor.at++;
  for (;;) {
    skipSpace(cursor);
    const start = cursor.at;
    if (cursor.text[cursor.at] === '"') values.push(parseQuoted(cursor));
    else {
      while (cursor.at < cursor.text.length && !',]'.includes(cursor.text[cursor.at] ?? '')) cursor.at++;
      const text = cursor.text.slice(start, cursor.at).trim();
      if (text === '') throw new SearchError('An item of the list is empty', start);
      values.push({ text, pattern: null });
    }
    skipSpace(cursor);
    const end = cursor.text[cursor.at];
    if (end === undefined) throw new SearchError('This "[" is never closed', open);
    cursor.at++;
    if (end === ']') return values;
    if (end !== ',') throw new SearchError('A comma is missing in the list', cursor.at - 1);
  }
}

/** `*` is the only wildcard, `\*` is a star. */
function searchValue(raw: string): SearchValue {
  let text = '';
  let pattern = '';
  let wild = false;
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] ?? '';
    if (character === '\\' && raw[at + 1] === '*') {
      text += '*';
      pattern += '*';
      at++;
    } else if (character === '*') {
      wild = true;
      text += character;
      pattern += '%';
    } else {
      text += character;
      pattern += /[%_\\]/.test(character) ? `\\${character}` : character;
    }
  }
  return { text, pattern: wild ? pattern : null };
}

/** For LIKE: the text anywhere. */
export function containsPattern(value: SearchValue): string {
  return value.pattern ?? `%${value.text.replace(/[%_\\]/g, (character) => `\\${character}`)}%`;
}

function connective(cursor: Cursor): 'AND' | 'OR' | undefined {
  CONNECTIVE.lastIndex = cursor.at;
  const word = CONNECTIVE.exec(cursor.text)?.[1]?.toUpperCase();
  return word === 'AND' || word === 'OR' ? word : undefined;
}

function take(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = cursor.at;
  const match = expression.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at = expression.lastIndex;
  return match;
}

function skipSpace(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === '\t' || cursor.text[cursor.at] === '\n')
    cursor.at++;
}
