import type { OrganizationId, ProjectId, EventId } from '@garrison/protocol';
import { DEDUPLICATED, type Deployment, PATCHABLE, SHORT_MAX, type Table, TEXT_MAX } from './table.ts';

/**
 * Times are milliseconds since the epoch, ids 32 hex digits without dashes, `hashId` the first 64 bits of the event's first grouping hash
 * (see docs/decisions).
 */
export interface EventRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly hashId: bigint;
  readonly eventId: EventId;
  readonly timestamp: number;
  readonly receivedAt: number;
  readonly level: string;
  readonly platform: string;
  readonly type: string;
  readonly environment: string;
  readonly release: string;
  readonly dist: string;
  readonly service: string;
  readonly transaction: string;
  readonly title: string;
  readonly culprit: string;
  /** Free text that search looks through: title, message, exception values. Lower-cased by the engine. */
  readonly message: string;
  /** Sentry's user identity `id:7`, `email:…`, `username:…`, `ip:…`; empty when unknown. */
  readonly user: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly sdkName: string;
  readonly sdkVersion: string;
  readonly handled: -1 | 0 | 1;
  readonly tags: readonly (readonly [string, string])[];
  /** What can be searched besides columns and tags, by the key of the search: one text, or several. */
  readonly facts?: readonly (readonly [string, string])[];
  readonly lists?: readonly (readonly [string, readonly string[]])[];
}

declare module './table.ts' {
  interface TableRows {
    events: EventRow;
  }
}

/** Sorted by hash, so that an issue's events lie together. The roll-ups are of hours and days. */
export const events: Table<'events'> = {
  name: 'events',
  timeColumn: 'timestamp',
  erase: 'by-hash',
  rollups: ['hash_hours', 'hash_days'],
  columns: [
    'organization_id',
    'project_id',
    'hash_id',
    'event_id',
    'timestamp',
    'received_at',
    'level',
    'platform',
    'type',
    'environment',
    'release',
    'dist',
    'service',
    'transaction',
    'title',
    'culprit',
    'message',
    'user',
    'trace_id',
    'span_id',
    'sdk_name',
    'sdk_version',
    'handled',
    'tags',
    'facts',
    'lists',
  ],
  ddl: (deployment) => [...eventsDdl(deployment), ...searchColumns(deployment), ...rollupsDdl(deployment)],
  write(writer, row) {
    writer.uint64(row.organizationId);
    writer.uint64(row.projectId);
    writer.uint64(row.hashId);
    writer.uuid(row.eventId);
    writer.dateTime64(row.timestamp);
    writer.dateTime64(row.receivedAt);
    writer.string(row.level, SHORT_MAX);
    writer.string(row.platform, SHORT_MAX);
    writer.string(row.type, SHORT_MAX);
    writer.string(row.environment, SHORT_MAX);
    writer.string(row.release, SHORT_MAX);
    writer.string(row.dist, SHORT_MAX);
    writer.string(row.service, SHORT_MAX);
    writer.string(row.transaction, SHORT_MAX);
    writer.string(row.title, TEXT_MAX);
    writer.string(row.culprit, TEXT_MAX);
    writer.string(row.message, TEXT_MAX);
    writer.string(row.user, SHORT_MAX);
    writer.uuid(row.traceId);
    writer.hex64(row.spanId);
    writer.string(row.sdkName, SHORT_MAX);
    writer.string(row.sdkVersion, SHORT_MAX);
    writer.int8(row.handled);
    writer.map(row.tags, SHORT_MAX);
    writer.map(row.facts ?? [], SHORT_MAX);
    writer.listMap(row.lists ?? [], SHORT_MAX);
  },
};

/** Added to tables of versions that did not have them; events stored before are not found by these keys. */
function searchColumns({ onCluster }: Deployment): readonly string[] {
  return [
    `ALTER TABLE events${onCluster} ADD COLUMN IF NOT EXISTS facts Map(LowCardinality(String), String) CODEC(ZSTD(1)),
      ADD COLUMN IF NOT EXISTS lists Map(LowCardinality(String), Array(String)) CODEC(ZSTD(1))`,
  ];
}

function eventsDdl({ engine, onCluster }: Deployment): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS events${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    hash_id UInt64,
    event_id UUID CODEC(NONE),
    timestamp DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    level LowCardinality(String),
    platform LowCardinality(String),
    type LowCardinality(String),
    environment LowCardinality(String),
    release LowCardinality(String),
    dist LowCardinality(String),
    service LowCardinality(String),
    transaction LowCardinality(String),
    title String CODEC(ZSTD(1)),
    culprit String CODEC(ZSTD(1)),
    message String CODEC(ZSTD(1)),
    user String CODEC(ZSTD(1)),
    trace_id UUID CODEC(NONE),
    span_id UInt64 CODEC(NONE),
    sdk_name LowCardinality(String),
    sdk_version LowCardinality(String),
    handled Int8,
    tags Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    tag_kv Array(String) MATERIALIZED arrayMap((key, value) -> concat(key, '=', value), mapKeys(tags), mapValues(tags)) CODEC(ZSTD(1)),
    INDEX by_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_trace_id trace_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX by_message lower(message) TYPE text(tokenizer = 'splitByNonAlpha'),
    INDEX by_tag tag_kv TYPE text(tokenizer = 'array')
  ) ENGINE = ${engine('MergeTree')}
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, hash_id, timestamp)
  SETTINGS index_granularity = 2048, ${PATCHABLE}, ${DEDUPLICATED}`,
  ];
}

/** Counts by hour; counts and users by day. */
function rollupsDdl({ engine, onCluster }: Deployment): readonly string[] {
  return [
    `CREATE TABLE IF NOT EXISTS hash_hours${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    hash_id UInt64,
    hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    environment LowCardinality(String),
    events UInt64
  ) ENGINE = ${engine('SummingMergeTree(events)')}
  PARTITION BY toMonday(hour)
  ORDER BY (organization_id, project_id, hash_id, hour, environment)
  SETTINGS index_granularity = 1024, ${DEDUPLICATED}`,
    `CREATE MATERIALIZED VIEW IF NOT EXISTS hash_hours_view${onCluster} TO hash_hours AS
  SELECT organization_id, project_id, hash_id, toStartOfHour(toDateTime(timestamp, 'UTC')) AS hour, environment, count() AS events
  FROM events GROUP BY organization_id, project_id, hash_id, hour, environment`,

    `CREATE TABLE IF NOT EXISTS hash_days${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    hash_id UInt64,
    day Date,
    environment LowCardinality(String),
    events SimpleAggregateFunction(sum, UInt64),
    users AggregateFunction(uniqCombinedIf(12), String, UInt8)
  ) ENGINE = ${engine('AggregatingMergeTree')}
  PARTITION BY toMonday(day)
  ORDER BY (organization_id, project_id, hash_id, day, environment)
  SETTINGS index_granularity = 256, ${DEDUPLICATED}`,
    `CREATE MATERIALIZED VIEW IF NOT EXISTS hash_days_view${onCluster} TO hash_days AS
  SELECT organization_id, project_id, hash_id, toDate(timestamp, 'UTC') AS day, environment, count() AS events,
    uniqCombinedIfState(12)(user, user != '') AS users
  FROM events GROUP BY organization_id, project_id, hash_id, day, environment`,
  ];
}
