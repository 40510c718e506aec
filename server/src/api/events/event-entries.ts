import { asJsonObject, type JsonObject } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import type { Shown } from './shown.ts';

/** One block of an event's page: Sentry's `entries`. */
const Entry = Type.Object({ type: Type.String(), data: Type.Unknown() });
type EventEntry = Static<typeof Entry>;
/** The blocks that an event may have, in the order in which Sentry shows them; undefined: this event has none. */
const ENTRIES: readonly (readonly [type: string, dataOf: (payload: JsonObject) => unknown])[] = [
  ['exception', (payload) => filled(asJsonObject(payload['exception'])?.['values'], exceptionData)],
  ['stacktrace', (payload) => given(payload['stacktrace'], stacktraceData)],
  [
    'threads',
    (payload) => filled(asJsonObject(payload['threads'])?.['values'], (all) => ({ values: all.map(threadData) })),
  ],
  ['message', (payload) => given(payload['logentry'], messageData)],
  ['template', (payload) => asJsonObject(payload['template'])],
  [
    'breadcrumbs',
    (payload) =>
      filled(asJsonObject(payload['breadcrumbs'])?.['values'], (all) => ({ values: all.map(breadcrumbData) })),
  ],
  ['request', (payload) => given(payload['request'], requestData)],
  ...['csp', 'hpkp', 'expectct', 'expectstaple'].map(
    (type) => [type, (payload: JsonObject) => asJsonObject(payload[type])] as const,
  ),
  ['debugmeta', (payload) => given(payload['debug_meta'], ({ images }) => ({ images: list(images) }))],
];

/** The blocks of a stored event. One that cannot be made is left out; `shown` notes that. */
export function entriesOf(payload: JsonObject, shown: Shown): EventEntry[] {
  const entries: EventEntry[] = [];
  for (const [type, dataOf] of ENTRIES) {
    const data = shown.part(type, undefined, () => dataOf(payload));
    if (data !== undefined) entries.push({ type, data });
  }
  return entries;
}

function given(value: unknown, dataOf: (value: JsonObject) => unknown): unknown {
  const known = asJsonObject(value);
  return known === undefined ? undefined : dataOf(known);
}

function filled(value: unknown, dataOf: (values: readonly JsonObject[]) => unknown): unknown {
  const values = list(value);
  return values.length === 0 ? undefined : dataOf(values);
}

function messageData({ message, formatted, params }: JsonObject): unknown {
  return { message: message ?? null, formatted: formatted ?? message ?? '', params: params ?? null };
}

function exceptionData(values: readonly JsonObject[]): unknown {
  return {
    values: values.map((value) => ({
      type: value['type'] ?? null,
      value: value['value'] ?? null,
      module: value['module'] ?? null,
      mechanism: value['mechanism'] ?? null,
      threadId: value['thread_id'] ?? null,
      stacktrace: stacktraceOrNull(value['stacktrace']),
      rawStacktrace: stacktraceOrNull(value['raw_stacktrace']),
    })),
    hasSystemFrames: values.some((value) => hasSystemFrames(asJsonObject(value['stacktrace']))),
    excOmitted: null,
  };
}

function threadData(thread: JsonObject): unknown {
  return {
    id: thread['id'] ?? null,
    name: thread['name'] ?? null,
    crashed: thread['crashed'] ?? false,
    current: thread['current'] ?? false,
    state: thread['state'] ?? null,
    heldLocks: thread['held_locks'] ?? null,
    stacktrace: stacktraceOrNull(thread['stacktrace']),
    rawStacktrace: null,
  };
}

function stacktraceOrNull(value: unknown): unknown {
  const stacktrace = asJsonObject(value);
  return stacktrace === undefined ? null : stacktraceData(stacktrace);
}

function stacktraceData(stacktrace: JsonObject): unknown {
  return {
    frames: list(stacktrace['frames']).map(frameData),
    framesOmitted: null,
    registers: stacktrace['registers'] ?? null,
    hasSystemFrames: hasSystemFrames(stacktrace),
  };
}

function hasSystemFrames(stacktrace: JsonObject | undefined): boolean {
  const frames = list(stacktrace?.['frames']);
  const inApp = frames.filter((frame) => frame['in_app'] === true).length;
  return inApp > 0 && inApp < frames.length;
}

/** Camel case, and the source lines as `[number, text]` pairs. */
function frameData(frame: JsonObject): unknown {
  return {
    filename: frame['filename'] ?? null,
    absPath: frame['abs_path'] ?? null,
    module: frame['module'] ?? null,
    package: frame['package'] ?? null,
    platform: frame['platform'] ?? null,
    instructionAddr: frame['instruction_addr'] ?? null,
    symbolAddr: frame['symbol_addr'] ?? null,
    function: frame['function'] ?? null,
    rawFunction: frame['raw_function'] ?? null,
    symbol: frame['symbol'] ?? null,
    context: contextLines(frame),
    lineNo: frame['lineno'] ?? null,
    colNo: frame['colno'] ?? null,
    inApp: frame['in_app'] === true,
    trust: frame['trust'] ?? null,
    vars: frame['vars'] ?? null,
    errors: null,
    lock: frame['lock'] ?? null,
    sourceLink: null,
    data: frame['data'] ?? null,
  };
}

function contextLines(frame: JsonObject): [number, unknown][] {
  const line = frame['lineno'];
  const text = frame['context_line'];
  const before = Array.isArray(frame['pre_context']) ? frame['pre_context'] : [];
  const after = Array.isArray(frame['post_context']) ? frame['post_context'] : [];
  // Empty lines are not stored: between two stored lines a missing one is empty.
  const isBlank = text === undefined && before.length + after.length > 0;
  if (typeof line !== 'number' || (typeof text !== 'string' && !isBlank)) return [];
  return [...before, text ?? '', ...after].map((source, index) => [line - before.length + index, source]);
}

function breadcrumbData(crumb: JsonObject): unknown {
  return {
    type: crumb['type'] ?? 'default',
    timestamp: dateOfSeconds(crumb['timestamp']),
    level: crumb['level'] ?? 'info',
    message: crumb['message'] ?? null,
    category: crumb['category'] ?? null,
    data: crumb['data'] ?? null,
    event_id: crumb['event_id'] ?? null,
  };
}

/** Null for what no date can hold: events stored before times were checked have such. */
function dateOfSeconds(at: unknown): string | null {
  const date = new Date(typeof at === 'number' ? at * 1000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function requestData(request: JsonObject): unknown {
  return {
    apiTarget: request['api_target'] ?? null,
    method: request['method'] ?? null,
    url: request['url'] ?? '',
    query: pairs(request['query_string']),
    fragment: request['fragment'] ?? null,
    data: request['data'] ?? null,
    headers: pairs(request['headers']),
    cookies: pairs(request['cookies']),
    env: request['env'] ?? null,
    inferredContentType: request['inferred_content_type'] ?? null,
  };
}

function pairs(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  const entries = asJsonObject(value);
  return entries === undefined ? [] : Object.entries(entries);
}

function list(value: unknown): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.map(asJsonObject).filter((entry) => entry !== undefined);
}
