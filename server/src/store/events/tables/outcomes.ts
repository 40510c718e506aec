import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { RowBinaryWriter } from '../row-binary.ts';
import { DEDUPLICATED, type Deployment, SHORT_MAX, type Table } from './table.ts';

export interface OutcomeRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly keyId: number;
  readonly category: string;
  readonly outcome: string;
  readonly reason: string;
  readonly quantity: number;
  /** Any time within the hour or the minute. */
  readonly at: number;
}

declare module './table.ts' {
  interface TableRows {
    outcomes: OutcomeRow;
    outcome_minutes: OutcomeRow;
  }
}

/** For how long outcomes by the minute are kept. */
export const OUTCOME_MINUTES_DAYS = 3;

type Span = 'hour' | 'minute';
const SECONDS: Readonly<Record<Span, number>> = { hour: 3600, minute: 60 };

const columnsOf = (span: Span) => [
  'organization_id',
  'project_id',
  span,
  'category',
  'outcome',
  'reason',
  'key_id',
  'quantity',
];

const createTable = (name: string, span: Span, { engine, onCluster }: Deployment) => `
  CREATE TABLE IF NOT EXISTS ${name}${onCluster} (
    organization_id UInt64,
    project_id UInt64,
    ${span} DateTime('UTC') CODEC(Delta, ZSTD(1)),
    category LowCardinality(String),
    outcome LowCardinality(String),
    reason LowCardinality(String),
    key_id UInt64,
    quantity UInt64
  ) ENGINE = ${engine('SummingMergeTree(quantity)')}
  PARTITION BY toMonday(${span})
  ORDER BY (organization_id, project_id, ${span}, category, outcome, reason, key_id)
  SETTINGS ${DEDUPLICATED}`;

const writeRow = (span: Span) => (writer: RowBinaryWriter, row: OutcomeRow) => {
  writer.uint64(row.organizationId);
  writer.uint64(row.projectId);
  writer.uint32(Math.floor(row.at / 1000 / SECONDS[span]) * SECONDS[span]);
  writer.string(row.category, SHORT_MAX);
  writer.string(row.outcome, SHORT_MAX);
  writer.string(row.reason, SHORT_MAX);
  writer.uint64(row.keyId);
  writer.uint64(row.quantity);
};

/** Outcomes of items, added up by hour. */
export const outcomes: Table<'outcomes'> = {
  name: 'outcomes',
  timeColumn: 'hour',
  erase: 'by-project',
  columns: columnsOf('hour'),
  ddl: (deployment) => [createTable('outcomes', 'hour', deployment)],
  write: writeRow('hour'),
};

/** The same by minute, for a few days. */
export const outcomeMinutes: Table<'outcome_minutes'> = {
  name: 'outcome_minutes',
  keptDays: OUTCOME_MINUTES_DAYS,
  timeColumn: 'minute',
  erase: 'by-project',
  columns: columnsOf('minute'),
  ddl: (deployment) => [createTable('outcome_minutes', 'minute', deployment)],
  write: writeRow('minute'),
};
