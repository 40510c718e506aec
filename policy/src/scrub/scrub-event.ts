import type { Policy } from '../policy.ts';
import { list, record, text, type WireObject } from '../wire.ts';
import { isHeaderAllowed } from './key-class.ts';
import { isPersonalKey } from './personal-key.ts';
import { maskWords } from './mask-words.ts';
import { FILTERED, type Scrubber } from './scrubber.ts';
import { createWalker, withoutLiterals, type Walker } from './walker.ts';

/** Scrubs each thing an SDK sends. Pure: the argument is not changed; may throw on what no SDK sends, so callers guard. */
export interface PayloadScrubber {
  /** Error events, messages and transactions. */
  readonly event: (event: WireObject) => WireObject;
  /** Both shapes: `{description, data}` and `{name, attributes}`. */
  readonly span: (span: WireObject) => WireObject;
  readonly log: (log: WireObject) => WireObject;
  readonly metric: (metric: WireObject) => WireObject;
  readonly breadcrumb: (breadcrumb: WireObject) => WireObject;
}

interface Tools {
  readonly policy: Policy;
  readonly scrubber: Scrubber;
  readonly walker: Walker;
  /** For what the service attached in its own words; masks every value where free text must not leave. */
  readonly prose: Walker;
  /** Message, exception text: what a person wrote into the code, mixed with values. */
  readonly sentence: (value: string) => string;
}

export function createPayloadScrubber(policy: Policy, scrubber: Scrubber): PayloadScrubber {
  const walker = createWalker(policy, scrubber);
  const drops = policy.scrubbing.freeText === 'drop';
  const sentence = (value: string): string => (drops ? maskWords(walker.text(value)) : walker.text(value));
  const prose = drops ? createWalker(policy, masking(scrubber)) : walker;
  const tools: Tools = { policy, scrubber, walker, prose, sentence };
  const fresh =
    (scrub: (tools: Tools, value: WireObject) => WireObject) =>
    (value: WireObject): WireObject => {
      walker.begin();
      prose.begin();
      return scrub(tools, value);
    };
  return {
    event: fresh(scrubEvent),
    span: fresh(scrubSpan),
    log: fresh(scrubLog),
    metric: fresh(scrubMetric),
    breadcrumb: fresh(scrubBreadcrumb),
  };
}

function scrubEvent(tools: Tools, event: WireObject): WireObject {
  const { walker } = tools;
  const next: Record<string, unknown> = { ...event };
  replace(next, 'message', (value) => (typeof value === 'string' ? tools.sentence(value) : walker.value(value)));
  replace(next, 'logentry', (value) => scrubLogEntry(tools, value));
  if (!isRoute(event['transaction_info'])) {
    replace(next, 'transaction', (value) => (typeof value === 'string' ? walker.address(value) : value));
  }
  replace(next, 'exception', (value) => scrubExceptions(tools, value));
  replace(next, 'threads', (value) => eachValue(value, (thread) => withScrubbedFrames(tools, thread)));
  replace(next, 'stacktrace', (value) => scrubStacktrace(tools, value));
  replace(next, 'request', (value) => scrubRequest(tools, value));
  replace(next, 'user', (value) => scrubUser(tools, value));
  replace(next, 'breadcrumbs', (value) => eachValue(value, (crumb) => scrubBreadcrumb(tools, crumb)));
  for (const key of ['tags', 'fingerprint', 'logger'] as const) {
    replace(next, key, (value) => walker.value(value));
  }
  replace(next, 'extra', (value) => tools.prose.value(value));
  replace(next, 'contexts', (value) => scrubContexts(tools, value));
  replace(next, 'spans', (value) => eachValue(value, (span) => scrubSpan(tools, span)));
  return next;
}

/** The name of a route or a task comes from the code; only what the SDK took from a URL, or does not say, may hold a value. */
const NAMED_BY_CODE = new Set(['route', 'component', 'task', 'view']);

function isRoute(info: unknown): boolean {
  return NAMED_BY_CODE.has(text(record(info)?.['source']) ?? '');
}

/** Contexts that the SDK itself fills: versions, sizes and ids, no free text. */
export const SDK_CONTEXTS = new Set(
  'trace runtime app os device culture cloud_resource response profile gpu browser'.split(' '),
);

function scrubContexts({ walker, prose }: Tools, value: unknown): unknown {
  const contexts = record(value);
  if (contexts === undefined) return undefined;
  const next: Record<string, unknown> = {};
  for (const [name, context] of Object.entries(contexts)) {
    const scrubbed = (SDK_CONTEXTS.has(name) ? walker : prose).field(name, context);
    if (scrubbed !== undefined) next[name] = scrubbed;
  }
  return next;
}

function masking(scrubber: Scrubber): Scrubber {
  return {
    ...scrubber,
    text: (value, mode) => {
      const found = scrubber.text(value, mode);
      const masked = maskWords(found?.text ?? value);
      return masked === value ? undefined : { text: masked, rule: found?.rule ?? 'free-text' };
    },
  };
}

function scrubSpan(tools: Tools, span: WireObject): WireObject {
  const { walker } = tools;
  const next: Record<string, unknown> = { ...span };
  const attributes = record(span['data']) ?? record(span['attributes']);
  const operation = text(span['op']) ?? text(attributes?.['sentry.op']) ?? '';
  const name = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (operation.startsWith('db') && !tools.policy.data.databaseQueryData) return walker.text(withoutLiterals(value));
    return walker.address(value);
  };
  replace(next, 'description', name);
  replace(next, 'name', name);
  for (const key of ['data', 'attributes', 'tags'] as const) {
    replace(next, key, (value) => scrubAttributes(tools, value));
  }
  replace(next, 'links', (value) => walker.value(value));
  return next;
}

function scrubLog(tools: Tools, log: WireObject): WireObject {
  const { policy, walker } = tools;
  const next: Record<string, unknown> = { ...log };
  const template = text(record(log['attributes'])?.['sentry.message.template']);
  const body = (value: unknown): unknown => {
    if (typeof value !== 'string') return walker.value(value);
    return walker.text(policy.scrubbing.freeText === 'drop' ? (template ?? FILTERED) : value);
  };
  replace(next, 'message', body);
  replace(next, 'body', body);
  replace(next, 'attributes', (value) => scrubAttributes(tools, value));
  return next;
}

function scrubMetric(tools: Tools, metric: WireObject): WireObject {
  const { walker } = tools;
  const next: Record<string, unknown> = { ...metric };
  replace(next, 'name', (value) => walker.value(value));
  replace(next, 'attributes', (value) => scrubAttributes(tools, value));
  return next;
}

/** Of spans, logs and metrics: short values, among them who somebody is, which only the name tells. */
function scrubAttributes({ walker, scrubber }: Tools, value: unknown): unknown {
  const attributes = record(value);
  if (attributes === undefined) return walker.value(value);
  const personal = Object.keys(attributes).filter((key) => isPersonalKey(key) && !scrubber.safe(key));
  if (personal.length === 0) return walker.value(value);
  const filtered = Object.fromEntries(personal.map((key) => [key, FILTERED]));
  return walker.value({ ...attributes, ...filtered });
}

function scrubBreadcrumb({ policy, walker }: Tools, breadcrumb: WireObject): WireObject {
  const next: Record<string, unknown> = { ...breadcrumb };
  if (policy.scrubbing.freeText === 'drop') {
    delete next['message'];
    if (breadcrumb['category'] === 'console') delete next['data'];
  }
  replace(next, 'message', (value) => walker.value(value));
  replace(next, 'category', (value) => walker.value(value));
  replace(next, 'data', (value) => walker.value(value));
  return next;
}

function scrubLogEntry(tools: Tools, value: unknown): unknown {
  const entry = record(value);
  if (entry === undefined) return tools.walker.value(value);
  const next: Record<string, unknown> = { ...entry };
  replace(next, 'message', (message) => (typeof message === 'string' ? tools.walker.text(message) : message));
  replace(next, 'formatted', (message) => (typeof message === 'string' ? tools.sentence(message) : message));
  replace(next, 'params', (params) =>
    tools.policy.scrubbing.freeText === 'drop' ? undefined : tools.walker.value(params),
  );
  return next;
}

function scrubExceptions(tools: Tools, value: unknown): unknown {
  return eachValue(value, (exception) => {
    const next: Record<string, unknown> = { ...withScrubbedFrames(tools, exception) };
    replace(next, 'type', (type) => tools.walker.value(type));
    replace(next, 'value', (message) =>
      typeof message === 'string' ? tools.sentence(message) : tools.walker.value(message),
    );
    const mechanism = record(exception['mechanism']);
    if (mechanism?.['data'] !== undefined) {
      next['mechanism'] = { ...mechanism, data: tools.walker.value(mechanism['data']) };
    }
    return next;
  });
}

function withScrubbedFrames(tools: Tools, holder: WireObject): WireObject {
  if (holder['stacktrace'] === undefined) return holder;
  return { ...holder, stacktrace: scrubStacktrace(tools, holder['stacktrace']) };
}

/** Source lines and file names are code, not data: only variables are looked at. */
function scrubStacktrace({ policy, walker }: Tools, value: unknown): unknown {
  const stacktrace = record(value);
  const frames = list(stacktrace?.['frames']);
  if (stacktrace === undefined || frames === undefined) return undefined;
  if (!frames.some((frame) => record(frame)?.['vars'] !== undefined)) return value;
  const next = frames.map((frame) => {
    const { vars, ...rest } = record(frame) ?? {};
    return policy.data.frameVariables && vars !== undefined ? { ...rest, vars: walker.value(vars) } : rest;
  });
  return { ...stacktrace, frames: next };
}

function scrubRequest({ policy, walker }: Tools, value: unknown): unknown {
  const request = record(value);
  if (request === undefined) return undefined;
  const { data } = policy;
  const next: Record<string, unknown> = {};
  if (typeof request['method'] === 'string') next['method'] = walker.text(request['method']);
  if (typeof request['url'] === 'string') next['url'] = walker.address(request['url']);
  if (data.requestBodies && request['data'] !== undefined) next['data'] = walker.value(request['data']);
  if (data.cookies && request['cookies'] !== undefined) next['cookies'] = walker.value(request['cookies']);
  if (data.queryStrings && request['query_string'] !== undefined)
    next['query_string'] = walker.value(request['query_string']);
  const headers = record(request['headers']);
  if (headers !== undefined) {
    const kept = Object.entries(headers).filter(([name]) => isHeaderAllowed(policy, name));
    next['headers'] = walker.value(Object.fromEntries(kept));
  }
  return next;
}

function scrubUser({ policy, walker }: Tools, value: unknown): unknown {
  const user = record(value);
  if (user === undefined) return undefined;
  const kept = Object.entries(user).filter(([field]) => policy.scrubbing.userFields.includes(field));
  return kept.length === 0 ? undefined : walker.value(Object.fromEntries(kept));
}

/** `[…]` and `{values: […]}` both occur. Beware of `Array.prototype.values`: ask for the array first. */
function eachValue(value: unknown, scrub: (entry: WireObject) => WireObject): unknown {
  const entries = list(value);
  if (entries !== undefined) return entries.map((entry) => scrubEntry(entry, scrub));
  const holder = record(value);
  const values = list(holder?.['values']);
  return values === undefined ? undefined : { ...holder, values: values.map((entry) => scrubEntry(entry, scrub)) };
}

/** An entry that is no object has no place in these lists; what it holds is unknown, so it goes. */
function scrubEntry(entry: unknown, scrub: (entry: WireObject) => WireObject): WireObject {
  const known = record(entry);
  return known === undefined ? {} : scrub(known);
}

function replace(target: Record<string, unknown>, key: string, change: (value: unknown) => unknown): void {
  const value = target[key];
  if (value === undefined) return;
  const next = change(value);
  if (next === undefined) delete target[key];
  else target[key] = next;
}
