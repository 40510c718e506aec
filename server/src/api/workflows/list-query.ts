import { FieldError } from '../http/api-error.ts';

interface Word {
  readonly key: string | undefined;
  readonly text: string;
}

/** The words of a list's `query`: free text, or `key:text` for the keys that the list knows. Texts are in lower case. */
export function wordsOf(query: string | undefined, keys: readonly string[]): readonly Word[] {
  return (query ?? '').split(/\s+/).flatMap((word): Word[] => {
    if (word === '') return [];
    const [, key, text = ''] = /^([A-Za-z]+):(.*)$/.exec(word) ?? [];
    if (key === undefined) return [{ key, text: word.toLowerCase() }];
    if (!keys.includes(key))
      throw new FieldError({ query: [`“${key}” is not a key here: expected ${keys.join(', ')}`] });
    return [{ key, text: text.toLowerCase() }];
  });
}

/** In the order that `sortBy` names, with `-` before it for the reverse. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: string | undefined,
  keys: Readonly<Record<string, (row: Row) => string | number>>,
): Row[] {
  if (sortBy === undefined || sortBy === '') return [...rows];
  const key = keys[sortBy.replace(/^-/, '')];
  if (key === undefined) throw new FieldError({ sortBy: [`expected one of ${Object.keys(keys).join(', ')}`] });
  const sorted = rows.toSorted((left, right) => {
    const [a, b] = [key(left), key(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  return sortBy.startsWith('-') ? sorted.toReversed() : sorted;
}
