import { isJsonObject } from '@garrison/protocol';
import type { TableRows } from '../../store/index.ts';
import { AttributeReader } from '../spans/read-attributes.ts';
import {
  madeId,
  nameOf,
  prose,
  readInterval,
  readSpanId,
  readTraceId,
  type SpanContext,
} from '../spans/span-context.ts';
import type { SpanAttributes } from '../spans/span.ts';

/** One line of a service's log, as its row, but for what is known of the item and how the table keeps attributes. */
export interface Log extends Omit<LogRow, 'organizationId' | 'projectId' | 'receivedAt' | keyof SpanAttributes> {
  readonly severity: Severity;
  readonly attributes: SpanAttributes;
}

type LogRow = TableRows['logs'];
export type Severity = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** What was read of a container. A line that cannot be used is left out alone. */
export interface ReadLogs {
  readonly logs: readonly Log[];
  readonly invalid: number;
}

const LOGS_MAX = 1000;
const BODY_MAX = 8192;
/** OpenTelemetry's numbers: four for each severity, of which this is the first. */
const NUMBERS: Readonly<Record<Severity, number>> = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 };
const OTHER_NAMES: Readonly<Record<string, Severity>> = { warning: 'warn', critical: 'fatal', notice: 'info' };

/** `{version?, items: [log]}`; undefined when the payload is no such container. */
export function readLogContainer(payload: unknown, context: SpanContext): ReadLogs | undefined {
  const items = isJsonObject(payload) ? payload['items'] : undefined;
  if (!Array.isArray(items)) return undefined;
  const logs = items
    .slice(0, LOGS_MAX)
    .flatMap((one, index) => readLog(one, { ...context, idSeed: `${context.idSeed}:${index}` }) ?? []);
  return { logs, invalid: items.length - logs.length };
}

function readLog(value: unknown, context: SpanContext): Log | undefined {
  if (!isJsonObject(value)) return undefined;
  const at = readInterval(context, { start: value['timestamp'], end: value['timestamp'] });
  if (at === undefined || value['body'] === undefined || value['body'] === null) return undefined;
  const plain = plainAttributes(value['attributes']);
  const reader = new AttributeReader(context);
  for (const [key, one] of plain) reader.add(key, one);
  const said = (...keys: readonly string[]): string => keys.map((key) => nameOf(plain.get(key))).find(Boolean) ?? '';
  const number = Number(value['severity_number'] ?? plain.get('sentry.severity_number'));
  const severity = severityOf(value['level'] ?? plain.get('sentry.severity_text'), number);
  return {
    itemId: madeId(context.idSeed, 32),
    traceId: readTraceId(value['trace_id']) ?? '',
    spanId: readSpanId(value['span_id'] ?? plain.get('sentry.trace.parent_span_id')) ?? '',
    timestamp: at.start,
    sequence: Math.max(0, Math.trunc(Number(plain.get('sentry.timestamp.sequence')) || 0)),
    severity,
    severityNumber: number >= 1 && number <= 24 ? Math.trunc(number) : NUMBERS[severity],
    body: bodyOf(value['body'], context),
    environment: said('sentry.environment', 'deployment.environment').slice(0, 64),
    release: said('sentry.release', 'service.version'),
    service: said('service', 'service.name', 'server.address'),
    user: userOf(said, context),
    sdkName: said('sentry.sdk.name'),
    sdkVersion: said('sentry.sdk.version'),
    attributes: reader.attributes(),
  };
}

/** `{key: {type, value}}` → key and value; a value that is not wrapped counts as it is. */
function plainAttributes(attributes: unknown): Map<string, unknown> {
  const entries = isJsonObject(attributes) ? Object.entries(attributes) : [];
  return new Map(entries.map(([key, one]) => [key, isJsonObject(one) && 'value' in one ? one['value'] : one]));
}

/** A word that is none of the six is read from the number; without a number it is `info`. */
function severityOf(level: unknown, number: number): Severity {
  const word = nameOf(level).toLowerCase();
  if (Object.hasOwn(NUMBERS, word)) return word as Severity;
  const other = OTHER_NAMES[word];
  if (other !== undefined) return other;
  const byNumber = Object.entries(NUMBERS).findLast(([, from]) => number >= from)?.[0];
  return number <= 24 && byNumber !== undefined ? (byNumber as Severity) : 'info';
}

function bodyOf(body: unknown, context: SpanContext): string {
  return prose(typeof body === 'object' ? JSON.stringify(body) : body, context, BODY_MAX) || String(body).slice(0, 200);
}

function userOf(said: (...keys: readonly string[]) => string, { scrubIps }: SpanContext): string {
  const id = said('user.id');
  if (id !== '') return `id:${id}`;
  const email = said('user.email');
  if (email !== '') return `email:${email}`;
  const name = said('user.name');
  if (name !== '') return `username:${name}`;
  const address = said('user.ip_address');
  return address === '' || scrubIps || address.startsWith('{{') ? '' : `ip:${address}`;
}
