/** Where a value stands in an event: the keys and indexes from its root. */
export type Place = readonly (string | number)[];

/** Which values of an event are meant, in Sentry's language: `extra.token`, `$frame.vars.**`, `$string && !(tags.* || 'my key')`. */
export interface Selector {
  readonly matches: (place: Place, value: unknown) => boolean;
  /** Names a field, where others only say which kind of value they mean (`**`, `$string`). */
  readonly isSpecific: boolean;
}

/** `at`: the offset in the text of the selector. */
export class SelectorError extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const LENGTH_MAX = 2000;
const DEPTH_MAX = 20;
const GENERAL_TYPES = new Set(['string', 'number', 'boolean', 'array', 'object', 'event']);
/** Kinds of parts of an event, and kinds that an error event never has: those match nothing. */
const PART_TYPES = new Set(
  (
    'exception error stacktrace frame thread request http user logentry message breadcrumb sdk contexts template debugmeta ' +
    'span datetime attachments minidump binary heap_memory stack_memory replay transaction'
  ).split(' '),
);

type Item =
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'type'; readonly type: string };

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
  isSpecific: boolean;
}

type Test = Selector['matches'];

/** Throws a `SelectorError` for what is no selector. */
export function parseSelector(text: string): Selector {
  if (text.length > LENGTH_MAX) throw new SelectorError(LENGTH_MAX, `expected at most ${LENGTH_MAX} characters`);
  const reader: Reader = { text, at: 0, depth: 0, isSpecific: false };
  const matches = readEither(reader);
  space(reader);
  if (reader.at < text.length) throw expected(reader, '&&, || or the end');
  return { matches, isSpecific: reader.isSpecific };
}

function readEither(reader: Reader): Test {
  const tests = [readBoth(reader)];
  while (take(reader, '||')) tests.push(readBoth(reader));
  return tests.length === 1 && tests[0] ? tests[0] : (place, value) => tests.some((test) => test(place, value));
}

function readBoth(reader: Reader): Test {
  const tests = [readOne(reader)];
  while (take(reader, '&&')) tests.push(readOne(reader));
  return tests.length === 1 && tests[0] ? tests[0] : (place, value) => tests.every((test) => test(place, value));
}

function readOne(reader: Reader): Test {
  reader.depth += 1;
  if (reader.depth > DEPTH_MAX) throw expected(reader, `at most ${DEPTH_MAX} levels of ! and brackets`);
  try {
    if (take(reader, '!')) {
      const test = readOne(reader);
      return (place, value) => !test(place, value);
    }
    if (!take(reader, '(')) return readPath(reader);
    const test = readEither(reader);
    if (!take(reader, ')')) throw expected(reader, ')');
    return test;
  } finally {
    reader.depth -= 1;
  }
}

function readPath(reader: Reader): Test {
  space(reader);
  const items = [readItem(reader)];
  while (reader.text[reader.at] === '.') {
    reader.at += 1;
    items.push(readItem(reader));
  }
  if (items.some((item) => item.kind === 'name' || (item.kind === 'type' && !GENERAL_TYPES.has(item.type)))) {
    reader.isSpecific = true;
  }
  return (place, value) => matchesPath(items, place, value);
}

const WORD = /[^\s.&|!()'$*]+/y;

function readItem(reader: Reader): Item {
  const { text, at } = reader;
  if (text[at] === "'") return { kind: 'name', name: readQuoted(reader).toLowerCase() };
  if (text.startsWith('**', at)) {
    reader.at += 2;
    return { kind: 'any' };
  }
  if (text[at] === '*') {
    reader.at += 1;
    return { kind: 'one' };
  }
  const isType = text[at] === '$';
  WORD.lastIndex = isType ? at + 1 : at;
  const word = WORD.exec(text)?.[0].toLowerCase();
  if (word === undefined) throw expected(reader, "a field, a 'quoted field', $type, * or **");
  if (isType && !GENERAL_TYPES.has(word) && !PART_TYPES.has(word)) {
    throw new SelectorError(at, `there is no type $${word}`);
  }
  reader.at = WORD.lastIndex;
  return isType ? { kind: 'type', type: word } : { kind: 'name', name: word };
}

/** `'it''s'` is `it's`. */
function readQuoted(reader: Reader): string {
  const start = reader.at;
  let name = '';
  for (let at = start + 1; at < reader.text.length; at++) {
    const char = reader.text.charAt(at);
    if (char !== "'") name += char;
    else if (reader.text[at + 1] === "'") {
      name += char;
      at += 1;
    } else {
      reader.at = at + 1;
      return name;
    }
  }
  throw new SelectorError(start, 'expected a closing quote');
}

function take(reader: Reader, sign: string): boolean {
  space(reader);
  if (!reader.text.startsWith(sign, reader.at)) return false;
  reader.at += sign.length;
  return true;
}

function space(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function expected(reader: Reader, what: string): SelectorError {
  const found = reader.at < reader.text.length ? `"${reader.text.charAt(reader.at)}"` : 'the end';
  return new SelectorError(reader.at, `expected ${what}; found ${found}`);
}

/** A path may begin at any depth. Read from its end, with every place that the items so far can have reached. */
function matchesPath(items: readonly Item[], place: Place, value: unknown): boolean {
  let reached: number[] = [place.length];
  for (let index = items.length - 1; index >= 0 && reached.length > 0; index--) {
    const item = items[index];
    if (item === undefined) break;
    if (item.kind === 'any') {
      reached = Array.from({ length: Math.max(...reached) + 1 }, (_, at) => at);
      continue;
    }
    reached = reached.filter((at) => isMatch(item, { place, at, value })).map((at) => Math.max(0, at - 1));
  }
  return reached.length > 0;
}

function isMatch(item: Item, { place, at, value }: { place: Place; at: number; value: unknown }): boolean {
  if (item.kind === 'type') return isOfType(item.type, { place, at, value });
  const step = place[at - 1];
  if (step === undefined) return false;
  return item.kind === 'one' || (item.kind === 'name' && String(step).toLowerCase() === item.name);
}

function isOfType(type: string, { place, at, value }: { place: Place; at: number; value: unknown }): boolean {
  if (type === 'event') return at === 0;
  if (at === 0) return false;
  if (GENERAL_TYPES.has(type)) return type === (at === place.length ? typeOfValue(value) : typeOfHolder(place[at]));
  return partTypes(place, at).includes(type);
}

function typeOfValue(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function typeOfHolder(next: string | number | undefined): string {
  return typeof next === 'number' ? 'array' : 'object';
}

const TOP_TYPES: Readonly<Record<string, readonly string[]>> = {
  request: ['request', 'http'],
  user: ['user'],
  logentry: ['logentry', 'message'],
  sdk: ['sdk'],
  contexts: ['contexts'],
  template: ['template'],
  debug_meta: ['debugmeta'],
};
const ITEM_TYPES: Readonly<Record<string, readonly string[]>> = {
  exception: ['exception', 'error'],
  threads: ['thread'],
  breadcrumbs: ['breadcrumb'],
};

/** What the first `at` steps of a place lead to. */
function partTypes(place: Place, at: number): readonly string[] {
  const last = place[at - 1];
  const [top] = place;
  if (at === 1) return (typeof top === 'string' && Object.hasOwn(TOP_TYPES, top) ? TOP_TYPES[top] : undefined) ?? [];
  if (last === 'stacktrace' || last === 'raw_stacktrace') return ['stacktrace'];
  if (typeof last !== 'number') return [];
  if (place[at - 2] === 'frames') return ['frame'];
  const isItem = at === 3 && place[1] === 'values' && typeof top === 'string' && Object.hasOwn(ITEM_TYPES, top);
  return (isItem ? ITEM_TYPES[top] : undefined) ?? [];
}
