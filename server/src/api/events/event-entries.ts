import { Type, type Static } from 'typebox';

/** One block of an event's page: Sentry's `entries`. */
const Entry = Type.Object({ type: Type.String(), data: Type.Unknown() });
type EventEntry = Static<typeof Entry>;
type Json = Readonly<Record<string, unknown>>;

/** The blocks of a stored event, in the order in which Sentry shows them. */
export function entriesOf(payload: Json): EventEntry[] {
  const entries: EventEntry[] = [];
  const add = (type: string, data: unknown) => entries.push({ type, data });
  const exceptions = list(object(payload['exception'])?.['values']);
  if (exceptions.length > 0) add('exception', exceptionData(exceptions));
  const stacktrace = object(payload['stacktrace']);
  if (stacktrace !== undefined) add('stacktrace', stacktraceData(stacktrace));
  const threads = list(object(payload['threads'])?.['values']);
  if (threads.length > 0) add('threads', { values: threads.map(threadData) });
  const logentry = object(payload['logentry']);
  if (logentry !== undefined) {
    add('message', {
      message: logentry['message'] ?? null,
      formatted: logentry['formatted'] ?? logentry['message'] ?? '',
      params: logentry['params'] ?? null,
    });
  }
  if (object(payload['template']) !== undefined) add('template', payload['template']);
  const breadcrumbs = list(object(payload['breadcrumbs'])?.['values']);
  if (breadcrumbs.length > 0) add('breadcrumbs', { values: breadcrumbs.map(breadcrumbData) });
  const request = object(payload['request']);
  if (request !== undefined) add('request', requestData(request));
  for (const type of ['csp', 'hpkp', 'expectct', 'expectstaple']) {
    if (object(payload[type]) !== undefined) add(type, payload[type]);
  }
  const debugMeta = object(payload['debug_meta']);
  if (debugMeta !== undefined) add('debugmeta', { images: list(debugMeta['images']) });
  return entries;
}

function exceptionData(values: readonly Json[]): unknown {
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
    hasSystemFrames: values.some((value) => hasSystemFrames(object(value['stacktrace']))),
    excOmitted: null,
  };
}

function threadData(thread: Json): unknown {
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
  const stacktrace = object(value);
  return stacktrace === undefined ? null : stacktraceData(stacktrace);
}

function stacktraceData(stacktrace: Json): unknown {
  return {
    frames: list(stacktrace['frames']).map(frameData),
    framesOmitted: null,
    registers: stacktrace['registers'] ?? null,
    hasSystemFrames: hasSystemFrames(stacktrace),
  };
}

function hasSystemFrames(stacktrace: Json | undefined): boolean {
  const frames = list(stacktrace?.['frames']);
  const inApp = frames.filter((frame) => frame['in_app'] === true).length;
  return inApp > 0 && inApp < frames.length;
}

/** Camel case, and the source lines as `[number, text]` pairs. */
function frameData(frame: Json): unknown {
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

function contextLines(frame: Json): [number, unknown][] {
  const line = frame['lineno'];
  const text = frame['context_line'];
  if (typeof line !== 'number' || typeof text !== 'string') return [];
  const before = Array.isArray(frame['pre_context']) ? frame['pre_context'] : [];
  const after = Array.isArray(frame['post_context']) ? frame['post_context'] : [];
  return [...before, text, ...after].map((source, index) => [line - before.length + index, source]);
}

function breadcrumbData(crumb: Json): unknown {
  const at = crumb['timestamp'];
  return {
    type: crumb['type'] ?? 'default',
    timestamp: typeof at === 'number' ? new Date(at * 1000).toISOString() : null,
    level: crumb['level'] ?? 'info',
    message: crumb['message'] ?? null,
    category: crumb['category'] ?? null,
    data: crumb['data'] ?? null,
    event_id: crumb['event_id'] ?? null,
  };
}

function requestData(request: Json): unknown {
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
  const entries = object(value);
  return entries === undefined ? [] : Object.entries(entries);
}

export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function list(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  return value.map(object).filter((entry) => entry !== undefined);
}
