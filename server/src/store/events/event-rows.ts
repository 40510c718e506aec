import type { RowBinaryWriter } from './row-binary.ts';
import type { EventRow, OutcomeRow, SessionRow } from './rows.ts';

/** Far above what processing lets through: a guard of the store, not a limit of the product. UTF-16 units. */
const SHORT_MAX = 1024;
const TEXT_MAX = 32 * 1024;
const PAYLOAD_MAX = 32 << 20;

const EVENT_COLUMNS =
  'organization_id, project_id, hash_id, event_id, timestamp, received_at, level, platform, type, environment, release, dist, ' +
  'service, transaction, title, culprit, message, user, trace_id, span_id, sdk_name, sdk_version, handled, tags';
export const INSERT_EVENTS = `INSERT INTO events (${EVENT_COLUMNS}) FORMAT RowBinary`;
export const INSERT_PAYLOADS =
  'INSERT INTO payloads (project_id, hash_id, timestamp, event_id, payload) FORMAT RowBinary';

/** The order is that of `EVENT_COLUMNS`. */
export function writeEventRow(writer: RowBinaryWriter, row: EventRow): void {
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
}

export function writePayloadRow(writer: RowBinaryWriter, row: EventRow): void {
  writer.uint64(row.projectId);
  writer.uint64(row.hashId);
  writer.dateTime64(row.timestamp);
  writer.uuid(row.eventId);
  writer.string(row.payload, PAYLOAD_MAX);
}

/** Rows of the quieter tables, as JSON. A lone surrogate would refuse the whole insert. */
export function outcomeJson(row: OutcomeRow): Record<string, unknown> {
  return {
    organization_id: row.organizationId,
    project_id: row.projectId,
    hour: Math.floor(row.at / 3_600_000) * 3600,
    category: row.category.toWellFormed().slice(0, SHORT_MAX),
    outcome: row.outcome.toWellFormed().slice(0, SHORT_MAX),
    reason: row.reason.toWellFormed().slice(0, SHORT_MAX),
    key_id: row.keyId,
    quantity: row.quantity,
  };
}

export function sessionJson(row: SessionRow): Record<string, unknown> {
  return {
    organization_id: row.organizationId,
    project_id: row.projectId,
    kind: row.kind,
    received_at: Math.trunc(row.receivedAt),
    release: row.release.toWellFormed().slice(0, SHORT_MAX),
    environment: row.environment.toWellFormed().slice(0, SHORT_MAX),
    payload: row.payload.toWellFormed(),
  };
}
