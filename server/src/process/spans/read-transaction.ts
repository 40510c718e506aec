import { isJsonObject, type JsonObject } from '@garrison/protocol';
import type { ReadSpans, Span, SpanProblem } from './span.ts';
import { AttributeReader } from './read-attributes.ts';
import {
  madeId,
  nameOf,
  prose,
  readInterval,
  readTraceId,
  settleIds,
  type SpanContext,
  weightOf,
} from './span-context.ts';
import { userIdentity } from '../user-identity.ts';

/** What all spans of a transaction share. */
type Shared = Pick<
  Span,
  | 'traceId'
  | 'segmentId'
  | 'segmentName'
  | 'platform'
  | 'environment'
  | 'release'
  | 'service'
  | 'user'
  | 'sdkName'
  | 'sdkVersion'
  | 'weight'
>;

const SPANS_MAX = 2000;
const NO_TIME: SpanProblem = { reason: 'invalid_timestamp', detail: 'the transaction has no usable time' };

/**
 * A transaction as SDKs before streaming send it: the root in `contexts.trace`, its children in `spans`.
 * Undefined when it is no JSON object; without a usable time nothing of it can be shown.
 */
export function readTransaction(payload: unknown, context: SpanContext): ReadSpans | undefined {
  if (!isJsonObject(payload)) return undefined;
  const trace = contextOf(payload, 'trace');
  const interval = readInterval(context, { start: payload['start_timestamp'], end: payload['timestamp'] });
  if (interval === undefined) return { spans: [], problems: [NO_TIME] };
  const remarks: string[] = interval.remark === undefined ? [] : [interval.remark];
  const traceId = readTraceId(trace['trace_id']) ?? madeTraceId(remarks, context);
  const ids = settleIds({ span: trace['span_id'], parent: trace['parent_span_id'] }, context, remarks);
  const shared = sharedOf(payload, context, { traceId, segmentId: ids.spanId });
  const reader = new AttributeReader(context);
  addRootAttributes(reader, payload, trace);
  const root: Span = {
    ...shared,
    ...ids,
    isSegment: true,
    start: interval.start,
    duration: interval.duration,
    name: shared.segmentName,
    op: nameOf(trace['op']) || 'default',
    status: nameOf(trace['status']),
    kind: kindOf(nameOf(trace['op']), trace['data']),
    origin: nameOf(trace['origin']),
    attributes: reader.attributes(),
    remarks: [...remarks, ...reader.remarks()],
  };
  return withChildren(root, { payload, shared, context });
}

function withChildren(
  root: Span,
  { payload, shared, context }: { payload: JsonObject; shared: Shared; context: SpanContext },
): ReadSpans {
  const spans: Span[] = [root];
  const problems: SpanProblem[] = [];
  const listed = Array.isArray(payload['spans']) ? payload['spans'] : [];
  for (const [index, one] of listed.slice(0, SPANS_MAX).entries()) {
    const child = readSpanV1(one, { ...context, idSeed: `${context.idSeed}:${index}` }, shared);
    if ('reason' in child) problems.push(child);
    else spans.push(child.parentSpanId === '' ? { ...child, parentSpanId: root.spanId } : child);
  }
  for (let left = listed.length; left > SPANS_MAX; left--) {
    problems.push({ reason: 'invalid_span', detail: `a transaction keeps ${SPANS_MAX} spans` });
  }
  return { spans, problems };
}

/** One span of the older form: of a transaction, or sent alone. */
export function readSpanV1(value: unknown, context: SpanContext, shared: Shared): Span | SpanProblem {
  if (!isJsonObject(value)) return { reason: 'invalid_span', detail: 'a span is a JSON object' };
  const interval = readInterval(context, { start: value['start_timestamp'], end: value['timestamp'] });
  if (interval === undefined) return { reason: 'invalid_timestamp', detail: 'the span has no usable time' };
  const remarks: string[] = interval.remark === undefined ? [] : [interval.remark];
  const ids = settleIds({ span: value['span_id'], parent: value['parent_span_id'] }, context, remarks);
  const reader = new AttributeReader(context);
  reader.addAll(value['data']);
  reader.addAll(value['tags']);
  addMeasurements(reader, value['measurements']);
  const op = nameOf(value['op']) || nameOf(isJsonObject(value['data']) ? value['data']['sentry.op'] : undefined);
  return {
    ...shared,
    traceId: readTraceId(value['trace_id']) ?? shared.traceId,
    ...ids,
    isSegment: value['is_segment'] === true,
    start: interval.start,
    duration: interval.duration,
    name: prose(value['description'], context) || op,
    op: op || 'default',
    status: nameOf(value['status']),
    kind: kindOf(op, value['data']),
    origin: nameOf(value['origin']),
    attributes: reader.attributes(),
    remarks: [...remarks, ...reader.remarks()],
  };
}

function sharedOf(payload: JsonObject, context: SpanContext, ids: { traceId: string; segmentId: string }): Shared {
  const trace = contextOf(payload, 'trace');
  const data = isJsonObject(trace['data']) ? trace['data'] : {};
  const tags = tagsOf(payload['tags']);
  const sdk = isJsonObject(payload['sdk']) ? payload['sdk'] : {};
  const rate = context.traceHeader?.['sample_rate'] ?? data['sentry.sample_rate'];
  return {
    ...ids,
    segmentName: prose(payload['transaction'], context, 200) || '<unlabeled transaction>',
    platform: nameOf(payload['platform']),
    environment: nameOf(payload['environment'], 64),
    release: nameOf(payload['release']),
    service: tags.get('service') ?? nameOf(payload['server_name']),
    user: userOf(payload['user'], context),
    sdkName: nameOf(sdk['name']),
    sdkVersion: nameOf(sdk['version']),
    weight: weightOf(rate),
  };
}

function addRootAttributes(reader: AttributeReader, payload: JsonObject, trace: JsonObject): void {
  reader.addAll(trace['data']);
  for (const [key, value] of tagsOf(payload['tags'])) reader.add(key, value);
  addMeasurements(reader, payload['measurements']);
  const request = isJsonObject(payload['request']) ? payload['request'] : {};
  reader.add('http.request.method', request['method']);
  reader.add('url.full', request['url']);
  const info = isJsonObject(payload['transaction_info']) ? payload['transaction_info'] : {};
  reader.add('sentry.segment.name.source', info['source']);
  const response = contextOf(payload, 'response');
  reader.add('http.response.status_code', response['status_code']);
  for (const name of ['browser', 'os', 'runtime', 'device'] as const) {
    const of = contextOf(payload, name);
    for (const key of ['name', 'version', 'family'] as const) reader.add(`${name}.${key}`, of[key]);
  }
  reader.add('replay_id', contextOf(payload, 'replay')['replay_id']);
  reader.add('profiler_id', contextOf(payload, 'profile')['profiler_id']);
  reader.add('profile_id', contextOf(payload, 'profile')['profile_id']);
}

/** Web vitals and the like, as numbers named `measurements.lcp`. */
function addMeasurements(reader: AttributeReader, measurements: unknown): void {
  if (!isJsonObject(measurements)) return;
  for (const [name, measured] of Object.entries(measurements)) {
    if (isJsonObject(measured)) reader.add(`measurements.${name}`, measured['value']);
  }
}

function tagsOf(tags: unknown): ReadonlyMap<string, string> {
  const pairs: [unknown, unknown][] = Array.isArray(tags)
    ? tags.flatMap((pair): [unknown, unknown][] => (Array.isArray(pair) ? [[pair[0], pair[1]]] : []))
    : Object.entries(isJsonObject(tags) ? tags : {});
  return new Map(pairs.map(([key, value]) => [nameOf(key), nameOf(value)] as const).filter(([key]) => key !== ''));
}

function userOf(user: unknown, { scrubIps }: SpanContext): string {
  if (!isJsonObject(user)) return '';
  return userIdentity({
    id: nameOf(user['id'], 128),
    email: nameOf(user['email'], 128),
    username: nameOf(user['username'], 128),
    ip: scrubIps ? undefined : nameOf(user['ip_address'], 128),
  });
}

function contextOf(payload: JsonObject, name: string): JsonObject {
  const contexts = payload['contexts'];
  const context = isJsonObject(contexts) ? contexts[name] : undefined;
  return isJsonObject(context) ? context : {};
}

function madeTraceId(remarks: string[], { idSeed }: SpanContext): string {
  remarks.push('no trace id: one was made');
  return madeId(`${idSeed}:trace`, 32);
}

/** What the SDK said, else what the operation means. */
function kindOf(op: string, data: unknown): string {
  const said = isJsonObject(data) ? nameOf(data['sentry.kind'] ?? data['otel.kind']).toLowerCase() : '';
  if (said !== '') return said;
  if (op === 'http.server' || op === 'grpc.server') return 'server';
  if (op === 'http.client' || op === 'grpc.client' || op.startsWith('db')) return 'client';
  if (op === 'queue.publish') return 'producer';
  return op === 'queue.process' || op === 'queue.receive' ? 'consumer' : '';
}
