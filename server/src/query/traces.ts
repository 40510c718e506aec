import type { OrganizationId, ProjectId, EventId } from '@garrison/protocol';
import type { EventStore } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import type { Period } from './period.ts';
import { dashedId } from './search/compile-search.ts';

/** One trace of an organisation, as far as its projects may be seen. */
export interface TraceScope {
  readonly organizationId: OrganizationId;
  readonly projectIds: readonly ProjectId[];
  /** 32 hex digits. */
  readonly traceId: string;
  /** Without it all that is stored is looked through. */
  readonly period?: Period | undefined;
}

/** Times are seconds since the epoch, `duration` milliseconds; ids hex digits, '' for none. */
export interface TraceSpan {
  readonly projectId: ProjectId;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly segmentId: string;
  readonly transactionId: string;
  readonly transaction: string;
  readonly isSegment: boolean;
  readonly start: number;
  readonly duration: number;
  readonly name: string;
  readonly op: string;
  readonly status: string;
  readonly kind: string;
  readonly service: string;
  readonly environment: string;
  readonly release: string;
  readonly sdkName: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
}

export interface TraceError {
  readonly projectId: ProjectId;
  readonly eventId: EventId;
  readonly spanId: string;
  /** A UInt64 in decimal. */
  readonly hashId: string;
  /** Seconds. */
  readonly at: number;
  readonly title: string;
  readonly culprit: string;
  readonly level: string;
  readonly transaction: string;
  readonly service: string;
}

type EventSource = Pick<EventStore, 'select'>;
const HEX_ID = (column: string): string => `if(${column} = 0, '', lower(leftPad(hex(${column}), 16, '0')))`;

/** In the order of their start; a span that was sent twice is one. One more than `limit` when there are more. */
export function spansOfTrace(events: EventSource, scope: TraceScope, limit: number): Promise<TraceSpan[]> {
  return selectSpans(events, scope, { limit: limit + 1 });
}

async function selectSpans(
  events: EventSource,
  scope: TraceScope,
  { limit, spanId }: { readonly limit: number; readonly spanId?: string },
): Promise<TraceSpan[]> {
  const { where, params } = conditionOf(scope, 'spans');
  const only = spanId === undefined ? '' : ' AND span_id = reinterpretAsUInt64(reverse(unhex({span:String})))';
  type Row = Omit<TraceSpan, 'projectId' | 'isSegment' | 'start'> & {
    readonly projectId: string;
    readonly isSegment: number;
    readonly startUs: string;
  };
  const rows = await events.select<Row>(
    `SELECT toString(project_id) AS projectId, ${HEX_ID('span_id')} AS spanId, ${HEX_ID('parent_span_id')} AS parentSpanId,
       ${HEX_ID('segment_id')} AS segmentId, if(empty(event_id), '', replaceAll(toString(event_id), '-', '')) AS transactionId,
       segment_name AS transaction, is_segment AS isSegment, toString(toUnixTimestamp64Micro(spans.timestamp)) AS startUs,
       duration_us / 1000 AS duration, name, op, status, kind, service, environment, release, sdk_name AS sdkName, texts, numbers
     FROM spans WHERE ${where}${only} ORDER BY spans.timestamp, span_id LIMIT 1 BY project_id, span_id LIMIT {limit:UInt32}`,
    { ...params, limit, ...(spanId === undefined ? {} : { span: spanId }) },
  );
  return rows.map(({ projectId, isSegment, startUs, ...row }) => ({
    ...row,
    projectId: Number(projectId),
    isSegment: isSegment === 1,
    start: Number(startUs) / 1e6,
  }));
}

/** In the order of their time. One more than `limit` when there are more. */
export async function errorsOfTrace(events: EventSource, scope: TraceScope, limit: number): Promise<TraceError[]> {
  const { where, params } = conditionOf(scope, 'events');
  const rows = await events.select<Omit<TraceError, 'projectId' | 'at'> & Record<'projectId' | 'atMs', string>>(
    `SELECT toString(project_id) AS projectId, replaceAll(toString(event_id), '-', '') AS eventId, ${HEX_ID('span_id')} AS spanId,
       toString(hash_id) AS hashId, toString(toUnixTimestamp64Milli(events.timestamp)) AS atMs, title, culprit, level, transaction, service
     FROM events WHERE ${where} AND type != 'feedback' ORDER BY events.timestamp, event_id LIMIT {limit:UInt32}`,
    { ...params, limit: limit + 1 },
  );
  return rows.map(({ projectId, atMs, ...row }) => ({ ...row, projectId: Number(projectId), at: Number(atMs) / 1000 }));
}

/** The part of a span that gives its parent and its name. */
export type SpanPlace = Pick<
  TraceSpan,
  'projectId' | 'spanId' | 'parentSpanId' | 'isSegment' | 'name' | 'op' | 'service'
>;

/** In the order of their start, at most `limit`. */
export async function placesOfTrace(events: EventSource, scope: TraceScope, limit: number): Promise<SpanPlace[]> {
  const { where, params } = conditionOf(scope, 'spans');
  type Row = Omit<SpanPlace, 'projectId' | 'isSegment'> & { readonly projectId: string; readonly isSegment: number };
  const rows = await events.select<Row>(
    `SELECT toString(project_id) AS projectId, ${HEX_ID('span_id')} AS spanId, ${HEX_ID('parent_span_id')} AS parentSpanId,
       is_segment AS isSegment, name, op, service
     FROM spans WHERE ${where} ORDER BY spans.timestamp, span_id LIMIT 1 BY project_id, span_id LIMIT {limit:UInt32}`,
    { ...params, limit },
  );
  return rows.map((row) => ({ ...row, projectId: Number(row.projectId), isSegment: row.isSegment === 1 }));
}

/** One span with all its attributes. */
export async function spanOfTrace(
  events: EventSource,
  scope: TraceScope,
  spanId: string,
): Promise<TraceSpan | undefined> {
  const [span] = await selectSpans(events, scope, { limit: 1, spanId });
  return span;
}

/** What a trace holds, in numbers. */
export interface TraceCounts {
  readonly spans: number;
  readonly errors: number;
  readonly logs: number;
  readonly byOperation: Readonly<Record<string, number>>;
  /** How many spans each segment has, itself not counted. */
  readonly children: readonly { readonly segmentId: string; readonly count: number }[];
}

export async function countTrace(events: EventSource, scope: TraceScope): Promise<TraceCounts> {
  const spans = conditionOf(scope, 'spans');
  const errors = conditionOf(scope, 'events');
  const logs = conditionOf(scope, 'logs');
  const [operations, segments, [found], [lines]] = await Promise.all([
    events.select<{ op: string; count: string }>(
      `SELECT op, toString(uniqExact(project_id, span_id)) AS count FROM spans WHERE ${spans.where} GROUP BY op ORDER BY op`,
      spans.params,
    ),
    events.select<{ segmentId: string; count: string }>(
      `SELECT ${HEX_ID('segment_id')} AS segmentId, toString(uniqExactIf(span_id, is_segment = 0)) AS count
       FROM spans WHERE ${spans.where} GROUP BY segment_id ORDER BY segment_id LIMIT 10000`,
      spans.params,
    ),
    events.select<{ count: string }>(
      `SELECT toString(count()) AS count FROM events WHERE ${errors.where} AND type != 'feedback'`,
      errors.params,
    ),
    events.select<{ count: string }>(`SELECT toString(count()) AS count FROM logs WHERE ${logs.where}`, logs.params),
  ]);
  const byOperation = Object.fromEntries(operations.map(({ op, count }) => [op, Number(count)]));
  return {
    spans: operations.reduce((sum, { count }) => sum + Number(count), 0),
    errors: Number(found?.count ?? 0),
    logs: Number(lines?.count ?? 0),
    byOperation,
    children: segments.map(({ segmentId, count }) => ({ segmentId, count: Number(count) })),
  };
}

/** One line of a log with everything that is stored of it. Ids are hex digits, '' for none. */
export interface LogLine {
  readonly traceId: string;
  readonly spanId: string;
  /** Seconds since the epoch. */
  readonly at: number;
  readonly severity: string;
  readonly body: string;
  readonly service: string;
  readonly environment: string;
  readonly release: string;
  readonly user: string;
  readonly sdkName: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
}

/** `itemId`: 32 hex digits. */
export async function logLine(
  events: EventSource,
  place: { readonly organizationId: number; readonly projectId: number; readonly itemId: string },
): Promise<LogLine | undefined> {
  const rows = await events.select<Omit<LogLine, 'at'> & { readonly atUs: string }>(
    `SELECT if(empty(trace_id), '', replaceAll(toString(trace_id), '-', '')) AS traceId,
       if(span_id = 0, '', lower(leftPad(hex(span_id), 16, '0'))) AS spanId,
       toString(toUnixTimestamp64Micro(logs.timestamp)) AS atUs, severity, body, service, environment, release, user,
       sdk_name AS sdkName, texts, numbers
     FROM logs WHERE organization_id = {organization:UInt64} AND project_id = {project:UInt64} AND item_id = toUUID({item:String})
     LIMIT 1`,
    { organization: place.organizationId, project: place.projectId, item: dashedId(place.itemId) },
  );
  return rows.map(({ atUs, ...row }) => ({ ...row, at: Number(atUs) / 1e6 }))[0];
}

function conditionOf(
  { organizationId, projectIds, traceId, period }: TraceScope,
  table: 'spans' | 'events' | 'logs',
): { where: string; params: Record<string, unknown> } {
  const params: Record<string, unknown> = { organization: organizationId, trace: dashedId(traceId) };
  const projects = arrayParam(params, 'projects', { type: 'UInt64', values: projectIds });
  const parts = [
    'organization_id = {organization:UInt64}',
    `${table}.project_id IN ${projects}`,
    'trace_id = toUUID({trace:String})',
  ];
  if (period !== undefined) {
    params['start'] = Math.floor(period.start);
    params['end'] = Math.floor(period.end);
    parts.push(`${table}.timestamp >= fromUnixTimestamp64Milli({start:Int64})`);
    parts.push(`${table}.timestamp < fromUnixTimestamp64Milli({end:Int64})`);
  }
  return { where: parts.join(' AND '), params };
}
