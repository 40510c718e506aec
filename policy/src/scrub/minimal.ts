import { list, record, text, type WireObject } from '../wire.ts';

/*
 * The event that is sent when scrubbing failed. It has ids, times, the type of the error, service, team, release and environment, and no text
 * that may hold personal data. An event is always sent, since without one the service would seem to have no error. The raw payload is
 * never sent: it is not scrubbed.
 */

export const MINIMAL_NAME = /^[\w$.:/-]{1,100}$/;
export const HEX_ID = /^[0-9a-f]{16,32}$/;

export function minimalEvent(event: WireObject): WireObject {
  const exceptions = list(record(event['exception'])?.['values']) ?? [];
  const trace = record(record(event['contexts'])?.['trace']);
  const isTransaction = event['type'] === 'transaction';
  return {
    ...pick(event, ['event_id', 'timestamp', 'start_timestamp', 'level', 'platform', 'environment', 'release', 'sdk']),
    ...(isTransaction ? { type: 'transaction', transaction: 'unscrubbed', spans: [] } : {}),
    ...(trace === undefined ? {} : { contexts: { trace: minimalTrace(trace) } }),
    ...(exceptions.length === 0
      ? isTransaction
        ? {}
        : { message: 'An event whose scrubbing failed' }
      : { exception: { values: exceptions.map((exception) => ({ type: nameOf(record(exception)?.['type']) })) } }),
    tags: { ...pick(record(event['tags']) ?? {}, ['service', 'team', 'policy']), 'garrison.scrub_failed': 'true' },
  };
}

/** Spans of either shape; the SDK of major 11 cannot drop one. */
export function minimalSpan(span: WireObject): WireObject {
  const next: Record<string, unknown> = { ...span };
  for (const key of ['data', 'attributes', 'tags', 'links']) {
    if (next[key] !== undefined) next[key] = key === 'links' ? [] : {};
  }
  if (next['description'] !== undefined) next['description'] = 'unscrubbed';
  if (next['name'] !== undefined) next['name'] = 'unscrubbed';
  return next;
}

export function minimalLog(log: WireObject): WireObject {
  return {
    ...pick(log, ['level', 'severityNumber', 'severity_number', 'timestamp', 'trace_id']),
    message: 'unscrubbed',
    attributes: {},
  };
}

function minimalTrace(trace: WireObject): WireObject {
  const ids = ['trace_id', 'span_id', 'parent_span_id'].filter((key) => HEX_ID.test(text(trace[key]) ?? ''));
  return { ...pick(trace, ids), ...(MINIMAL_NAME.test(text(trace['op']) ?? '') ? { op: trace['op'] } : {}) };
}

function nameOf(type: unknown): string {
  return typeof type === 'string' && MINIMAL_NAME.test(type) ? type : 'Error';
}

function pick(source: WireObject, keys: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of keys) if (source[key] !== undefined) picked[key] = source[key];
  return picked;
}
