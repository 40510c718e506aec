import type { Dataset } from './dataset.ts';
import type { Field } from './field.ts';
import { COMPARISON_NAMES, FUNCTIONS_OF_EVENTS } from './functions.ts';

const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug', 'sample'] as const;

const text = (sql: string, more: Partial<Field> = {}): Field => ({ type: 'text', sql, ...more });
/** Events of earlier versions have only the user's identity, which holds one of these values. */
const userPart = (name: string): Field =>
  text(`if(facts['user.${name}'] != '', facts['user.${name}'],
    if(startsWith(user, '${name}:'), substring(user, ${name.length + 2}), ''))`);
/** A tag of the same name is found, too. */
const fact = (key: string): Field => text(`if(facts['${key}'] != '', facts['${key}'], tags['${key}'])`);
const list = (key: string): Field => text(`lists['${key}']`, { isList: true });
const number = (sql: string): Field => ({ type: 'number', sql: `toFloat64OrNull(${sql})` });

const hex = (column: string): string => `replaceAll(toString(${column}), '-', '')`;
const time = (name: string): string => `toStartOf${name}(events.timestamp)`;

const FIELDS: Readonly<Record<string, Field>> = {
  id: { type: 'id', sql: 'event_id', shown: hex('event_id') },
  timestamp: { type: 'date', sql: 'events.timestamp' },
  'timestamp.to_hour': { type: 'date', sql: time('Hour') },
  'timestamp.to_day': { type: 'date', sql: time('Day') },
  received: { type: 'date', sql: 'received_at' },
  'project.id': { type: 'number', sql: 'project_id' },
  title: text('title'),
  message: text('message', { match: 'contains' }),
  culprit: text('culprit'),
  level: text('level', { values: LEVELS }),
  platform: text('platform'),
  'platform.name': text('platform'),
  type: text('type'),
  'event.type': text('type'),
  environment: text('environment'),
  release: text('release', { match: 'release' }),
  'release.version': text(`extract(release, '^(?:.*@)?([^@+]+)')`, { match: 'version' }),
  'release.package': text(`extract(release, '^(.*)@')`),
  'release.build': text(`extract(release, '\\\\+(.*)$')`),
  dist: text('dist'),
  transaction: text('transaction'),
  user: text('user'),
  'user.id': userPart('id'),
  'user.email': userPart('email'),
  'user.username': userPart('username'),
  'user.ip': userPart('ip'),
  trace: {
    type: 'id',
    sql: 'trace_id',
    shown: `if(trace_id = toUUID('00000000-0000-0000-0000-000000000000'), '', ${hex('trace_id')})`,
  },
  'trace.span': {
    type: 'id',
    digits: 16,
    sql: 'span_id',
    shown: `if(span_id = 0, '', lower(leftPad(hex(span_id), 16, '0')))`,
  },
  'sdk.name': text('sdk_name'),
  'sdk.version': text('sdk_version', { match: 'version' }),
  'error.handled': { type: 'boolean', sql: 'nullIf(handled, -1)' },
  'http.status_code': number(fact('http.status_code').sql),
  'device.battery_level': number(fact('device.battery_level').sql),
  'error.unhandled': { type: 'boolean', sql: '(handled = 0)' },
};

const FACTS = [
  ...['arch', 'brand', 'charging', 'class', 'locale', 'manufacturer', 'model', 'model_id', 'name', 'online'].map(
    (name) => `device.${name}`,
  ),
  ...['orientation', 'simulator', 'uuid'].map((name) => `device.${name}`),
  ...['build', 'kernel_version', 'rooted', 'version', 'distribution_name', 'distribution_version'].map(
    (name) => `os.${name}`,
  ),
  ...['country_code', 'region', 'subdivision', 'city'].map((name) => `geo.${name}`),
  ...['method', 'url', 'referer'].map((name) => `http.${name}`),
];
const LISTS = [
  'error.type',
  'error.value',
  'error.mechanism',
  'stack.function',
  'stack.filename',
  'stack.module',
  'stack.package',
];

/** Error events, as processing stores them. */
export const errors: Dataset = {
  name: 'errors',
  table: 'events',
  timeColumn: 'events.timestamp',
  idColumn: 'event_id',
  fields: new Map([
    ...Object.entries(FIELDS),
    ...FACTS.map((key) => [key, fact(key)] as const),
    ...LISTS.map((key) => [key, list(key)] as const),
  ]),
  notKept: new Map(
    ['stack.lineno', 'stack.colno', 'stack.abs_path', 'stack.in_app'].map((key) => [
      key,
      'lines, columns and absolute paths of frames are not stored for searching',
    ]),
  ),
  tags: { map: 'tags', pairs: 'tag_kv' },
  functions: FUNCTIONS_OF_EVENTS,
  comparisons: COMPARISON_NAMES,
  hasIssues: true,
  text: 'message',
};
