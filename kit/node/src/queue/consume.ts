import { around } from '../safely.ts';
import { groupByPlace } from '../thrown.ts';
import type { SentrySdk, Span } from '../sdk-types.ts';
import { activeSdk } from '../sdk.ts';
import { HEADERS, readHeader, type HeaderSource } from './carrier.ts';
import { defined, messageAttributes, type Attributes, type MessageFacts } from './conventions.ts';
import type { TraceMode } from './publish.ts';
import { settle } from './settle.ts';
import { activeConsumerSpan, enrich } from './span-facts.ts';

export interface MessageMeta extends MessageFacts {
  /** Milliseconds since the epoch. Default: what the publisher's kit wrote into the headers. */
  readonly publishedAt?: number | undefined;
  /** How often the message was delivered before; 0 for the first time. */
  readonly retryCount?: number | undefined;
  /**
   * Whether the message will not be tried again. Only then an error is captured: an attempt that is repeated is not a failure yet.
   * Default: true. A function is asked about the error thrown.
   */
  readonly lastAttempt?: boolean | ((error: unknown) => boolean) | undefined;
  /** Default: what the publisher asked for, else `continue`. */
  readonly trace?: TraceMode | undefined;
}

export interface Consumption {
  readonly queue: string;
  readonly headers: HeaderSource;
  readonly meta: MessageMeta;
}

/** Handles a message in its trace and in an isolation scope of its own. A synchronous handler stays synchronous. */
export function consuming<T>(message: Consumption, handler: () => T): T {
  const sdk = activeSdk();
  if (sdk === undefined) return handler();
  return around(handler, (run) => inTrace(sdk, message, run));
}

function inTrace<T>(sdk: SentrySdk, message: Consumption, handler: () => T): T {
  const { queue, headers, meta } = message;
  const attributes = consumerAttributes(message);
  const run = (): T =>
    settle(handler, (ending) => {
      if ('thrown' in ending && isLastAttempt(meta, ending.thrown)) {
        captureFailure(sdk, message, ending.thrown);
      }
    });
  const existing = activeConsumerSpan(sdk);
  return sdk.withIsolationScope((isolation) => {
    // A message that failed has not crashed the session of its worker, which major 8 keeps in both scopes.
    isolation.setSession();
    sdk.getCurrentScope().setSession();
    if (existing !== undefined) {
      enrich(sdk, existing, attributes);
      return run();
    }
    const span = { name: `process ${queue}`, op: 'queue.process', forceTransaction: true, attributes };
    const sentryTrace = readHeader(headers, HEADERS.trace);
    if ((meta.trace ?? readHeader(headers, HEADERS.mode)) === 'link') {
      return sdk.startNewTrace(() =>
        sdk.startSpan(span, (started) => {
          linkTo(started, sentryTrace);
          return run();
        }),
      );
    }
    return sdk.continueTrace({ sentryTrace, baggage: readHeader(headers, HEADERS.baggage) }, () =>
      sdk.startSpan(span, run),
    );
  });
}

function captureFailure(sdk: SentrySdk, { queue, headers, meta }: Consumption, thrown: unknown): void {
  const attempt = (meta.retryCount ?? 0) + 1;
  const job = meta.attributes?.['messaging.bullmq.job.name'];
  const id = meta.messageId ?? readHeader(headers, HEADERS.messageId);
  sdk.withScope((scope) => {
    scope.setTags({ 'queue.name': queue, 'queue.attempt': String(attempt), ...defined({ 'queue.job': job }) });
    scope.setContext('queue', { name: queue, attempt, ...defined({ job, message_id: id }) });
    groupByPlace(scope, thrown, queue);
    sdk.captureException(thrown, { mechanism: { type: 'auto.queue.kit', handled: false } });
  });
}

function isLastAttempt(meta: MessageMeta, error: unknown): boolean {
  if (typeof meta.lastAttempt !== 'function') return meta.lastAttempt ?? true;
  try {
    return meta.lastAttempt(error);
  } catch {
    return true; // It could not judge the error (a null, a getter that throws): better one event too many than none.
  }
}

function consumerAttributes({ queue, headers, meta }: Consumption): Attributes {
  const publishedAt = meta.publishedAt ?? Number(readHeader(headers, HEADERS.publishedAt) ?? Number.NaN);
  const latency = Date.now() - publishedAt;
  const messageId = meta.messageId ?? readHeader(headers, HEADERS.messageId);
  return defined({
    ...messageAttributes('process', queue, { ...meta, messageId }),
    'messaging.message.retry.count': meta.retryCount,
    // Two clocks: a consumer that is behind its publisher would show a negative wait.
    'messaging.message.receive.latency': Number.isFinite(latency) ? Math.max(0, latency) : undefined,
  });
}

function linkTo(span: Span, sentryTrace: string | undefined): void {
  const [, traceId, spanId, sampled] =
    /^([0-9a-f]{32})-([0-9a-f]{16})(?:-([01]))?$/.exec(sentryTrace?.trim() ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return;
  span.addLink({ context: { traceId, spanId, traceFlags: sampled === '1' ? 1 : 0, isRemote: true } });
}
