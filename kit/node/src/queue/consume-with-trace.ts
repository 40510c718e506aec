import { kindOf, misuse, requireFunction, requireText } from '../misuse.ts';
import type { HeaderSource } from './carrier.ts';
import { consuming, type MessageMeta } from './consume.ts';

/** A message as `publishWithTrace` hands it to its `publish`. */
export interface ReceivedMessage<P> {
  readonly payload: P;
  /** Absent on messages that were published without the kit. */
  readonly headers?: HeaderSource;
}

const NAME = 'consumeWithTrace';

/**
 * Handles a message within its publisher's trace, in an isolation scope of its own: tags and user that the handler sets stay with this message.
 *
 * Two forms: with the message `{ payload, headers }`, and the handler gets the payload; or with the headers alone, and a handler without
 * parameters. The handler's result is returned and its error passed on. On the last attempt the error is captured. When the broker library's own
 * instrumentation has already opened a span for the message, that span is completed instead of a second one being opened.
 *
 * Throws at once when the arguments fit neither form, so that no message is acknowledged without having been handled.
 */
export function consumeWithTrace<P, T>(
  queueName: string,
  message: ReceivedMessage<P>,
  handler: (payload: P) => T | PromiseLike<T>,
  meta?: MessageMeta,
): Promise<T>;
export function consumeWithTrace<T>(
  queueName: string,
  headers: HeaderSource,
  handler: () => T | PromiseLike<T>,
  meta?: MessageMeta,
): Promise<T>;
export function consumeWithTrace(
  queueName: string,
  source: unknown,
  handler: (payload?: unknown) => unknown,
  meta: MessageMeta = {},
): Promise<unknown> {
  requireText(NAME, queueName, 'the queue’s name');
  requireFunction(NAME, handler, 'the third argument');
  if (isMessage(source)) {
    return settled(() => consuming({ queue: queueName, headers: source.headers, meta }, () => handler(source.payload)));
  }
  const headers = headersOf(source, handler);
  return settled(() => consuming({ queue: queueName, headers, meta }, () => handler()));
}

function isMessage(source: unknown): source is ReceivedMessage<unknown> {
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, 'payload')) return false;
  const headers: unknown = Reflect.get(source, 'headers');
  return headers === undefined || headers === null || typeof headers === 'object';
}

function headersOf(source: unknown, handler: { readonly length: number }): HeaderSource {
  if (handler.length > 0) {
    misuse(NAME, 'the handler takes a payload, but the second argument is no message. Pass { payload, headers }.');
  }
  if (source === undefined || source === null) return source;
  if (typeof source !== 'object' || ArrayBuffer.isView(source)) {
    misuse(NAME, `the second argument is the message’s headers or { payload, headers }, not ${kindOf(source)}.`);
  }
  for (const [field, path] of [
    ['headers', 'headers'],
    ['properties', 'properties.headers'],
    ['MessageAttributes', 'MessageAttributes'],
  ] as const) {
    if (isObject(ownField(source, field))) misuse(NAME, `the second argument is a whole message. Pass its ${path}.`);
  }
  return source;
}

function ownField(source: object, field: string): unknown {
  return Object.hasOwn(source, field) ? Reflect.get(source, field) : undefined;
}

/** No bytes, which are the value of a header of that name. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}

/** As an async function would: what is thrown becomes a rejection. */
async function settled<T>(run: () => T): Promise<Awaited<T>> {
  return await run();
}
