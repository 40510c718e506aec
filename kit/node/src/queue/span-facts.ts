import { getActiveSpan, spanToJSON, type Span } from '@sentry/node';

/** `spanToJSON` of SDK 8 to 10 says `data`, of SDK 11 `attributes`. */
export function attributesOf(span: Span): Readonly<Record<string, unknown>> {
  const json = spanToJSON(span) as {
    readonly data?: Record<string, unknown>;
    readonly attributes?: Record<string, unknown>;
  };
  return json.attributes ?? json.data ?? {};
}

/** Whether the span says that a message is being sent; the names differ between OpenTelemetry's old and new conventions. */
export function isPublishSpan(span: Span): boolean {
  const attributes = attributesOf(span);
  if (attributes['sentry.op'] === 'queue.publish') return true;
  const operation = attributes['messaging.operation.type'] ?? attributes['messaging.operation'];
  if (operation !== undefined) return operation === 'publish' || operation === 'send' || operation === 'create';
  return attributes['messaging.system'] !== undefined && spanKind(span) === KIND_PRODUCER;
}

/** The active span when an instrumentation has already opened one for the message in hand. */
export function activeConsumerSpan(): Span | undefined {
  const span = getActiveSpan();
  if (span === undefined || isPublishSpan(span)) return undefined;
  const attributes = attributesOf(span);
  // Not by the op alone: SDK 8 calls it `message`.
  const isConsumer = attributes['sentry.op'] === 'queue.process' || attributes['messaging.system'] !== undefined;
  return isConsumer && attributes['sentry.op'] !== 'queue.receive' ? span : undefined;
}

/** Adds what the span does not say yet; what the instrumentation knew stays. */
export function enrich(span: Span, attributes: Readonly<Record<string, string | number | boolean>>): void {
  const present = attributesOf(span);
  for (const [key, value] of Object.entries(attributes)) {
    const known = present[key];
    if (key === 'sentry.op' || known === undefined || known === '') span.setAttribute(key, value);
  }
}

/** OpenTelemetry's `SpanKind`. */
const KIND_PRODUCER = 3;

function spanKind(span: Span): unknown {
  return 'kind' in span ? span.kind : undefined;
}
