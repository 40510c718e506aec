import { DEDUPLICATED, type Deployment, PATCHABLE, SHORT_MAX, type Table, TEXT_MAX } from './table.ts';

/** One line of a log. Times are milliseconds since the epoch with microseconds behind the point, ids hex digits; '' when there is none. */
export interface LogRow {
  readonly organizationId: number;
  readonly projectId: number;
  /** Made from the record's place: the same record gives the same ids. */
  readonly itemId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly timestamp: number;
  readonly receivedAt: number;
  /** Orders lines of the same time, as the SDK counts them. */
  readonly sequence: number;
  readonly severity: string;
  readonly severityNumber: number;
  readonly body: string;
  readonly environment: string;
  readonly release: string;
  readonly service: string;
  readonly user: string;
  readonly sdkName: string;
  readonly sdkVersion: string;
  readonly texts: readonly (readonly [string, string])[];
  readonly numbers: readonly (readonly [string, number])[];
}

declare module './table.ts' {
  interface TableRows {
    logs: LogRow;
  }
}

/** Sorted by time: most queries read the lines around a moment. */
export const logs: Table<'logs'> = {
  name: 'logs',
  timeColumn: 'timestamp',
  erase: 'by-project',
  columns: [
    'organization_id',
    'project_id',
    'item_id',
    'trace_id',
    'span_id',
    'timestamp',
    'received_at',
    'sequence',
    'severity',
    'severity_number',
    'body',
    'environment',
    'release',
    'service',
    'user',
    'sdk_name',
    'sdk_version',
    'texts',
    'numbers',
  ],
  ddl: ({ engine, onCluster }: Deployment) => [
    `CREATE TABLE IF NOT EXISTS logs${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    item_id UUID CODEC(NONE),
    trace_id UUID CODEC(ZSTD(1)),
    span_id UInt64 CODEC(ZSTD(1)),
    timestamp DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    sequence UInt64 CODEC(T64, ZSTD(1)),
    severity LowCardinality(String),
    severity_number UInt64 CODEC(T64, ZSTD(1)),
    body String CODEC(ZSTD(3)),
    environment LowCardinality(String),
    release LowCardinality(String),
    service LowCardinality(String),
    user String CODEC(ZSTD(1)),
    sdk_name LowCardinality(String),
    sdk_version LowCardinality(String),
    texts Map(LowCardinality(String), String) CODEC(ZSTD(3)),
    numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(3)),
    INDEX by_item_id item_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_trace_id trace_id TYPE bloom_filter(0.01) GRANULARITY 1
  ) ENGINE = ${engine('MergeTree')}
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, timestamp, sequence)
  SETTINGS ${PATCHABLE}, ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.organizationId);
    writer.uint64(row.projectId);
    writer.uuid(row.itemId);
    writer.uuid(row.traceId);
    writer.hex64(row.spanId);
    writer.dateTime64Micro(row.timestamp);
    writer.dateTime64(row.receivedAt);
    writer.uint64(row.sequence);
    writer.string(row.severity, SHORT_MAX);
    writer.uint64(row.severityNumber);
    writer.string(row.body, TEXT_MAX);
    writer.string(row.environment, SHORT_MAX);
    writer.string(row.release, SHORT_MAX);
    writer.string(row.service, SHORT_MAX);
    writer.string(row.user, SHORT_MAX);
    writer.string(row.sdkName, SHORT_MAX);
    writer.string(row.sdkVersion, SHORT_MAX);
    writer.map(row.texts, TEXT_MAX);
    writer.numberMap(row.numbers, SHORT_MAX);
  },
};
