import { SearchError } from './search-error.ts';

/** Where a parse stands. */
export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  terms: number;
}

/** Takes what the sticky expression matches here. */
export function take(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  const match = look(cursor, expression);
  if (match !== undefined) cursor.at = expression.lastIndex;
  return match;
}

export function look(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  expression.lastIndex = cursor.at;
  return expression.exec(cursor.text) ?? undefined;
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at++;
}

/** The end of a word: a space, or a parenthesis that closes a group and not one of the word itself, as in `handle(event)`. */
export function wordEnd(cursor: Cursor): number {
  let open = 0;
  let at = cursor.at;
  for (; at < cursor.text.length; at++) {
    const character = cursor.text[at];
    if (character === ' ' || character === '\t' || character === '\n' || character === '\r') break;
    if (character === '(') open++;
    else if (character === ')' && --open < 0 && cursor.depth > 0) break;
  }
  return at;
}

/**
 * The text between quotes, with its escapes; undefined when the quote is never closed. Backslashes are literal, except in a run
 * before a quote or at the end: there two make one, and an odd one makes the quote literal.
 */
export function takeQuoted(cursor: Cursor): string | undefined {
  for (let at = cursor.at + 1; at < cursor.text.length; at++) {
    if (cursor.text[at] === '\\') {
      const end = endOfRun(cursor.text, at);
      if (cursor.text[end] === '"' && (end - at) % 2 === 1) at = end;
      else at = end - 1;
    } else if (cursor.text[at] === '"') {
      const raw = cursor.text.slice(cursor.at + 1, at);
      cursor.at = at + 1;
      return raw;
    }
  }
  return undefined;
}

/** Where the run of backslashes that begins here ends. */
export function endOfRun(text: string, from: number): number {
  let at = from;
  while (text[at] === '\\') at++;
  return at;
}

export function closedQuoteFollows(cursor: Cursor): boolean {
  const at = cursor.at;
  const isClosed = cursor.text[at] === '"' && takeQuoted(cursor) !== undefined;
  cursor.at = at;
  return isClosed;
}

export function fail(message: string, position: number): never {
  throw new SearchError(message, position);
}
