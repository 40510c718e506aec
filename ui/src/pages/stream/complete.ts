import { searchTerm } from '../../parts/search-term.ts';

/** The word of a search that the caret is in: from `start` to `end`, as far as it is typed. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stands before the caret: a key and the beginning of its value, or the beginning of a key. */
  readonly key: string | undefined;
  readonly typed: string;
}

export interface Completion {
  /** As it is written into the search: `level:error`, or `level:` when a value has to follow. */
  readonly insert: string;
  /** How many events or issues have it; undefined when that is not known. */
  readonly count?: number | undefined;
}

/** Values that stand for something, offered before the ones that events have. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  assigned: ['me', 'none', 'my_teams'],
  bookmarks: ['me'],
  release: ['latest'],
  firstSeen: ['-24h', '-7d'],
  lastSeen: ['-1h', '-24h'],
  timesSeen: ['>100', '>1000'],
};

/** Keys of issues and events; tags come after them. */
const KEYS = [
  'is',
  'level',
  'assigned',
  'release',
  'environment',
  'project',
  'has',
  'firstSeen',
  'lastSeen',
  'timesSeen',
  'title',
  'error.type',
  'user.email',
  'bookmarks',
];
const SHOWN_MAX = 12;

/** Where each word ends; a blank within quotes ends none. */
function wordBounds(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g)].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}

export function wordAt(text: string, caret: number): Word {
  const [start, end] = wordBounds(text).find(([from, to]) => caret > from && caret <= to) ?? [caret, caret];
  const before = text.slice(start, caret);
  const negated = before.startsWith('!');
  const bare = negated ? before.slice(1) : before;
  const colon = bare.startsWith('"') ? -1 : bare.indexOf(':');
  if (colon === -1) return { start, end, negated, key: undefined, typed: bare };
  const typed = bare.slice(colon + 1).replace(/^"/, '');
  return { start, end, negated, key: bare.slice(0, colon), typed };
}

export interface Known {
  /** Tags that events have, with how many events. */
  readonly tags: readonly { readonly key: string; readonly count?: number | undefined }[];
  /** Values of the key that is being completed, with counts. */
  readonly values: readonly { readonly value: string; readonly count?: number | undefined }[];
}

function keyCompletions(typed: string, { tags }: Known): Completion[] {
  const counts = new Map(tags.map(({ key, count }) => [key, count]));
  return [...new Set([...KEYS, ...counts.keys()])]
    .filter((key) => key.toLowerCase().startsWith(typed.toLowerCase()))
    .map((key) => ({ insert: `${key}:`, count: counts.get(key) }));
}

function valueCompletions({ key = '', typed }: Word, { values }: Known): Completion[] {
  const all = [...(WORDS[key] ?? []).map((value) => ({ value, count: undefined })), ...values];
  // A word that is finished may be changed for another value.
  const wanted = all.some(({ value }) => value === typed) ? '' : typed.toLowerCase();
  // The beginning counts first; of a release `web@2.0.1` people know the `2.0.1`.
  const rank = (value: string) => (value.toLowerCase().startsWith(wanted) ? 0 : 1);
  return all
    .filter(({ value }) => value !== '' && value.toLowerCase().includes(wanted) && value !== typed)
    .toSorted((one, other) => rank(one.value) - rank(other.value))
    .map(({ value, count }) => ({ insert: searchTerm(key, value), count }));
}

/** What may stand where the caret is. */
export function completionsFor(word: Word, known: Known): readonly Completion[] {
  const all = word.key === undefined ? keyCompletions(word.typed, known) : valueCompletions(word, known);
  return all.slice(0, SHOWN_MAX);
}

/** The search with the completion in place of the word, and where the caret is then. A finished word is followed by a blank. */
export function complete(text: string, { start, end, negated }: Word, insert: string): { text: string; caret: number } {
  const isKey = insert.endsWith(':');
  const rest = text.slice(end);
  const written = `${negated ? '!' : ''}${insert}${isKey || rest.startsWith(' ') ? '' : ' '}`;
  return {
    text: text.slice(0, start) + written + rest,
    caret: start + written.length + (isKey ? 0 : Number(rest.startsWith(' '))),
  };
}

/** A short id or the id of an event: opened, not searched. */
export function isId(text: string): boolean {
  return /^(?:[a-z0-9][a-z0-9_-]*-[0-9a-hjkmnp-tv-z]{1,10}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(
    text.trim(),
  );
}
