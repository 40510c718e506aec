import type { Dataset } from './dataset.ts';
import type { Field } from './field.ts';
import { COMPARISON_NAMES } from './functions.ts';
import { FUNCTIONS_OF_SPANS, FUNCTIONS_OF_STORED_SPANS } from './span-functions.ts';

const text = (sql: string, more: Partial<Field> = {}): Field => ({ type: 'text', sql, ...more });
const spanId = (sql: string): Field => ({
  type: 'id',
  digits: 16,
  sql,
  shown: `if(${sql} = 0, '', lower(leftPad(hex(${sql}), 16, '0')))`,
});
const uuid = (sql: string): Field => ({
  type: 'id',
  sql,
  shown: `if(empty(${sql}), '', replaceAll(toString(${sql}), '-', ''))`,
});
const number = (name: string, more: Partial<Field> = {}): Field => ({
  type: 'number',
  sql: `if(mapContains(numbers, '${name}'), numbers['${name}'], NULL)`,
  ...more,
});
const vital = (name: string, more: Partial<Field> = { type: 'duration', unit: 'millisecond' }): Field =>
  number(`measurements.${name}`, more);
const DURATION: Field = { type: 'duration', unit: 'millisecond', sql: '(duration_us / 1000)' };
const time = (name: string): string => `toStartOf${name}(spans.timestamp)`;

/** What both datasets of spans can be asked for. Names are Sentry's, of its older and its present form. */
const FIELDS: Readonly<Record<string, Field>> = {
  id: spanId('span_id'),
  span_id: spanId('span_id'),
  parent_span: spanId('parent_span_id'),
  'trace.parent_span': spanId('parent_span_id'),
  'segment.id': spanId('segment_id'),
  transaction_id: uuid('event_id'),
  trace: uuid('trace_id'),
  timestamp: { type: 'date', sql: 'spans.timestamp' },
  'timestamp.to_hour': { type: 'date', sql: time('Hour') },
  'timestamp.to_day': { type: 'date', sql: time('Day') },
  received: { type: 'date', sql: 'received_at' },
  'project.id': { type: 'number', sql: 'project_id' },
  transaction: text('segment_name'),
  segment_name: text('segment_name'),
  is_transaction: { type: 'boolean', sql: 'is_segment' },
  'span.op': text('op'),
  'span.description': text('name'),
  'span.name': text('name'),
  'span.status': text('status'),
  'span.kind': text('kind'),
  'span.origin': text('origin'),
  'span.duration': DURATION,
  'transaction.duration': DURATION,
  'transaction.op': text('op'),
  'transaction.status': text('status'),
  'trace.status': text('status'),
  platform: text('platform'),
  environment: text('environment'),
  release: text('release', { match: 'release' }),
  service: text('service'),
  user: text('user'),
  'sdk.name': text('sdk_name'),
  'sdk.version': text('sdk_version', { match: 'version' }),
  'http.response.status_code': number('http.response.status_code'),
  'measurements.lcp': vital('lcp'),
  'measurements.fcp': vital('fcp'),
  'measurements.inp': vital('inp'),
  'measurements.ttfb': vital('ttfb'),
  'measurements.cls': vital('cls', {}),
};

/** Every span of every service, in whatever form it was sent. */
export const spans: Dataset = {
  name: 'spans',
  table: 'spans',
  timeColumn: 'spans.timestamp',
  idColumn: 'span_id',
  fields: new Map(Object.entries(FIELDS)),
  notKept: new Map(),
  tags: { map: 'texts', numbers: 'numbers' },
  functions: FUNCTIONS_OF_SPANS,
  plainFunctions: FUNCTIONS_OF_STORED_SPANS,
  comparisons: COMPARISON_NAMES,
  hasIssues: false,
  text: 'name',
};
