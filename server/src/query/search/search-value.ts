import { endOfRun } from './search-cursor.ts';
import type { SearchValue } from './search-tree.ts';

/**
 * `*` is the only wildcard. Backslashes are literal, except in a run before `*`, before `"`, or at the end of a quoted text:
 * there two make one, and an odd one makes the star or the quote literal.
 */
export function readValue(raw: string, { quoted }: { quoted: boolean }): SearchValue {
  const parts: string[] = [];
  let text = '';
  let part = '';
  let wild = false;
  const add = (characters: string): void => {
    text += characters;
    part += characters;
  };
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '*') {
      wild = true;
      parts.push(part);
      part = '';
      text += '*';
    } else if (raw[at] === '\\') {
      const end = endOfRun(raw, at);
      const next = raw[end];
      const isEscape = next === '*' || next === '"' || (quoted && next === undefined);
      const length = end - at;
      add('\\'.repeat(isEscape ? Math.floor(length / 2) : length));
      if (isEscape && length % 2 === 1 && next !== undefined) add(next);
      at = isEscape && length % 2 === 1 ? end : end - 1;
    } else add(raw[at] ?? '');
  }
  parts.push(part);
  return { text, parts: wild ? parts : null };
}

/** A text as a search writes it, so that exactly this text is meant. The inverse of `readValue`. */
export function quoteValue(text: string): string {
  return `"${text.replaceAll(/(\\*)(["*]|$)/g, (_, run: string, next: string) => `${run}${run}${next === '' ? '' : `\\${next}`}`)}"`;
}

const WORD_OPERATORS: Readonly<Record<string, (value: SearchValue) => SearchValue>> = {
  Contains: (value) => padded(value, true, true),
  StartsWith: (value) => padded(value, false, true),
  EndsWith: (value) => padded(value, true, false),
};
/** Sentry's search box writes its word operators between two of these private characters. */
const WORD_OPERATOR = /\u{f00d}(\w+)\u{f00d}/uy;

/** `Contains`, `StartsWith` and `EndsWith` of Sentry's search box; undefined when none of them is here. */
export function wordOperatorAt(
  text: string,
  at: number,
): { readonly end: number; readonly apply: (value: SearchValue) => SearchValue } | undefined {
  WORD_OPERATOR.lastIndex = at;
  const name = WORD_OPERATOR.exec(text)?.[1];
  const apply = name !== undefined && Object.hasOwn(WORD_OPERATORS, name) ? WORD_OPERATORS[name] : undefined;
  return apply === undefined ? undefined : { end: WORD_OPERATOR.lastIndex, apply };
}

function padded({ text, parts }: SearchValue, before: boolean, after: boolean): SearchValue {
  const between = parts ?? [text];
  return { text, parts: [...(before ? [''] : []), ...between, ...(after ? [''] : [])] };
}
