import type { OrganizationId, ProjectId } from '@garrison/protocol';
import { DEDUPLICATED, PATCHABLE, SHORT_MAX, type Table } from './table.ts';

/**
 * An update of one session, or a count of sessions that a client added up itself.
 * Of single sessions the row with the highest sequence says how it stands; counts are added up. Sessions are counted by their id:
 * `uniqExactIf(session_id, is_count = 0) + sumIf(quantity, is_count = 1)`.
 */
export interface SessionRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  /** 32 hex digits: the client's session id; of a count an id of its own, made of its place in the log. */
  readonly sessionId: string;
  readonly isCount: boolean;
  /** Who used the service, as the client says; empty when unknown. */
  readonly distinctId: string;
  /** Of updates of one session the highest counts; the first that ends it is above all others. */
  readonly sequence: number;
  /** This update is the first of its session, as the client says. Nothing can be counted by it: merges drop the first update for a later one. */
  readonly isFirst: boolean;
  readonly started: number;
  readonly receivedAt: number;
  /** `ok`, `exited`, `crashed`, `abnormal`, `unhandled`. */
  readonly status: string;
  /** How many errors happened in the session; of a count, in each. */
  readonly errors: number;
  /** Seconds; -1 when unknown. */
  readonly duration: number;
  /** How many sessions: 1, unless it is a count. */
  readonly quantity: number;
  readonly release: string;
  readonly environment: string;
}

declare module './table.ts' {
  interface TableRows {
    sessions: SessionRow;
  }
}

/**
 * Merges keep of each single session the row with the highest sequence, and every count. Until they have, and over rows that differ in
 * release or environment, a query takes the highest sequence of each session itself.
 */
export const sessions: Table<'sessions'> = {
  name: 'sessions',
  timeColumn: 'started',
  erase: 'by-project',
  columns: [
    'organization_id',
    'project_id',
    'session_id',
    'is_count',
    'distinct_id',
    'sequence',
    'is_first',
    'started',
    'received_at',
    'status',
    'errors',
    'duration',
    'quantity',
    'release',
    'environment',
  ],
  ddl: ({ engine, onCluster }) => [
    `CREATE TABLE IF NOT EXISTS sessions${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    session_id UUID CODEC(NONE),
    is_count UInt8,
    distinct_id String CODEC(ZSTD(1)),
    sequence UInt64 CODEC(ZSTD(1)),
    is_first UInt8,
    started DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    status LowCardinality(String),
    errors UInt32,
    duration Float64 CODEC(ZSTD(1)),
    quantity UInt32,
    release LowCardinality(String),
    environment LowCardinality(String)
  ) ENGINE = ${engine('ReplacingMergeTree(sequence)')}
  PARTITION BY toMonday(started)
  ORDER BY (project_id, toStartOfHour(started), release, environment, session_id)
  SETTINGS ${PATCHABLE}, ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.organizationId);
    writer.uint64(row.projectId);
    writer.uuid(row.sessionId);
    writer.int8(row.isCount ? 1 : 0);
    writer.string(row.distinctId, SHORT_MAX);
    writer.uint64(row.sequence);
    writer.int8(row.isFirst ? 1 : 0);
    writer.dateTime64(row.started);
    writer.dateTime64(row.receivedAt);
    writer.string(row.status, SHORT_MAX);
    writer.uint32(row.errors);
    writer.float64(row.duration);
    writer.uint32(row.quantity);
    writer.string(row.release, SHORT_MAX);
    writer.string(row.environment, SHORT_MAX);
  },
};
