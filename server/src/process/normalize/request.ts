import { isJsonObject } from '@garrison/protocol';
import { freeForm, freeObject } from './free-form.ts';
import { pairs } from './pairs.ts';
import { parseJson } from './read-json.ts';
import { object, text, type Bag, type Rule } from './rules.ts';

const BODY = { depth: 7, size: 64 * 1024, text: 8192 };
const QUERY_MAX = 8192;
const NAMES_MAX = 1000;
const names = new Map<string, string>();

/** `user-agent` → `User-Agent`, as Sentry writes header names. */
function headerName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const written = name
    .slice(0, 200)
    .toLowerCase()
    .replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
  if (names.size < NAMES_MAX) names.set(name, written);
  return written;
}

function parseQuery(query: string): unknown[] {
  return [...new URLSearchParams(query.slice(0, QUERY_MAX))];
}

function parseCookies(header: string): unknown[] {
  return header
    .slice(0, QUERY_MAX)
    .split(';')
    .map((cookie) => {
      const at = cookie.indexOf('=');
      return at < 0 ? [cookie.trim(), ''] : [cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()];
    });
}

const body = freeForm(BODY);

const FORM = /^[\w.%+[\]-]{1,100}=[^&\s=]*(?:&[\w.%+[\]-]{1,100}=[^&\s=]*)*$/;

/** A form's fields; undefined when the text is none. A field given more than once is a list. */
function parseForm(value: string): Bag | undefined {
  if (!FORM.test(value)) return undefined;
  const names = new URLSearchParams(value);
  return Object.fromEntries(
    [...new Set(names.keys())].map((name) => {
      const all = names.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

/** A body of JSON or of a form sent as text is read as such: rules by key then apply within it. */
const data: Rule = (value, walk) => {
  if (typeof value !== 'string' || value.length > BODY.size) return body(value, walk);
  if (!/^\s*[[{]/.test(value)) return body(parseForm(value) ?? value, walk);
  try {
    return body(parseJson(value), walk);
  } catch {
    // Text that only looks like JSON stays text.
    return body(value, walk);
  }
};

const fields = object(
  {
    url: text(2048, 'full'),
    method: text(32),
    fragment: text(1024, 'full'),
    query_string: pairs({ max: 100, keyMax: 200, valueMax: 1024, parse: parseQuery }),
    headers: pairs({
      max: 100,
      keyMax: 200,
      valueMax: 2048,
      key: headerName,
      // Mostly a session: as a session cookie, where those are scrubbed.
      secret: (key, walk) => key === 'Set-Cookie' && walk.scrubber.cookie('session'),
      mode: (key) => (key === 'User-Agent' ? 'none' : 'full'),
    }),
    cookies: pairs({
      max: 100,
      keyMax: 200,
      valueMax: 1024,
      parse: parseCookies,
      secret: (key, walk) => walk.scrubber.cookie(key),
    }),
    data,
    env: freeObject({ depth: 3, size: 16 * 1024, text: 1024 }),
  },
  {
    rest: freeForm({ depth: 5, size: 8192, text: 1024 }),
    personal: { texts: ['url', 'fragment', 'data'], others: ['query_string', 'headers', 'cookies', 'env'] },
  },
);

/** Query, fragment and cookies each get a place of their own, where rules by key can see them. */
export const request: Rule = (value, walk) => {
  if (isJsonObject(value)) {
    splitUrl(value);
    liftCookies(value);
    const env = value['env'];
    if (walk.scrubIps && isJsonObject(env)) delete env['REMOTE_ADDR'];
  }
  return fields(value, walk);
};

function splitUrl(request: Bag): void {
  const url = request['url'];
  if (typeof url !== 'string') return;
  const hash = url.indexOf('#');
  const rest = hash < 0 ? url : url.slice(0, hash);
  const query = rest.indexOf('?');
  if (hash >= 0) request['fragment'] ??= url.slice(hash + 1);
  if (query >= 0) request['query_string'] ??= rest.slice(query + 1);
  request['url'] = query < 0 ? rest : rest.slice(0, query);
}

function liftCookies(request: Bag): void {
  const headers = request['headers'];
  if (Array.isArray(headers)) {
    const at = headers.findIndex(
      (pair) => Array.isArray(pair) && typeof pair[0] === 'string' && pair[0].toLowerCase() === 'cookie',
    );
    if (at < 0) return;
    const [pair] = headers.splice(at, 1);
    request['cookies'] ??= Array.isArray(pair) ? pair[1] : undefined;
  } else if (isJsonObject(headers)) {
    for (const key of Object.keys(headers)) {
      if (key.length !== 6 || key.toLowerCase() !== 'cookie') continue;
      request['cookies'] ??= headers[key];
      delete headers[key];
    }
  }
}
