import type { ProjectId, EventId } from '@garrison/protocol';
import { DEDUPLICATED, PATCHABLE, type Table } from './table.ts';

/** The whole of an event, found through `events`: the fields that both tables have are equal. */
export interface PayloadRow {
  readonly projectId: ProjectId;
  readonly hashId: bigint;
  readonly timestamp: number;
  readonly eventId: EventId;
  /** The normalised, scrubbed event as JSON, UTF-8. */
  readonly payload: string;
}

declare module './table.ts' {
  interface TableRows {
    payloads: PayloadRow;
  }
}

const PAYLOAD_MAX = 32 << 20;

/** Sorted by hash: payloads of one issue are alike, and compress well together. */
export const payloads: Table<'payloads'> = {
  name: 'payloads',
  timeColumn: 'timestamp',
  erase: 'by-hash',
  columns: ['project_id', 'hash_id', 'timestamp', 'event_id', 'payload'],
  ddl: ({ engine, onCluster }) => [
    `CREATE TABLE IF NOT EXISTS payloads${onCluster} (
    project_id UInt64,
    hash_id UInt64,
    timestamp DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    event_id UUID CODEC(NONE),
    payload String CODEC(ZSTD(1))
  ) ENGINE = ${engine('MergeTree')}
  PARTITION BY toMonday(timestamp)
  ORDER BY (project_id, hash_id, timestamp)
  SETTINGS index_granularity_bytes = 1048576, ${PATCHABLE}, ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.projectId);
    writer.uint64(row.hashId);
    writer.dateTime64(row.timestamp);
    writer.uuid(row.eventId);
    writer.string(row.payload, PAYLOAD_MAX);
  },
};
