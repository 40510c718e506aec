import type { Dataset } from './dataset.ts';
import type { Field } from './field.ts';
import { COMPARISON_NAMES, FUNCTIONS_OF_EVENTS } from './functions.ts';

const text = (sql: string, more: Partial<Field> = {}): Field => ({ type: 'text', sql, ...more });
const uuid = (sql: string): Field => ({
  type: 'id',
  sql,
  shown: `if(empty(${sql}), '', replaceAll(toString(${sql}), '-', ''))`,
});
const SPAN_ID: Field = {
  type: 'id',
  digits: 16,
  sql: 'span_id',
  shown: `if(span_id = 0, '', lower(leftPad(hex(span_id), 16, '0')))`,
};
const SEVERITY = text('severity', { values: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] });

const FIELDS: Readonly<Record<string, Field>> = {
  id: uuid('item_id'),
  'sentry.item_id': uuid('item_id'),
  trace: uuid('trace_id'),
  span_id: SPAN_ID,
  'trace.parent_span': SPAN_ID,
  timestamp: { type: 'date', sql: 'logs.timestamp' },
  'timestamp.to_hour': { type: 'date', sql: 'toStartOfHour(logs.timestamp)' },
  'timestamp.to_day': { type: 'date', sql: 'toStartOfDay(logs.timestamp)' },
  /** Nanoseconds, of which microseconds are known. */
  timestamp_precise: { type: 'number', sql: 'toUnixTimestamp64Micro(logs.timestamp) * 1000', unit: 'nanosecond' },
  observed_timestamp: { type: 'date', sql: 'received_at' },
  'sentry.timestamp.sequence': { type: 'number', sql: 'sequence' },
  severity: SEVERITY,
  level: SEVERITY,
  severity_number: { type: 'number', sql: 'severity_number' },
  message: text('body'),
  body: text('body'),
  'project.id': { type: 'number', sql: 'project_id' },
  environment: text('environment'),
  release: text('release', { match: 'release' }),
  service: text('service'),
  user: text('user'),
  'sdk.name': text('sdk_name'),
  'sdk.version': text('sdk_version', { match: 'version' }),
};

/** Lines of the logs of every service. */
export const logs: Dataset = {
  name: 'logs',
  table: 'logs',
  timeColumn: 'logs.timestamp',
  idColumn: 'item_id',
  fields: new Map(Object.entries(FIELDS)),
  notKept: new Map(),
  tags: { map: 'texts', numbers: 'numbers' },
  functions: FUNCTIONS_OF_EVENTS,
  comparisons: COMPARISON_NAMES,
  hasIssues: false,
  text: 'body',
};
