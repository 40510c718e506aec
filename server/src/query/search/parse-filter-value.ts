import { fail, skipSpaces, takeQuoted, wordEnd, type Cursor } from './search-cursor.ts';
import type { SearchValue } from './search-tree.ts';
import { readValue } from './search-value.ts';

/** `key` as it was written, for messages. */
export function parseFilterValue(cursor: Cursor, key: string): SearchValue {
  const start = cursor.at;
  if (cursor.text[start] === '"') {
    const raw = takeQuoted(cursor);
    if (raw === undefined) fail('There is no second quote for this quote', start);
    endsHere(cursor);
    return readValue(raw, { quoted: true });
  }
  const end = wordEnd(cursor);
  const raw = cursor.text.slice(start, end);
  const quote = raw.search(/(?<!\\)"/);
  if (quote >= 0) fail('A value with a quote in it must itself be in quotes: key:"a \\"b\\" c"', start + quote);
  if (raw === '') {
    fail(`A value is missing after "${key}:". To search for this as text, put it in quotes`, start);
  }
  cursor.at = end;
  endsHere(cursor);
  return readValue(raw, { quoted: false });
}

/** Only a space separates conditions. */
function endsHere(cursor: Cursor): void {
  const next = cursor.text[cursor.at];
  if (next === '\t' || next === '\n' || next === '\r') {
    fail('A tab or a line break does not separate conditions: use a space', cursor.at);
  }
  if (next !== undefined && next !== ' ' && next !== ')') {
    fail('A space is missing after the quoted value', cursor.at);
  }
}

/** `[a, "b c"]`; undefined when this is no list, which then is text. */
export function parseList(cursor: Cursor): SearchValue[] | undefined {
  const open = cursor.at;
  if (cursor.text[open] !== '[' || cursor.text[open + 1] === ']') return undefined;
  const values: SearchValue[] = [];
  cursor.at++;
  for (;;) {
    skipSpaces(cursor);
    values.push(parseItem(cursor));
    skipSpaces(cursor);
    const end = cursor.text[cursor.at];
    if (end === undefined) fail('There is no "]" for this "["', open);
    cursor.at++;
    if (end === ']') break;
    if (end !== ',') fail('A comma is missing in the list', cursor.at - 1);
  }
  endsHere(cursor);
  return values;
}

function parseItem(cursor: Cursor): SearchValue {
  const start = cursor.at;
  if (cursor.text[start] === '"') {
    const quoted = takeQuoted(cursor);
    if (quoted === undefined) fail('There is no second quote for this quote', start);
    return exact(readValue(quoted, { quoted: true }), start);
  }
  while (cursor.at < cursor.text.length && !',]'.includes(cursor.text[cursor.at] ?? '')) cursor.at++;
  const raw = cursor.text.slice(start, cursor.at).trim();
  if (raw === '') fail('An item of the list is empty', start);
  return exact(readValue(raw, { quoted: false }), start);
}

function exact(value: SearchValue, position: number): SearchValue {
  if (value.parts !== null) {
    fail(
      String.raw`A list holds exact values: write key:a* OR key:b* for wildcards, and \* for a star itself`,
      position,
    );
  }
  return value;
}
