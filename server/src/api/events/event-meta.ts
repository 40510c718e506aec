import { asJsonObject, type JsonObject } from '@garrison/protocol';

type Meta = JsonObject | undefined;
/** From the remarks on a part of the payload, and that part, to the remarks on the part as the API answers it. */
type Translate = (meta: JsonObject, value: unknown) => JsonObject;

/** Where the API shows a part of the payload as an entry of its own. */
const ENTRIES: Readonly<Record<string, { readonly from: string; readonly translate: Translate }>> = {
  exception: { from: 'exception', translate: below({ values: everyObject(stackHolder()) }) },
  stacktrace: { from: 'stacktrace', translate: stacktrace },
  threads: { from: 'threads', translate: below({ values: everyObject(stackHolder({ held_locks: 'heldLocks' })) }) },
  message: { from: 'logentry', translate: message },
  template: { from: 'template', translate: same },
  breadcrumbs: { from: 'breadcrumbs', translate: below({ values: everyObject(same) }) },
  request: { from: 'request', translate: request },
  csp: { from: 'csp', translate: same },
  hpkp: { from: 'hpkp', translate: same },
  expectct: { from: 'expectct', translate: same },
  expectstaple: { from: 'expectstaple', translate: same },
  debugmeta: { from: 'debug_meta', translate: below({ images: everyObject(same) }) },
};
const FIELDS: Readonly<Record<string, string>> = { extra: 'context', modules: 'packages' };
const FRAME_FIELDS: Readonly<Record<string, string>> = {
  abs_path: 'absPath',
  lineno: 'lineNo',
  colno: 'colNo',
  in_app: 'inApp',
  raw_function: 'rawFunction',
  instruction_addr: 'instructionAddr',
  symbol_addr: 'symbolAddr',
};

/**
 * The remarks of a stored event at the places where the API shows what they are about: `entries.{i}.data…`, `tags.{i}.value`,
 * `context`, `packages`. Remarks on parts that the API does not show keep their names, so that none is lost.
 */
export function metaOf(
  payload: JsonObject,
  shown: { readonly entries: readonly { readonly type: string }[]; readonly tags: readonly { readonly key: string }[] },
): JsonObject {
  const { tags, ...left } = asJsonObject(payload['_meta']) ?? {};
  const rest: Record<string, unknown> = { ...left };
  const entries: Record<string, unknown> = {};
  for (const [index, { type }] of shown.entries.entries()) {
    const source = Object.hasOwn(ENTRIES, type) ? ENTRIES[type] : undefined;
    const meta = source === undefined ? undefined : asJsonObject(rest[source.from]);
    if (source === undefined || meta === undefined) continue;
    delete rest[source.from];
    entries[index] = { data: source.translate(meta, payload[source.from]) };
  }
  const ofTags = tagMeta(asJsonObject(tags), payload['tags'], shown.tags);
  return {
    ...renamed(rest, FIELDS),
    ...(Object.keys(entries).length === 0 ? {} : { entries }),
    ...(ofTags === undefined ? {} : { tags: ofTags }),
  };
}

/** The payload's tags are pairs in the order in which they came; the answer's are sorted, and have names for both halves. */
function tagMeta(meta: Meta, value: unknown, tags: readonly { readonly key: string }[]): Meta {
  if (meta === undefined) return undefined;
  const pairs: readonly unknown[] = Array.isArray(value) ? value : [];
  const places = new Map(tags.map(({ key }, index) => [key, index]));
  return mapKeys(meta, (step, node) => {
    const pair = pairs[Number(step)];
    const place = Array.isArray(pair) ? places.get(String(pair[0])) : undefined;
    return place === undefined
      ? [step, node]
      : [String(place), renamed(asJsonObject(node) ?? {}, { 0: 'key', 1: 'value' })];
  });
}

function same(meta: JsonObject): JsonObject {
  return meta;
}

/** Translates the named children, and leaves the rest as it is. */
function below(children: Readonly<Record<string, Translate>>, names: Readonly<Record<string, string>> = {}): Translate {
  return (meta, value) =>
    mapKeys(meta, (step, node) => {
      const translate = Object.hasOwn(children, step) ? children[step] : undefined;
      const inner = asJsonObject(node);
      const translated =
        translate === undefined || inner === undefined ? node : translate(inner, asJsonObject(value)?.[step]);
      return [names[step] ?? step, translated];
    });
}

/** The API leaves out values that are no objects, so the following ones have lower indexes. */
function everyObject(translate: Translate): Translate {
  return (meta, value) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const places = new Map<string, number>();
    for (const [index, item] of items.entries())
      if (asJsonObject(item) !== undefined) places.set(String(index), places.size);
    return mapKeys(meta, (step, node) => {
      const place = places.get(step);
      const inner = asJsonObject(node);
      return place === undefined || inner === undefined
        ? [step, node]
        : [String(place), translate(inner, items[Number(step)])];
    });
  };
}

/** An exception or a thread. */
function stackHolder(names: Readonly<Record<string, string>> = {}): Translate {
  const own = { thread_id: 'threadId', raw_stacktrace: 'rawStacktrace', ...names };
  return below({ stacktrace, raw_stacktrace: stacktrace }, own);
}

function stacktrace(meta: JsonObject, value: unknown): JsonObject {
  return below({ frames: everyObject(frame) })(meta, value);
}

/** The lines around the error are one list of `[number, text]` in the API, three in the payload. */
function frame(meta: JsonObject, value: unknown): JsonObject {
  const { pre_context: before, context_line: line, post_context: after, ...rest } = meta;
  const given = asJsonObject(value)?.['pre_context'];
  const at = Array.isArray(given) ? given.length : 0;
  const context: Record<string, unknown> = {};
  const add = (node: unknown, offset: number): void => {
    for (const [step, own] of Object.entries(asJsonObject(node) ?? {})) {
      if (step === '') context[''] ??= own;
      else context[offset + Number(step)] = { 1: own };
    }
  };
  add(before, 0);
  if (line !== undefined) context[at] = { 1: line };
  add(after, at + 1);
  return { ...renamed(rest, FRAME_FIELDS), ...(Object.keys(context).length === 0 ? {} : { context }) };
}

/** Without `formatted` the API shows the template in its place. */
function message(meta: JsonObject, value: unknown): JsonObject {
  const isTemplateOnly = asJsonObject(value)?.['formatted'] === undefined;
  return isTemplateOnly && meta['message'] !== undefined ? { ...meta, formatted: meta['message'] } : meta;
}

function request(meta: JsonObject, value: unknown): JsonObject {
  const names = { query_string: 'query', api_target: 'apiTarget', inferred_content_type: 'inferredContentType' };
  return below({ query_string: asPairs, headers: asPairs, cookies: asPairs }, names)(meta, value);
}

/** An object is shown as its entries: `[key, value]`, in their order. */
function asPairs(meta: JsonObject, value: unknown): JsonObject {
  const entries = asJsonObject(value);
  if (entries === undefined) return meta;
  const places = new Map(Object.keys(entries).map((key, index) => [key, index]));
  return mapKeys(meta, (step, node) => {
    const place = places.get(step);
    return place === undefined ? [step, node] : [String(place), { 1: node }];
  });
}

function renamed(meta: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return mapKeys(meta, (step, node) => [names[step] ?? step, node]);
}

/** The remark on the part itself, under the empty key, stays where it is. */
function mapKeys(meta: JsonObject, change: (step: string, node: unknown) => readonly [string, unknown]): JsonObject {
  return Object.fromEntries(
    Object.entries(meta).map(([step, node]) => (step === '' ? [step, node] : change(step, node))),
  );
}
