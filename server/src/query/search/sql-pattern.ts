import type { SearchValue } from './search-tree.ts';

/** For LIKE, with `\` as its escape: exactly the value, with its wildcards. */
export function likePattern({ text, parts }: SearchValue): string {
  return (parts ?? [text]).map(escapeLike).join('%');
}

/** For LIKE: the value anywhere, unless it says with wildcards of its own where. */
export function containsPattern(value: SearchValue): string {
  return value.parts === null ? `%${escapeLike(value.text)}%` : likePattern(value);
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[%_\\]/g, (character) => `\\${character}`);
}
