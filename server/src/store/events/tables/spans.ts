import type { OrganizationId, ProjectId, EventId } from '@garrison/protocol';
import { DEDUPLICATED, type Deployment, PATCHABLE, SHORT_MAX, type Table, TEXT_MAX } from './table.ts';

/** One span. Times are milliseconds since the epoch with microseconds behind the point, ids hex digits; '' when there is none. */
export interface SpanRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** Empty when the span has no parent. */
  readonly parentSpanId: string;
  /** The root span of this service's part of the trace: Sentry's segment, or transaction. */
  readonly segmentId: string;
  readonly segmentName: string;
  readonly isSegment: boolean;
  /** Of the root of a transaction: the transaction's event id. */
  readonly eventId: EventId;
  readonly timestamp: number;
  /** Milliseconds, never negative. */
  readonly duration: number;
  readonly receivedAt: number;
  readonly name: string;
  readonly op: string;
  /** Sentry's words: `ok`, `internal_error`, `not_found` …; empty when the span has none. */
  readonly status: string;
  /** `server`, `client`, `producer`, `consumer`, `internal`; empty when unknown. */
  readonly kind: string;
  readonly origin: string;
  readonly platform: string;
  readonly environment: string;
  readonly release: string;
  readonly service: string;
  /** The first identity of the user that is known, with its kind, such as `id:7`; the same form as in the table of events. */
  readonly user: string;
  readonly sdkName: string;
  readonly sdkVersion: string;
  /** How many spans this one stands for: 1 / sample rate. */
  readonly weight: number;
  /** Attributes. Booleans are the texts `true` and `false`; lists and objects their JSON. */
  readonly texts: readonly (readonly [string, string])[];
  readonly numbers: readonly (readonly [string, number])[];
}

declare module './table.ts' {
  interface TableRows {
    spans: SpanRow;
  }
}

/** Sorted by the hour and the trace: the spans of one trace in one project lie together. */
export const spans: Table<'spans'> = {
  name: 'spans',
  timeColumn: 'timestamp',
  erase: 'by-project',
  columns: [
    'organization_id',
    'project_id',
    'trace_id',
    'span_id',
    'parent_span_id',
    'segment_id',
    'segment_name',
    'is_segment',
    'event_id',
    'timestamp',
    'duration_us',
    'received_at',
    'name',
    'op',
    'status',
    'kind',
    'origin',
    'platform',
    'environment',
    'release',
    'service',
    'user',
    'sdk_name',
    'sdk_version',
    'weight',
    'texts',
    'numbers',
  ],
  ddl: ({ engine, onCluster }: Deployment) => [
    `CREATE TABLE IF NOT EXISTS spans${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    trace_id UUID CODEC(ZSTD(1)),
    span_id UInt64 CODEC(NONE),
    parent_span_id UInt64 CODEC(ZSTD(1)),
    segment_id UInt64 CODEC(ZSTD(1)),
    segment_name LowCardinality(String),
    is_segment UInt8,
    event_id UUID CODEC(ZSTD(1)),
    timestamp DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    duration_us UInt64 CODEC(T64, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    name String CODEC(ZSTD(1)),
    op LowCardinality(String),
    status LowCardinality(String),
    kind LowCardinality(String),
    origin LowCardinality(String),
    platform LowCardinality(String),
    environment LowCardinality(String),
    release LowCardinality(String),
    service LowCardinality(String),
    user String CODEC(ZSTD(1)),
    sdk_name LowCardinality(String),
    sdk_version LowCardinality(String),
    weight Float64 CODEC(ZSTD(1)),
    texts Map(LowCardinality(String), String) CODEC(ZSTD(3)),
    numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(3)),
    INDEX by_trace_id trace_id TYPE bloom_filter(0.01) GRANULARITY 1
  ) ENGINE = ${engine('MergeTree')}
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, toStartOfHour(timestamp), trace_id, timestamp)
  SETTINGS ${PATCHABLE}, ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.organizationId);
    writer.uint64(row.projectId);
    writer.uuid(row.traceId);
    writer.hex64(row.spanId);
    writer.hex64(row.parentSpanId);
    writer.hex64(row.segmentId);
    writer.string(row.segmentName, SHORT_MAX);
    writer.int8(row.isSegment ? 1 : 0);
    writer.uuid(row.eventId);
    writer.dateTime64Micro(row.timestamp);
    writer.uint64(Math.max(0, Math.round(row.duration * 1000)));
    writer.dateTime64(row.receivedAt);
    writer.string(row.name, TEXT_MAX);
    writer.string(row.op, SHORT_MAX);
    writer.string(row.status, SHORT_MAX);
    writer.string(row.kind, SHORT_MAX);
    writer.string(row.origin, SHORT_MAX);
    writer.string(row.platform, SHORT_MAX);
    writer.string(row.environment, SHORT_MAX);
    writer.string(row.release, SHORT_MAX);
    writer.string(row.service, SHORT_MAX);
    writer.string(row.user, SHORT_MAX);
    writer.string(row.sdkName, SHORT_MAX);
    writer.string(row.sdkVersion, SHORT_MAX);
    writer.float64(row.weight);
    writer.map(row.texts, TEXT_MAX);
    writer.numberMap(row.numbers, SHORT_MAX);
  },
};
