import { isJsonObject } from '@garrison/protocol';
import { readSpanV1 } from './read-transaction.ts';
import type { ReadSpans } from './span.ts';
import { madeId, nameOf, prose, readSpanId, readTraceId, weightOf, type SpanContext } from './span-context.ts';

/** One span of the older form, sent alone: what a transaction would say of it stands in its data. Undefined when it is no JSON object. */
export function readSpanItem(payload: unknown, context: SpanContext): ReadSpans | undefined {
  if (!isJsonObject(payload)) return undefined;
  const data = isJsonObject(payload['data']) ? payload['data'] : {};
  const said = (...keys: readonly string[]): string => {
    for (const key of keys) {
      const text = nameOf(data[key]);
      if (text !== '') return text;
    }
    return '';
  };
  const user = said('user', 'user.id');
  const read = readSpanV1(payload, context, {
    traceId: readTraceId(payload['trace_id']) ?? madeId(`${context.idSeed}:trace`, 32),
    segmentId: readSpanId(payload['segment_id']) ?? '',
    segmentName: prose(data['transaction'] ?? data['sentry.segment.name'], context, 200),
    platform: 'javascript',
    environment: said('environment', 'sentry.environment').slice(0, 64),
    release: said('release', 'sentry.release'),
    service: said('service', 'service.name'),
    user: user === '' ? '' : `id:${user}`,
    sdkName: said('sentry.sdk.name'),
    sdkVersion: said('sentry.sdk.version'),
    weight: weightOf(data['sentry.sample_rate'] ?? context.traceHeader?.['sample_rate']),
  });
  return 'reason' in read ? { spans: [], problems: [read] } : { spans: [read], problems: [] };
}
