/**
 * Message headers in any form a broker library hands them over: a plain object, a `Map` (also with `Buffer` keys), a list of keys and values
 * (`[['a', 'b']]`, `[{ key: 'a', value: 'b' }]`), an object with `get()` such as NATS' `MsgHdrs`, or nothing. Names in any case. Values may be strings, bytes, arrays of them, or SQS attributes (`{ StringValue }`).
 */
export type HeaderSource = object | null | undefined;

/** What the kit writes into the headers of a message. */
export const HEADERS = {
  trace: 'sentry-trace',
  baggage: 'baggage',
  /** Milliseconds since the epoch, for brokers that do not keep the time of publishing. */
  publishedAt: 'x-sentry-published-at',
  /** So that the spans of both sides carry the same id when the broker has none of its own. */
  messageId: 'x-sentry-message-id',
  /** `link`: start a new trace and link it, because the publishing trace has too many messages already. */
  mode: 'x-sentry-trace-mode',
} as const;

/** The message's own headers and those of the kit, which stay what `publishing` made them: a copy would freeze the trace too early. */
export function withHeaders<T>(
  own: Readonly<Record<string, T>> | undefined,
  added: object,
): Record<string, T | string> {
  const names = new Set(Object.keys(added));
  // Of the same name in another case, too: a broker that ignores case would keep only one of them.
  const kept = Object.entries(own ?? {}).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.defineProperties(Object.fromEntries(kept), Object.getOwnPropertyDescriptors(added));
}

/** One header as text; undefined when it is absent or cannot be read. Never throws: the headers come from another process. */
export function readHeader(headers: HeaderSource, name: string): string | undefined {
  if (headers === null || headers === undefined) return undefined;
  try {
    if (headers instanceof Map) return text(headers.get(name)) ?? fromEntries([...headers], name);
    if (Array.isArray(headers)) return fromEntries(headers.map(entryOf), name);
    if ('get' in headers && typeof headers.get === 'function') return text(headers.get(name));
    if (Object.hasOwn(headers, name)) return text(Reflect.get(headers, name));
    const key = Object.keys(headers).find((one) => one.toLowerCase() === name);
    return key === undefined ? undefined : text(Reflect.get(headers, key));
  } catch {
    return undefined; // A foreign getter that throws is a header that is not there.
  }
}

/** By name in any case; names may be bytes. */
function fromEntries(entries: readonly (readonly [unknown, unknown])[], name: string): string | undefined {
  for (const [key, value] of entries) {
    if (text(key)?.toLowerCase() === name) return text(value);
  }
  return undefined;
}

function entryOf(entry: unknown): readonly [unknown, unknown] {
  if (Array.isArray(entry)) return [entry[0], entry[1]];
  if (typeof entry !== 'object' || entry === null) return [undefined, undefined];
  const field = (...names: readonly string[]): unknown =>
    names.map((name): unknown => Reflect.get(entry, name)).find((value) => value !== undefined);
  return [field('key', 'name', 'Key', 'Name'), field('value', 'Value')];
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (value instanceof Uint8Array) return text(Buffer.from(value).toString('utf8'));
  if (Array.isArray(value)) return text(value[0]);
  if (typeof value === 'object' && value !== null && 'StringValue' in value) return text(value.StringValue);
  return undefined;
}
