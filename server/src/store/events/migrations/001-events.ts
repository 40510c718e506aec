/**
 * Weekly partitions, so that retention drops whole ones; sorted by hash, so that an issue's events lie together and payloads compress.
 * The block columns let a DELETE write a small patch instead of rewriting parts; summing and aggregating tables cannot be patched,
 * but theirs are small. The window is what makes a repeated insert count once,
 * in the tables and in the views that follow them.
 */
const EVENT_SETTINGS =
  'enable_block_number_column = 1, enable_block_offset_column = 1, non_replicated_deduplication_window = 1000';

export const events: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS events (
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
  ) ENGINE = MergeTree
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, hash_id, timestamp)
  SETTINGS index_granularity = 2048, ${EVENT_SETTINGS}`,

  `CREATE TABLE IF NOT EXISTS payloads (
    project_id UInt64,
    hash_id UInt64,
    timestamp DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    event_id UUID CODEC(NONE),
    payload String CODEC(ZSTD(1))
  ) ENGINE = MergeTree
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, hash_id, timestamp)
  SETTINGS index_granularity_bytes = 1048576, ${EVENT_SETTINGS}`,

  `CREATE TABLE IF NOT EXISTS hash_hours (
    organization_id UInt64,
    project_id UInt64,
    hash_id UInt64,
    hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    environment LowCardinality(String),
    events UInt64
  ) ENGINE = SummingMergeTree(events)
  PARTITION BY toMonday(hour)
  ORDER BY (organization_id, project_id, hash_id, hour, environment)
  SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000`,
  `CREATE MATERIALIZED VIEW IF NOT EXISTS hash_hours_view TO hash_hours AS
  SELECT organization_id, project_id, hash_id, toStartOfHour(toDateTime(timestamp, 'UTC')) AS hour, environment, count() AS events
  FROM events GROUP BY organization_id, project_id, hash_id, hour, environment`,

  `CREATE TABLE IF NOT EXISTS hash_days (
    organization_id UInt64,
    project_id UInt64,
    hash_id UInt64,
    day Date,
    environment LowCardinality(String),
    events SimpleAggregateFunction(sum, UInt64),
    users AggregateFunction(uniqCombinedIf(12), String, UInt8)
  ) ENGINE = AggregatingMergeTree
  PARTITION BY toMonday(day)
  ORDER BY (organization_id, project_id, hash_id, day, environment)
  SETTINGS index_granularity = 256, non_replicated_deduplication_window = 1000`,
  `CREATE MATERIALIZED VIEW IF NOT EXISTS hash_days_view TO hash_days AS
  SELECT organization_id, project_id, hash_id, toDate(timestamp, 'UTC') AS day, environment, count() AS events,
    uniqCombinedIfState(12)(user, user != '') AS users
  FROM events GROUP BY organization_id, project_id, hash_id, day, environment`,

  `CREATE TABLE IF NOT EXISTS outcomes (
    organization_id UInt64,
    project_id UInt64,
    hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    category LowCardinality(String),
    outcome LowCardinality(String),
    reason LowCardinality(String),
    key_id UInt64,
    quantity UInt64
  ) ENGINE = SummingMergeTree(quantity)
  PARTITION BY toMonday(hour)
  ORDER BY (organization_id, project_id, hour, category, outcome, reason, key_id)
  SETTINGS non_replicated_deduplication_window = 1000`,

  `CREATE TABLE IF NOT EXISTS sessions (
    organization_id UInt64,
    project_id UInt64,
    kind LowCardinality(String),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    release LowCardinality(String),
    environment LowCardinality(String),
    payload String CODEC(ZSTD(1))
  ) ENGINE = MergeTree
  PARTITION BY toMonday(received_at)
  ORDER BY (project_id, received_at)
  SETTINGS non_replicated_deduplication_window = 1000`,
];

/** Tables that a retention period applies to. */
export const RETAINED_TABLES = ['events', 'payloads', 'hash_hours', 'hash_days', 'outcomes', 'sessions'] as const;
/** Tables that hold something of single events, by (project, hash). */
export const EVENT_TABLES = ['events', 'payloads', 'hash_hours', 'hash_days'] as const;
