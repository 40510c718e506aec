import { basePath } from './base-path.ts';

/**
 * A refusal of the API. `detail` is fit to show; `fields` holds what was wrong per field; `correlationId` is the id in the server's
 * log; `position` is where in a search the mistake is, counted from 0, and `nearest` the name that was perhaps meant.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly correlationId: string | undefined;
  readonly position: number | undefined;
  readonly nearest: string | undefined;

  constructor(
    status: number,
    detail: string,
    more: Partial<Pick<ApiError, 'fields' | 'correlationId' | 'position' | 'nearest'>> = {},
  ) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.fields = more.fields ?? {};
    this.correlationId = more.correlationId;
    this.position = more.position;
    this.nearest = more.nearest;
  }
}

export type QueryValue = string | number | readonly string[] | undefined;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** A filter of a search that finds nothing by itself, and what was probably meant. */
export interface SearchRemark {
  readonly position: number;
  readonly message: string;
  readonly nearest: string | null;
}

/** A page of a list. `next` and `previous` are cursors, undefined at the ends; `hits` is the whole count where the API knows it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
  readonly previous: string | undefined;
  readonly hits: number | undefined;
  readonly remarks: readonly SearchRemark[];
}

export function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (Array.isArray(value)) for (const one of value) params.append(key, String(one));
    else params.append(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The cursor of `rel` in a `Link` header, when that direction has results. */
export function linkCursor(header: string | null, rel: 'next' | 'previous'): string | undefined {
  for (const part of (header ?? '').split(',')) {
    if (!part.includes(`rel="${rel}"`) || !part.includes('results="true"')) continue;
    const cursor = /cursor="([^"]+)"/.exec(part)?.[1];
    if (cursor !== undefined) return cursor;
  }
  return undefined;
}

function texts(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(texts).join(' ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(texts).join(' ');
  return String(value);
}

/** Sentry's three error shapes: `{detail}`, `{detail: {message}}`, `{field: [message]}`. */
export function readProblem(status: number, body: unknown, correlationId?: string): ApiError {
  const more = correlationId === undefined ? {} : { correlationId };
  if (typeof body !== 'object' || body === null) {
    return new ApiError(status, `The server answered ${status}.`, more);
  }
  const { detail, errorId, position, nearest, ...rest } = body as Record<string, unknown>;
  const id = {
    ...(typeof errorId === 'string' ? { correlationId: errorId } : more),
    ...(typeof position === 'number' ? { position } : {}),
    ...(typeof nearest === 'string' ? { nearest } : {}),
  };
  if (typeof detail === 'string') return new ApiError(status, detail, id);
  if (typeof detail === 'object' && detail !== null && 'message' in detail) {
    return new ApiError(status, texts(detail.message), id);
  }
  const fields = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, texts(value)]));
  const text = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return new ApiError(status, text.join(' ') || `The server answered ${status}.`, { ...id, fields });
}

async function send(path: string, call: Call): Promise<Response> {
  const method = call.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Garrison-Request'] = '1';
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(basePath + path + queryString(call.query ?? {}), {
      method,
      headers,
      credentials: 'same-origin',
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'The server cannot be reached. Check that it runs and that you are online.');
  }
  if (response.ok) return response;
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: a proxy in front of the server answered; its status is all there is to say.
  }
  throw readProblem(response.status, body, response.headers.get('x-request-id') ?? undefined);
}

export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const response = await send(path, options);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** For answers with remarks in a header. */
export async function callWithHeaders<T>(path: string, options: Call = {}): Promise<{ body: T; headers: Headers }> {
  const response = await send(path, options);
  return { body: (await response.json()) as T, headers: response.headers };
}

export async function callPage<T>(path: string, options: Call = {}): Promise<Page<T>> {
  const response = await send(path, options);
  const link = response.headers.get('link');
  const hits = response.headers.get('x-hits');
  return {
    items: (await response.json()) as T[],
    next: linkCursor(link, 'next'),
    previous: linkCursor(link, 'previous'),
    hits: hits === null ? undefined : Number(hits),
    remarks: JSON.parse(response.headers.get('x-garrison-search-remarks') ?? '[]') as SearchRemark[],
  };
}

const PAGES_MAX = 50;

/** Every page of a list. Bounded, so that a server that repeats its cursor does not keep the page busy for ever. */
export async function callAll<T>(path: string, { query, ...options }: Call = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: Page<T> = await callPage<T>(path, { ...options, query: { ...query, per_page: 100, cursor } });
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === undefined) return items;
  }
  throw new Error(`${path} has more than ${PAGES_MAX * 100} entries.`);
}

/** Path segments are data (slugs, release versions): `path\`/a/${x}/\`` encodes each. */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce(
    (text, part, i) => text + part + (i < values.length ? encodeURIComponent(values[i] ?? '') : ''),
    '',
  );
}
