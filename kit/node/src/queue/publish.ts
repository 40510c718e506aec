import { randomUUID } from 'node:crypto';
import { around, safely } from '../safely.ts';
import type { SentrySdk, Span } from '../sdk-types.ts';
import { activeSdk } from '../sdk.ts';
import { HEADERS, readHeader } from './carrier.ts';
import { defined, messageAttributes, type Attributes, type MessageFacts } from './conventions.ts';
import { settle, type Ending } from './settle.ts';
import { enrich, isSending } from './span-facts.ts';

/** How a consumer's trace relates to the publisher's. `link`: a new trace that points back, for work that fans out. */
export type TraceMode = 'continue' | 'link';

/** One trace that owned all messages of a fan-out would be too large to show; 100 consumers in a trace can still be read. */
export const CONTINUED_MESSAGES_MAX = 100;

export interface Publication {
  readonly queue: string;
  /** One per message of the call, with the headers it has already. */
  readonly messages: readonly (MessageFacts & { readonly headers?: object | null | undefined })[];
  readonly trace?: TraceMode | undefined;
  /** Reads the ids that the broker gave the messages from its answer. Without it, messages without an id are given one in a header. */
  readonly idsOf?: (answer: unknown) => readonly (string | undefined)[];
}

/**
 * Runs a call that publishes one or several messages, as it is: synchronous stays synchronous.
 * `publish` is given the headers to add to each message.
 */
export function publishing<T>(publication: Publication, publish: (headers: Record<string, string>[]) => T): T {
  const sdk = activeSdk();
  let headers: Record<string, string>[] = publication.messages.map(() => ({}));
  const send = (): T => publish(headers);
  if (sdk === undefined) return send();
  return around(send, (run) =>
    recorded(sdk, publication, (traced) => {
      headers = traced;
      return run();
    }),
  );
}

function recorded<T>(sdk: SentrySdk, publication: Publication, publish: (headers: Record<string, string>[]) => T): T {
  const facts = publication.messages.map((message) => ({
    ...message,
    messageId: message.messageId ?? newId(publication),
  }));
  const parent = sdk.getActiveSpan();
  // Without a parent no span: a publish span as a root would be a transaction per message. The trace is still handed on.
  const own =
    parent === undefined
      ? undefined
      : sdk.startInactiveSpan({
          name: `send ${publication.queue}`,
          op: 'queue.publish',
          attributes: ownAttributes(publication.queue, facts),
        });
  const headers = traceHeaders(sdk, { publication, facts, own });
  const setTrace = headers.map(holdTrace);

  let adopted = 0;
  const adopt = (span: Span): void => {
    if (!isSending(sdk, span)) return;
    // At its start: a synchronous client has ended the span before the call returns.
    enrich(sdk, span, messageAttributes('publish', publication.queue, facts[adopted] ?? {}));
    setTrace[adopted]?.(traceOf(sdk, span)['sentry-trace']);
    adopted += 1;
  };
  const stopWatching = sdk.getClient()?.on('spanStart', (span) => safely(() => adopt(span)));
  const finish = (ending: Ending): void => {
    // The library recorded the publishing itself and put its own span into the headers: ours is never ended, so never sent.
    if (own === undefined || adopted > 0) return;
    const ids = 'value' in ending ? publication.idsOf?.(ending.value) : undefined;
    const known = facts.map((message, index) => ({ ...message, messageId: message.messageId ?? ids?.[index] }));
    enrich(sdk, own, ownAttributes(publication.queue, known));
    if ('thrown' in ending) own.setStatus({ code: 2, message: 'internal_error' });
    own.end();
  };
  const watched = (): T => {
    try {
      return publish(headers);
    } finally {
      stopWatching?.(); // Only what starts within the call itself is of this message; what follows may belong to others.
    }
  };
  return settle(watched, finish);
}

/** The kit's one span for the call, however many messages it publishes. */
function ownAttributes(queue: string, facts: readonly MessageFacts[]): Attributes {
  const [first = {}] = facts;
  if (facts.length === 1) return messageAttributes('publish', queue, first);
  const sizes = facts.map((one) => one.bodySize).filter((size) => size !== undefined);
  return messageAttributes('publish', queue, {
    system: first.system,
    bodySize: sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0),
    attributes: { ...first.attributes, 'messaging.batch.message_count': facts.length },
  });
}

function newId(publication: Publication): string | undefined {
  return publication.idsOf === undefined ? randomUUID() : undefined;
}

function traceHeaders(
  sdk: SentrySdk,
  parts: { readonly publication: Publication; readonly facts: readonly MessageFacts[]; readonly own: Span | undefined },
): Record<string, string>[] {
  const { publication, facts, own } = parts;
  const trace = own === undefined ? sdk.getTraceData() : traceOf(sdk, own);
  const mode = publication.trace ?? modeFor(sdk, publication.messages.length);
  const publishedAt = String(Date.now());
  return publication.messages.map((message, index) => {
    const traced = readHeader(message.headers, HEADERS.trace) !== undefined;
    return toStrings({
      ...(traced
        ? {}
        : { [HEADERS.trace]: trace['sentry-trace'], [HEADERS.baggage]: baggage(message.headers, trace.baggage) }),
      [HEADERS.publishedAt]: publishedAt,
      [HEADERS.messageId]: message.messageId === undefined ? facts[index]?.messageId : undefined,
      [HEADERS.mode]: mode === 'link' ? 'link' : undefined,
    });
  });
}

/** Through the active span: `getTraceData({ span })` of SDK 8 to 10 looks at the span around the given one. */
function traceOf(sdk: SentrySdk, span: Span): ReturnType<SentrySdk['getTraceData']> {
  return sdk.withActiveSpan(span, () => sdk.getTraceData());
}

/**
 * Makes `sentry-trace` deaf to assignments and returns what changes it: for that very reason SDK 10's instrumentations of amqplib and
 * kafkajs overwrite it with the request's span, and the message would be handled beside its publishing and not below it.
 */
function holdTrace(headers: Record<string, string>): (trace: string | undefined) => void {
  let held = headers[HEADERS.trace];
  if (held === undefined) return () => undefined; // The caller's own trace is not ours to hold.
  Object.defineProperty(headers, HEADERS.trace, { get: () => held, set() {}, enumerable: true });
  return (trace) => void (held = trace ?? held);
}

/** Foreign baggage survives; Sentry's own entries of an earlier hop do not. */
function baggage(headers: object | null | undefined, ours: string | undefined): string | undefined {
  const foreign = (readHeader(headers, HEADERS.baggage) ?? '')
    .split(',')
    .filter((entry) => entry.trim() !== '' && !entry.trim().startsWith('sentry-'));
  const all = ours === undefined ? foreign : [...foreign, ours];
  return all.length === 0 ? undefined : all.join(',');
}

const published = new WeakMap<Span, number>();

function modeFor(sdk: SentrySdk, messages: number): TraceMode {
  const active = sdk.getActiveSpan();
  if (active === undefined) return 'continue';
  const root = sdk.getRootSpan(active);
  const count = (published.get(root) ?? 0) + messages;
  published.set(root, count);
  return count > CONTINUED_MESSAGES_MAX ? 'link' : 'continue';
}

function toStrings(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(defined(headers))) result[key] = String(value);
  return result;
}
