import { isJsonObject } from '@garrison/protocol';
import type { ReadSpans, Span, SpanProblem } from './span.ts';
import { AttributeReader } from './read-attributes.ts';
import {
  nameOf,
  prose,
  readInterval,
  readSpanId,
  readTraceId,
  settleIds,
  type SpanContext,
  weightOf,
} from './span-context.ts';
import { userIdentity } from '../user-identity.ts';

const SPANS_MAX = 1000;

/**
 * Streamed spans: `{version: 2, items: [span]}`, each with typed attributes. Undefined when the payload is no such container.
 * A span that cannot be used is left out alone.
 */
export function readSpanContainer(payload: unknown, context: SpanContext): ReadSpans | undefined {
  const items = isJsonObject(payload) ? payload['items'] : undefined;
  if (!Array.isArray(items)) return undefined;
  const spans: Span[] = [];
  const problems: SpanProblem[] = [];
  for (const [index, one] of items.entries()) {
    const read =
      index < SPANS_MAX
        ? readSpan(one, { ...context, idSeed: `${context.idSeed}:${index}` })
        : ({ reason: 'invalid_span', detail: `a container holds ${SPANS_MAX} spans` } as const);
    if ('reason' in read) problems.push(read);
    else spans.push(read);
  }
  return { spans, problems };
}

function readSpan(value: unknown, context: SpanContext): Span | SpanProblem {
  if (!isJsonObject(value)) return { reason: 'invalid_span', detail: 'a span is a JSON object' };
  const interval = readInterval(context, { start: value['start_timestamp'], end: value['end_timestamp'] });
  if (interval === undefined) return { reason: 'invalid_timestamp', detail: 'the span has no usable time' };
  const traceId = readTraceId(value['trace_id']);
  if (traceId === undefined) return { reason: 'invalid_span', detail: 'the span has no trace id' };
  const remarks: string[] = interval.remark === undefined ? [] : [interval.remark];
  const ids = settleIds({ span: value['span_id'], parent: value['parent_span_id'] }, context, remarks);
  const plain = plainAttributes(value['attributes']);
  const reader = new AttributeReader(context);
  for (const [key, one] of plain) reader.add(key, one);
  reader.add('sentry.links', Array.isArray(value['links']) && value['links'].length > 0 ? value['links'] : undefined);
  const attribute = (...keys: readonly string[]): string => {
    for (const key of keys) {
      const text = nameOf(plain.get(key));
      if (text !== '') return text;
    }
    return '';
  };
  const isSegment = value['is_segment'] === true;
  const name = prose(value['name'], context);
  return {
    traceId,
    ...ids,
    segmentId: isSegment ? ids.spanId : (readSpanId(plain.get('sentry.segment.id')) ?? ''),
    segmentName: isSegment ? name.slice(0, 200) : prose(plain.get('sentry.segment.name'), context, 200),
    isSegment,
    start: interval.start,
    duration: interval.duration,
    name,
    op: attribute('sentry.op') || 'default',
    status: statusOf(value['status'], plain),
    kind: (nameOf(value['kind']) || attribute('sentry.kind')).toLowerCase(),
    origin: attribute('sentry.origin'),
    platform: attribute('sentry.platform') || platformOf(attribute('sentry.sdk.name')),
    environment: attribute('sentry.environment', 'deployment.environment').slice(0, 64),
    release: attribute('sentry.release', 'service.version'),
    service: attribute('service', 'service.name', 'server_name'),
    user: userOf(attribute, context),
    sdkName: attribute('sentry.sdk.name'),
    sdkVersion: attribute('sentry.sdk.version'),
    weight: weightOf(plain.get('sentry.sample_rate') ?? context.traceHeader?.['sample_rate']),
    attributes: reader.attributes(),
    remarks: [...remarks, ...reader.remarks()],
  };
}

/** `{key: {type, value, unit?}}` → key and value; a value that is not wrapped counts as it is. */
function plainAttributes(attributes: unknown): Map<string, unknown> {
  const entries = isJsonObject(attributes) ? Object.entries(attributes) : [];
  return new Map(entries.map(([key, one]) => [key, isJsonObject(one) && 'value' in one ? one['value'] : one]));
}

/** Streamed spans say `ok` or `error`; a more exact word stands in an attribute, or follows from the HTTP status. */
function statusOf(status: unknown, plain: ReadonlyMap<string, unknown>): string {
  const exact = nameOf(plain.get('sentry.status.message') ?? plain.get('sentry.status'));
  const word = nameOf(status).toLowerCase();
  if (word !== 'error') return word;
  if (/^[a-z_]{1,40}$/.test(exact) && exact !== 'error') return exact;
  return HTTP_STATUS[nameOf(plain.get('http.response.status_code'))] ?? 'internal_error';
}

const HTTP_STATUS: Readonly<Record<string, string>> = {
  400: 'invalid_argument',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'already_exists',
  429: 'resource_exhausted',
  499: 'cancelled',
  501: 'unimplemented',
  503: 'unavailable',
  504: 'deadline_exceeded',
};

function platformOf(sdk: string): string {
  if (sdk.startsWith('sentry.javascript.')) {
    return /\.(?:browser|react|vue|svelte|angular|solid|ember)$/.test(sdk) ? 'javascript' : 'node';
  }
  return sdk.split('.')[1] ?? '';
}

function userOf(attribute: (key: string) => string, { scrubIps }: SpanContext): string {
  return userIdentity({
    id: attribute('user.id'),
    email: attribute('user.email'),
    username: attribute('user.name'),
    ip: scrubIps ? undefined : attribute('user.ip_address'),
  });
}
