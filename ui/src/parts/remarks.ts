/** Remarks of `_meta`: what was hidden, shortened or wrong in a value. The tree mirrors the event; a node's own remark is under `""`. */
export type Meta = Readonly<Record<string, unknown>> | undefined;

export function metaAt(meta: unknown, ...path: readonly (string | number)[]): Meta {
  let node = meta;
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Record<string, unknown>)[String(key)];
  }
  return typeof node === 'object' && node !== null ? (node as Meta) : undefined;
}

const PLACES: Readonly<Record<string, string>> = { message: 'logentry' };

/** The remarks on an entry: Sentry's API keeps them by the entry's place, the payload itself by the interface's name. */
export function entryMeta(event: { readonly _meta: unknown }, index: number, type: string): Meta {
  return metaAt(event._meta, 'entries', index, 'data') ?? metaAt(event._meta, PLACES[type] ?? type);
}

const ERRORS: Readonly<Record<string, string>> = {
  invalid_data: 'had a wrong type and was dropped',
  missing_attribute: 'lacked a part that it needs',
  value_too_long: 'was too long',
  past_timestamp: 'had a time too far in the past',
  future_timestamp: 'had a time in the future',
  clock_drift: 'had a wrong clock; times were corrected',
  too_large: 'was too large and was dropped',
};

const LIMIT = '!limit';

function shortened(length: unknown): string {
  return typeof length === 'number' ? `shortened; its length was ${length.toLocaleString('en')}` : 'shortened';
}

/** What data scrubbing did, and by which of its rules where that says more than the name of the value does. */
function removal(remark: unknown, length: unknown): string {
  const [rule, kind] = Array.isArray(remark) ? remark : [];
  if (rule === LIMIT) return shortened(length);
  const what = kind === 'x' ? 'removed' : kind === 'm' ? 'masked' : 'hidden';
  const name = String(rule).replace(/:\w+$/, '');
  return `${what} by data scrubbing${name === '@password' ? '' : ` (${name})`}`;
}

function problem(error: unknown): string {
  const [code, more] = Array.isArray(error) ? error : [error];
  const text = ERRORS[String(code)] ?? String(code).replaceAll('_', ' ');
  const reason = typeof more === 'object' && more !== null ? (more as { reason?: unknown }).reason : undefined;
  return typeof reason === 'string' ? `${text} (${reason})` : text;
}

/** The remarks on this value itself, each the end of a sentence. */
export function remarksOn(meta: Meta): string[] {
  const own = meta?.[''];
  if (typeof own !== 'object' || own === null) return [];
  const { rem, err, len } = own as { rem?: unknown; err?: unknown; len?: unknown };
  const removed = Array.isArray(rem) ? rem.map((remark) => removal(remark, len)) : [];
  const wrong = Array.isArray(err) ? err.map(problem) : [];
  if (removed.length === 0 && wrong.length === 0 && typeof len === 'number') {
    return [shortened(len)];
  }
  return [...new Set([...removed, ...wrong])];
}

/** How long a list or text was before it was cut; undefined when it was not. */
export function lengthBefore(meta: Meta): number | undefined {
  const own = meta?.[''];
  const length = typeof own === 'object' && own !== null ? (own as { len?: unknown }).len : undefined;
  return typeof length === 'number' ? length : undefined;
}

export interface Remark {
  readonly path: string;
  readonly text: string;
}

const DEPTH_MAX = 12;

const PLACE_WORDS: Readonly<Record<string, string>> = {
  tags: 'Tag',
  extra: 'Extra',
  context: 'Extra',
  user: 'User',
  contexts: 'Context',
  'request.headers': 'Header',
  'request.cookies': 'Cookie',
  'request.query_string': 'Query parameter',
};

/** The name of a pair (`[name, value]`, or a tag of the API) that stands where a path has only its index. */
function pairName(node: unknown): string | undefined {
  if (Array.isArray(node)) return typeof node[0] === 'string' && node.length === 2 ? node[0] : undefined;
  const key = typeof node === 'object' && node !== null ? (node as { key?: unknown }).key : undefined;
  return typeof key === 'string' ? key : undefined;
}

/** The path with names instead of the indexes of pairs: `tags.3.1` is `tags.service`. */
function namedPath(path: readonly string[], source: unknown): string[] {
  const named: string[] = [];
  let node = source;
  for (let i = 0; i < path.length; i++) {
    const step = path[i] ?? '';
    const list = Array.isArray(node);
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[step] : undefined;
    const name = list ? pairName(node) : undefined;
    named.push(name ?? step);
    // What follows says only which half of the pair it is.
    if (name !== undefined) i += 1;
  }
  return named;
}

/** A place in the event, in words: `Tag service`, `Context os: name`, `Header cookie`. Places without such words keep their path. */
export function placeName(path: readonly string[], source?: unknown): string {
  const named = namedPath(path, source);
  for (const length of [2, 1]) {
    const word = PLACE_WORDS[named.slice(0, length).join('.')];
    const [name, ...rest] = named.slice(length);
    if (word !== undefined && name !== undefined) return [`${word} ${name}`, ...rest].join(': ');
  }
  return named.join('.') || 'Event';
}

/** All remarks in a tree, with their places in `source`. */
export function allRemarks(meta: unknown, source?: unknown): Remark[] {
  return remarksBelow(meta, []).map(({ path, text }) => ({ path: placeName(path, source), text }));
}

function remarksBelow(meta: unknown, path: readonly string[]): { path: readonly string[]; text: string }[] {
  if (typeof meta !== 'object' || meta === null || path.length > DEPTH_MAX) return [];
  const own = remarksOn(meta as Meta).map((text) => ({ path, text }));
  const below = Object.entries(meta)
    .filter(([key]) => key !== '')
    .flatMap(([key, node]) => remarksBelow(node, [...path, key]));
  return [...own, ...below];
}
