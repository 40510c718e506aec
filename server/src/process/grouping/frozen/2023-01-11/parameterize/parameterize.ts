import { PATTERNS } from './patterns.ts';

/** A longer text is left as it is. */
const LENGTH_MAX = 8192;

const ANY = new RegExp(PATTERNS.map(([name, source]) => `(?<${name}>${source})`).join('|'), 'g');
const NAMES = PATTERNS.map(([name]) => name);

/** Without one of these no pattern can match. */
const NEEDED = /[\d.:=@]|[a-f]{8}|[A-F]{8}/;

/** Replaces each value of a known kind by `<kind>`; where several kinds fit, the first of the list. */
export function parameterize(text: string): string {
  if (text.length > LENGTH_MAX || !NEEDED.test(text)) return text;
  // No pattern has a capturing group of its own, so the groups are the kinds in order.
  return text.replace(ANY, (_match, ...groups: unknown[]) => {
    const kind = NAMES.findIndex((_name, index) => groups[index] !== undefined);
    return `<${NAMES[kind] ?? ''}>`;
  });
}
