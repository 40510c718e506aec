import { parseDsn } from './dsn.ts';

/** Who submits. `publicKey` is 32 lower-case hex digits, `client` e.g. `sentry.javascript.node/11.12.0`. */
export interface SentryAuth {
  readonly publicKey: string;
  readonly client: string | null;
}

/** The places where a request may carry its auth, as they came. */
export interface AuthSources {
  /** The parsed query; a key given twice is an array. */
  readonly query: Readonly<Record<string, unknown>>;
  /** `X-Sentry-Auth: Sentry sentry_key=…, sentry_version=7, sentry_client=…`, in any order. */
  readonly sentryAuth: string | undefined;
  /** `Authorization: Sentry …` in the same form, or `Basic base64(key:)`. Any other scheme is not for us. */
  readonly authorization: string | undefined;
  /** Of the envelope's header; the only auth that a tunnelled request has. */
  readonly envelopeDsn?: string | null;
}

export type AuthResult =
  | { readonly ok: true; readonly auth: SentryAuth }
  | { readonly ok: false; readonly problem: 'missing' | 'invalid' | 'multiple' };

const PUBLIC_KEY = /^[0-9a-f]{32}$/i;
const MISSING: AuthResult = { ok: false, problem: 'missing' };
const INVALID: AuthResult = { ok: false, problem: 'invalid' };
const MULTIPLE: AuthResult = { ok: false, problem: 'multiple' };

/**
 * The one auth of a request. "More than one → multiple authorization payloads": here only when they name different keys, because a
 * proxy that repeats the same key does no harm.
 */
export function extractAuth(sources: AuthSources): AuthResult {
  // The usual case of the JavaScript SDKs, without a list in between.
  const fromQuery = authFromQuery(sources.query);
  if (sources.sentryAuth === undefined && sources.authorization === undefined && !sources.envelopeDsn) return fromQuery;

  let found: AuthResult = MISSING;
  for (const next of [
    fromQuery,
    parseAuthHeader(sources.sentryAuth),
    parseAuthHeader(sources.authorization),
    authFromDsn(sources.envelopeDsn),
  ]) {
    if (!next.ok && next.problem === 'missing') continue;
    if (!next.ok) return next;
    if (found.ok && found.auth.publicKey !== next.auth.publicKey) return MULTIPLE;
    if (!found.ok || (found.auth.client === null && next.auth.client !== null)) found = next;
  }
  return found;
}

/** `Sentry k=v, k=v` or `Basic base64(key:)`. */
export function parseAuthHeader(header: string | undefined): AuthResult {
  if (header === undefined) return MISSING;
  const [, scheme, rest = ''] = /^\s*(\w+)\s+(.*)$/.exec(header) ?? [];
  if (scheme?.toLowerCase() === 'basic') return authFromBasic(rest);
  if (scheme?.toLowerCase() !== 'sentry') return MISSING;
  const fields = new Map(
    rest.split(',').map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()] as const;
    }),
  );
  return authOf(fields.get('sentry_key'), fields.get('sentry_client'));
}

function authFromQuery(query: Readonly<Record<string, unknown>>): AuthResult {
  const key = query['sentry_key'];
  if (Array.isArray(key)) return new Set(key).size === 1 ? authOf(key[0], query['sentry_client']) : MULTIPLE;
  return key === undefined ? MISSING : authOf(key, query['sentry_client']);
}

function authFromBasic(base64: string): AuthResult {
  try {
    const [key] = atob(base64.trim()).split(':');
    return authOf(key, undefined);
  } catch {
    // `atob` refuses what is not base64.
    return INVALID;
  }
}

/** "Any invalid envelope header must not reject the envelope": a `dsn` that is none is no auth. */
function authFromDsn(dsn: string | null | undefined): AuthResult {
  const parsed = parseDsn(dsn);
  return parsed === null ? MISSING : authOf(parsed.publicKey, undefined);
}

function authOf(key: unknown, client: unknown): AuthResult {
  if (typeof key !== 'string') return INVALID;
  // "Key may be followed by :flag."
  const colon = key.indexOf(':');
  const publicKey = colon === -1 ? key : key.slice(0, colon);
  if (!PUBLIC_KEY.test(publicKey)) return INVALID;
  return {
    ok: true,
    auth: {
      publicKey: publicKey.toLowerCase(),
      client: typeof client === 'string' && client !== '' ? client.slice(0, CLIENT_LENGTH_MAX) : null,
    },
  };
}

/** It is stored with every item and says nothing after a name and a version. */
const CLIENT_LENGTH_MAX = 128;
