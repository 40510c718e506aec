import { asJsonObject, type Frame, type SentryEvent, type Stacktrace } from '@garrison/protocol';

/** What of an event can be searched besides its columns and tags, by the key of the search. */
export interface SearchFacts {
  readonly facts: readonly (readonly [string, string])[];
  readonly lists: readonly (readonly [string, readonly string[]])[];
}

const TEXT_MAX = 200;
/** The innermost frames and the newest exceptions: what a person searches for. */
const ITEMS_MAX = 50;

/** Fields of an object, each with the key that it is searched by. Written once: every event looks them all up. */
type SearchedFields = readonly (readonly [field: string, key: string])[];

const fieldsOf = (place: string, names: string): SearchedFields =>
  names.split(' ').map((name) => [name, `${place}.${name}`]);

const CONTEXTS: Readonly<Record<string, SearchedFields>> = {
  device: fieldsOf(
    'device',
    'arch brand class locale manufacturer model model_id name online orientation battery_level charging simulator uuid',
  ),
  os: fieldsOf('os', 'build kernel_version rooted version distribution_name distribution_version'),
};
const USER: SearchedFields = [
  ['id', 'user.id'],
  ['email', 'user.email'],
  ['username', 'user.username'],
  ['ip_address', 'user.ip'],
];
const GEO = fieldsOf('geo', 'country_code region subdivision city');

export function searchFacts(event: SentryEvent): SearchFacts {
  const facts: [string, string][] = [];
  const add = (key: string, value: unknown): void => {
    const text =
      typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    if (text !== '') facts.push([key, bounded(text)]);
  };
  const addFields = (holder: unknown, fields: SearchedFields): void => {
    const values = asJsonObject(holder);
    if (values !== undefined) for (const [field, key] of fields) add(key, values[field]);
  };
  addFields(event.user, USER);
  addFields(asJsonObject(event.user)?.['geo'], GEO);
  for (const context of Object.keys(CONTEXTS)) addFields(event.contexts?.[context], CONTEXTS[context] ?? []);
  add('http.method', event.request?.method);
  add('http.url', event.request?.url);
  add('http.referer', refererOf(event));
  add('http.status_code', asJsonObject(event.contexts?.['response'])?.['status_code']);
  return { facts, lists: listsOf(event) };
}

function bounded(text: string): string {
  return text.length > TEXT_MAX ? text.slice(0, TEXT_MAX).toWellFormed() : text;
}

function listsOf(event: SentryEvent): SearchFacts['lists'] {
  const exceptions = (event.exception?.values ?? []).toReversed().slice(0, ITEMS_MAX);
  const frames = [...exceptions.map(({ stacktrace }) => stacktrace), event.stacktrace].flatMap(innermostFirst);
  const lists: [string, readonly string[]][] = [
    ['error.type', textsOf(exceptions, ({ type }) => type)],
    ['error.value', textsOf(exceptions, ({ value }) => value)],
    ['error.mechanism', textsOf(exceptions, ({ mechanism }) => mechanism?.type)],
    ['stack.function', textsOf(frames, (frame) => frame.function)],
    ['stack.filename', textsOf(frames, (frame) => frame.filename)],
    ['stack.module', textsOf(frames, (frame) => frame.module)],
    ['stack.package', textsOf(frames, (frame) => frame.package)],
  ];
  return lists.filter(([, texts]) => texts.length > 0);
}

function innermostFirst(stacktrace: Stacktrace | undefined): readonly Frame[] {
  return stacktrace?.frames?.toReversed() ?? [];
}

/** Each text once. */
function textsOf<Item>(items: readonly Item[], read: (item: Item) => string | undefined): readonly string[] {
  const texts = new Set<string>();
  for (const item of items) {
    const text = read(item);
    if (text !== undefined && text !== '') texts.add(bounded(text));
    if (texts.size >= ITEMS_MAX) break;
  }
  return [...texts];
}

function refererOf(event: SentryEvent): unknown {
  const headers: unknown = event.request?.headers;
  if (!Array.isArray(headers)) return undefined;
  const found: unknown = headers.find(
    (pair: unknown) => Array.isArray(pair) && String(pair[0]).toLowerCase() === 'referer',
  );
  return Array.isArray(found) ? found[1] : undefined;
}
