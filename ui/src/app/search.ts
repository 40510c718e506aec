/**
 * The URL is the whole state of a page, in Sentry's names, so that links and habits carry over.
 * Flat text only: a value is never JSON, so `release=1.0` stays what was typed.
 */
export interface PageSearch {
  readonly project?: readonly string[] | undefined;
  readonly environment?: readonly string[] | undefined;
  readonly statsPeriod?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly utc?: boolean | undefined;
  readonly query?: string | undefined;
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly category?: string | undefined;
  readonly groupBy?: string | undefined;
  /** The span that is shown, of a trace. */
  readonly span?: string | undefined;
  readonly next?: string | undefined;
}

const LISTS = ['project', 'environment'] as const;
const TEXTS = [
  'statsPeriod',
  'start',
  'end',
  'query',
  'sort',
  'cursor',
  'category',
  'groupBy',
  'span',
  'next',
] as const;

const FILTER_KEYS = ['project', 'environment', 'statsPeriod', 'start', 'end', 'utc'] as const;

function strings(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string' && item !== '');
}

/** Never throws: what it does not understand falls back to the default. */
export function readSearch(raw: Readonly<Record<string, unknown>>): PageSearch {
  const search: Record<string, unknown> = {};
  for (const key of LISTS) {
    const values = [...new Set(strings(raw[key]))];
    if (values.length > 0) search[key] = values;
  }
  for (const key of TEXTS) {
    const value = strings(raw[key])[0];
    // An empty query is a choice (“everything”), unlike an absent one (the default view).
    if (value !== undefined) search[key] = value;
    else if (key === 'query' && raw[key] === '') search[key] = '';
  }
  if (!strings(search['statsPeriod']).some((period) => /^\d+[smhdw]$/.test(period))) delete search['statsPeriod'];
  if (raw['utc'] === true || raw['utc'] === 'true') search['utc'] = true;
  return search as PageSearch;
}

export function parseSearch(text: string): Record<string, unknown> {
  const params = new URLSearchParams(text);
  const raw: Record<string, unknown> = {};
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    raw[key] = values.length === 1 ? values[0] : values;
  }
  return raw;
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) for (const item of value) params.append(key, String(item));
    else if (typeof value === 'string' || typeof value === 'boolean') params.append(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** What a link to another page carries along. */
export function carriedFilters(search: PageSearch): PageSearch {
  return Object.fromEntries(FILTER_KEYS.flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));
}

/** The period as the API takes it: an absolute range comes before a relative one, and `usual` counts when none is chosen. */
export function periodQuery(search: PageSearch, usual: string): { statsPeriod?: string; start?: string; end?: string } {
  if (search.start !== undefined && search.end !== undefined) {
    return { start: search.start, end: search.end };
  }
  return { statsPeriod: search.statsPeriod ?? usual };
}
