import { isJsonObject } from '@garrison/protocol';
import { freeForm, freeObject } from './free-form.ts';
import { fillTemplate } from './message-template.ts';
import { pairs } from './pairs.ts';
import { request } from './request.ts';
import { count, flag, id, line, list, name, object, text, values, type Bag, type Fields, type Rule } from './rules.ts';
import { stacktrace } from './stacktrace.ts';
import { time } from './time.ts';
import { user } from './user.ts';
import type { Walk } from './walk.ts';

const MESSAGE_MAX = 8192;
const rest = freeForm({ depth: 4, size: 8192, text: 1024 });
const structure = freeForm({ depth: 4, size: 16 * 1024, text: 1024 }, 'none');

const LEVELS: Readonly<Record<string, string>> = {
  fatal: 'fatal',
  critical: 'fatal',
  error: 'error',
  err: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  log: 'info',
  notice: 'info',
  debug: 'debug',
  trace: 'debug',
  // The numbers of Python's logging.
  '50': 'fatal',
  '40': 'error',
  '30': 'warning',
  '20': 'info',
  '10': 'debug',
};

const level: Rule = (value, walk) => {
  const given = String(typeof value === 'number' ? value : text(32)(value, walk)).toLowerCase();
  if (given === 'undefined') return undefined;
  return Object.hasOwn(LEVELS, given) ? LEVELS[given] : walk.invalid('a level', value);
};

const mechanismFields = object(
  {
    type: text(128),
    handled: flag,
    synthetic: flag,
    exception_id: count,
    parent_id: count,
    is_exception_group: flag,
    source: text(256),
    data: freeObject({ depth: 4, size: 8192, text: 1024 }),
    meta: freeObject({ depth: 4, size: 4096, text: 1024 }, 'none'),
  },
  { rest },
);

const mechanism: Rule = (value, walk) => {
  const read = mechanismFields(typeof value === 'string' ? { type: value } : value, walk);
  if (isJsonObject(read)) read['type'] ??= 'generic';
  return read;
};

/** An error's value is prose: only what is secret in it goes. Thrown objects arrive as objects. */
const exceptionValue: Rule = (value, walk) => {
  if (typeof value !== 'object') return text(MESSAGE_MAX, 'replace')(value, walk);
  const read = rest(value, walk);
  return walk.text(JSON.stringify(read), MESSAGE_MAX, 'replace');
};

const exceptionFields = object(
  {
    type: text(256),
    value: exceptionValue,
    module: text(256),
    thread_id: id,
    mechanism,
    stacktrace,
    raw_stacktrace: stacktrace,
  },
  { rest },
);

const EXCEPTION_SAYS = ['type', 'value', 'stacktrace', 'mechanism'];

const exception: Rule = (value, walk) => {
  const read = exceptionFields(typeof value === 'string' ? { value } : value, walk);
  if (!isJsonObject(read)) return undefined;
  const says = EXCEPTION_SAYS.some((field) => read[field] !== undefined);
  return says ? read : walk.invalid('a type, a value, a stack trace or a mechanism', undefined);
};

const thread = object(
  {
    id,
    name: text(128),
    crashed: flag,
    current: flag,
    main: flag,
    state: text(64),
    stacktrace,
    raw_stacktrace: stacktrace,
  },
  { rest },
);

const breadcrumb = object(
  {
    timestamp: time,
    type: text(128),
    category: text(128),
    level: (value, walk) => level(value, walk) ?? 'info',
    message: text(MESSAGE_MAX, 'full'),
    data: freeObject({ depth: 5, size: 16 * 1024, text: 4096 }),
  },
  { rest },
);

const logentryFields = object(
  {
    message: text(MESSAGE_MAX, 'replace'),
    formatted: text(MESSAGE_MAX, 'replace'),
    params: freeForm({ depth: 4, size: 8192, text: 1024 }),
  },
  { rest },
);

const logentry: Rule = (value, walk) => {
  const read = logentryFields(isJsonObject(value) ? value : { formatted: value }, walk);
  if (!isJsonObject(read)) return undefined;
  fillMessage(read, walk);
  if (read['message'] === read['formatted']) delete read['message'];
  return read['formatted'] === undefined ? walk.invalid('a message', undefined) : read;
};

/** Not every SDK fills the template itself. The values are scrubbed already; the template stays, for grouping. */
function fillMessage(entry: Bag, walk: Walk): void {
  const { message, formatted, params } = entry;
  if (typeof message !== 'string' || (formatted !== undefined && formatted !== message)) return;
  const filled = params === undefined ? undefined : fillTemplate(message, params);
  if (filled === undefined) {
    entry['formatted'] = message;
    return;
  }
  walk.enter('formatted');
  entry['formatted'] = walk.text(filled, MESSAGE_MAX, 'replace');
  walk.leave();
}

const hex = (length: number): Rule => {
  const pattern = new RegExp(`^[0-9a-f]{${length}}$`);
  return (value, walk) => {
    const read = typeof value === 'string' ? value.replaceAll('-', '').toLowerCase() : '';
    return pattern.test(read) ? read : walk.invalid(`${length} hex digits`, value);
  };
};

const CONTEXT = { depth: 6, size: 64 * 1024, text: 8192 };
const context = freeObject(CONTEXT);
const trace = object({ trace_id: hex(32), span_id: hex(16), parent_span_id: hex(16) }, { rest: freeForm(CONTEXT) });

/** A context that is no object is left out; one whose name says secret too, as a text cannot stand in its place. */
const contexts: Rule = (value, walk) => {
  if (!isJsonObject(value)) return walk.invalid('an object', value);
  const keys = Object.keys(value);
  if (keys.length > 100) walk.remark({ rem: [['!limit', 'x']], len: keys.length });
  for (const [index, key] of keys.entries()) {
    const before = value[key];
    if (before === null || index >= 100) {
      delete value[key];
      continue;
    }
    walk.enter(key);
    const isSecret = walk.scrubber.key(key) && !walk.isSafePlace(before);
    const after = isSecret ? walk.removed() : (key === 'trace' ? trace : context)(before, walk);
    walk.leave();
    if (after === undefined) delete value[key];
  }
  return value;
};

const fingerprint: Rule = (value, walk) => {
  const read = fingerprintItems(Array.isArray(value) ? value : [value], walk);
  if (!Array.isArray(value)) walk.invalid('an array', value);
  return Array.isArray(read) && read.length > 0 ? read : undefined;
};
const fingerprintItems = list(text(1024), { max: 100, keep: 'first' });

const sdkFields = object(
  {
    name: text(128),
    version: text(64),
    integrations: list(text(128), { max: 200, keep: 'first' }),
    packages: list(structure, { max: 200, keep: 'first' }),
    settings: freeObject({ depth: 3, size: 4096, text: 256 }, 'none'),
  },
  { rest: structure },
);

const sdk: Rule = (value, walk) => {
  if (walk.scrubIps && isJsonObject(value)) delete value['client_ip'];
  return sdkFields(value, walk);
};

const template = object(
  {
    filename: text(2048),
    abs_path: text(2048),
    context_line: text(512, 'replace'),
    lineno: count,
    pre_context: list(line(512, 'replace'), { max: 20, keep: 'first' }),
    post_context: list(line(512, 'replace'), { max: 20, keep: 'first' }),
  },
  { rest },
);

const tagKey = (key: string): string | undefined => key.trim().replace(/\s+/g, '-');

const tags = pairs({ max: 200, keyMax: 200, valueMax: 200, key: tagKey, unique: true });

const security = freeObject({ depth: 4, size: 32 * 1024, text: 4096 });

/**
 * The event, field by field, in the order in which room is given: what identifies and explains an event comes first.
 * Limits are in characters and items; Sentry's published ones where there are any.
 */
export const EVENT_RULES: Fields = {
  event_id: hex(32),
  timestamp: time,
  platform: name(64),
  level,
  type: name(32),
  logger: name(128),
  transaction: name(200),
  culprit: name(200),
  server_name: name(256),
  release: name(200),
  dist: name(64),
  environment: name(64),
  logentry,
  exception: values(exception, { max: 50, keep: 'ends' }),
  stacktrace,
  threads: values(thread, { max: 250, keep: 'first' }),
  template,
  csp: security,
  hpkp: security,
  expectct: security,
  expectstaple: security,
  user,
  request,
  tags,
  fingerprint,
  checksum: name(64),
  sdk,
  contexts,
  breadcrumbs: values(breadcrumb, { max: 100, keep: 'last' }),
  debug_meta: freeObject({ depth: 6, size: 256 * 1024, text: 2048 }, 'none'),
  modules: freeObject({ depth: 1, size: 128 * 1024, text: 256 }, 'none'),
  extra: freeObject({ depth: 7, size: 256 * 1024, text: 16 * 1024 }),
  errors: list(freeObject({ depth: 3, size: 2048, text: 256 }), { max: 50, keep: 'first' }),
};

/** Known on the wire, without meaning in a stored error event: left out without a word. */
export const UNUSED_FIELDS: ReadonlySet<string> = new Set([
  '_meta',
  'key_id',
  'measurements',
  'project',
  'sdkProcessingMetadata',
  'site',
  'spans',
  'start_timestamp',
  'time_spent',
  'transaction_info',
  'version',
]);

/** `sentry.interfaces.Exception` of old SDKs is `exception`; `message` is a log entry. In place. */
export function resolveAliases(event: Bag): void {
  for (const key of Object.keys(event)) {
    if (!key.startsWith('sentry.interfaces.')) continue;
    const short = key.slice('sentry.interfaces.'.length).toLowerCase();
    event[INTERFACES[short] ?? short] ??= event[key];
    delete event[key];
  }
  const { message, params } = event;
  delete event['message'];
  const entry = event['logentry'];
  if (typeof message === 'string' && params !== undefined && !isJsonObject(entry)) {
    event['logentry'] = { message, params };
    delete event['params'];
    return;
  }
  if (message === undefined || message === null || message === '') return;
  if (!isJsonObject(entry)) event['logentry'] = message;
  else if (typeof message === 'string') entry['formatted'] ??= message;
}

const INTERFACES: Readonly<Record<string, string>> = { message: 'logentry', http: 'request', debugmeta: 'debug_meta' };
