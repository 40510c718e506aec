import type { SentrySdk, Span } from '../sdk-types.ts';

/** `spanToJSON` of SDK 8 to 10 says `data`, of SDK 11 `attributes`. */
function attributesOf(sdk: SentrySdk, span: Span): Readonly<Record<string, unknown>> {
  const json = sdk.spanToJSON(span) as {
    readonly data?: Record<string, unknown>;
    readonly attributes?: Record<string, unknown>;
  };
  return json.attributes ?? json.data ?? {};
}

/** Whether a span that starts within a publishing call is the library's own record of it. Names as in OpenTelemetry's old and new conventions. */
export function isSending(sdk: SentrySdk, span: Span): boolean {
  const attributes = attributesOf(sdk, span);
  const isMessaging = attributes['messaging.system'] !== undefined || attributes['sentry.op'] === 'queue.publish';
  // A transport within the process may have begun to handle the message already.
  return isMessaging && !RECEIVING.has(operationOf(attributes));
}

/** The active span when an instrumentation has already opened one for the message in hand. */
export function activeConsumerSpan(sdk: SentrySdk): Span | undefined {
  const span = sdk.getActiveSpan();
  if (span === undefined) return undefined;
  const attributes = attributesOf(sdk, span);
  const operation = operationOf(attributes);
  // Not by the op alone, SDK 8 calls it `message`. A batch's `receive` span is not of one message.
  return operation === 'process' || operation === 'queue.process' ? span : undefined;
}

const RECEIVING = new Set(['process', 'receive', 'poll', 'queue.process', 'queue.receive']);

function operationOf(attributes: Readonly<Record<string, unknown>>): string {
  const operation =
    attributes['messaging.operation.type'] ?? attributes['messaging.operation'] ?? attributes['sentry.op'];
  return typeof operation === 'string' ? operation : '';
}

/** Adds what the span does not say yet; what the instrumentation knew stays. */
export function enrich(
  sdk: SentrySdk,
  span: Span,
  attributes: Readonly<Record<string, string | number | boolean>>,
): void {
  const present = attributesOf(sdk, span);
  for (const [key, value] of Object.entries(attributes)) {
    const known = present[key];
    if (key === 'sentry.op' || known === undefined || known === '') span.setAttribute(key, value);
  }
}
