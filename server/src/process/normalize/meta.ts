import { isJsonObject, type SentryEvent } from '@garrison/protocol';

/** What is said about one value, in Sentry's `_meta` form: `rem` [rule, type, start, end], `err` [kind, data], `len` before. */
export interface Remark {
  readonly rem?: readonly (readonly unknown[])[];
  readonly err?: readonly unknown[];
  readonly len?: number;
}

/** A place in the event: what is said about it, and about what lies below it. */
export interface MetaNode {
  remark: Remark | undefined;
  readonly below: Map<string, MetaNode>;
}

const CLIENT_DEPTH_MAX = 20;
const CLIENT_NODES_MAX = 500;

export function metaNode(): MetaNode {
  return { remark: undefined, below: new Map() };
}

export function metaChild(node: MetaNode, step: string): MetaNode {
  const known = node.below.get(step);
  if (known !== undefined) return known;
  const created = metaNode();
  node.below.set(step, created);
  return created;
}

/** The length before the first change is the one that counts. */
export function mergeRemarks(known: Remark, added: Remark): Remark {
  const length = known.len ?? added.len;
  return {
    ...known,
    ...added,
    ...(known.rem && added.rem ? { rem: [...known.rem, ...added.rem] } : {}),
    ...(known.err && added.err ? { err: [...known.err, ...added.err] } : {}),
    ...(length === undefined ? {} : { len: length }),
  };
}

/** Sentry's shape: the remark of a place stands under the empty key. No prototype, so that any step is a plain key. */
export function writeMeta(node: MetaNode): Record<string, unknown> {
  const written = Object.create(null) as Record<string, unknown>;
  if (node.remark !== undefined) written[''] = node.remark;
  for (const [step, below] of node.below) written[step] = writeMeta(below);
  return written;
}

/** Adds errors to a top-level field of an event that is normalised already. */
export function addErrors(event: SentryEvent, field: keyof SentryEvent, err: readonly (readonly unknown[])[]): void {
  if (err.length > 0) event._meta = { ...event._meta, [field]: { '': { err } } };
}

/** Remarks of an SDK that trimmed the event itself (Python does). What is not of Sentry's shape is not a remark. */
export function readClientMeta(value: unknown): MetaNode | undefined {
  let left = CLIENT_NODES_MAX;
  const read = (from: unknown, depth: number): MetaNode | undefined => {
    if (!isJsonObject(from) || depth === 0 || left <= 0) return undefined;
    left -= 1;
    const node = metaNode();
    for (const [step, below] of Object.entries(from)) {
      if (step === '') node.remark = readRemark(below);
      else {
        const made = read(below, depth - 1);
        if (made !== undefined) node.below.set(step.toWellFormed().slice(0, 200), made);
      }
    }
    return node.remark === undefined && node.below.size === 0 ? undefined : node;
  };
  return read(value, CLIENT_DEPTH_MAX);
}

function readRemark(value: unknown): Remark | undefined {
  if (!isJsonObject(value)) return undefined;
  const length = value['len'];
  const rem = Array.isArray(value['rem']) ? value['rem'].slice(0, 20).filter(isRange) : [];
  return {
    ...(rem.length > 0 ? { rem } : {}),
    ...(typeof length === 'number' ? { len: length } : {}),
  };
}

function isRange(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || value.length < 2 || value.length > 4) return false;
  return value.every(
    (part) => typeof part === 'number' || (typeof part === 'string' && /^[\w!@:.-]{1,64}$/.test(part)),
  );
}
