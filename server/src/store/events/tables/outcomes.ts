import type { OrganizationId, ProjectId } from '@garrison/protocol';
import { DEDUPLICATED, SHORT_MAX, type Table } from './table.ts';
import { HOUR_MS } from '../../../durations.ts';

export interface OutcomeRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly keyId: number;
  readonly category: string;
  readonly outcome: string;
  readonly reason: string;
  readonly quantity: number;
  /** Any time within the hour. */
  readonly at: number;
}

declare module './table.ts' {
  interface TableRows {
    outcomes: OutcomeRow;
  }
}

/** What became of items, added up by hour. */
export const outcomes: Table<'outcomes'> = {
  name: 'outcomes',
  timeColumn: 'hour',
  erase: 'by-project',
  columns: ['organization_id', 'project_id', 'hour', 'category', 'outcome', 'reason', 'key_id', 'quantity'],
  ddl: ({ engine, onCluster }) => [
    `CREATE TABLE IF NOT EXISTS outcomes${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    hour DateTime('UTC') CODEC(Delta, ZSTD(1)),
    category LowCardinality(String),
    outcome LowCardinality(String),
    reason LowCardinality(String),
    key_id UInt64,
    quantity UInt64
  ) ENGINE = ${engine('SummingMergeTree(quantity)')}
  PARTITION BY toMonday(hour)
  ORDER BY (organization_id, project_id, hour, category, outcome, reason, key_id)
  SETTINGS ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.organizationId);
    writer.uint64(row.projectId);
    writer.uint32(Math.floor(row.at / HOUR_MS) * 3600);
    writer.string(row.category, SHORT_MAX);
    writer.string(row.outcome, SHORT_MAX);
    writer.string(row.reason, SHORT_MAX);
    writer.uint64(row.keyId);
    writer.uint64(row.quantity);
  },
};
