import { isJsonObject } from '@garrison/protocol';
import type { ScrubMode, Walk } from './walk.ts';

/**
 * Turns what may be anything into what the field means, in place, or into undefined: then the field goes.
 * A rule is never given null or undefined, and the rule of a known field no empty text: those are fields that are not there.
 */
export type Rule = (value: unknown, walk: Walk) => unknown;
export type Fields = Readonly<Record<string, Rule>>;
export type Bag = Record<string, unknown>;

function isBlank(value: string): boolean {
  // Most texts begin with a letter.
  return !(value.charCodeAt(0) > 0x20) && value.trim() === '';
}

/** A text that says something. Numbers and booleans become text: SDKs of typed languages send ids and releases so. */
export function text(max: number, mode: ScrubMode = 'none'): Rule {
  return (value, walk) => {
    if (typeof value === 'string') return isBlank(value) ? undefined : walk.text(value, max, mode);
    if (typeof value === 'number' || typeof value === 'boolean') return walk.text(String(value), max, mode);
    return walk.invalid('a string', value);
  };
}

/** A line of a file: a blank one is one, too. */
export function line(max: number, mode: ScrubMode): Rule {
  const rule = text(max, mode);
  return (value, walk) => (typeof value === 'string' ? walk.text(value, max, mode) : rule(value, walk));
}

/** As `text`, without blanks around it; nothing when nothing is left. */
export function name(max: number): Rule {
  const rule = text(max);
  return (value, walk) => {
    const read = rule(value, walk);
    return typeof read === 'string' ? read.trim() || undefined : undefined;
  };
}

/** A whole number that is not negative: lines, columns, ids. */
export const count: Rule = (value, walk) => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isSafeInteger(read) && read >= 0
    ? read
    : walk.invalid('an unsigned integer', value);
};

export const flag: Rule = (value, walk) => {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 1) return true;
  if (value === 'false' || value === 0) return false;
  return walk.invalid('a boolean', value);
};

const idText = text(128);

/** A thread's or a user's id keeps its type. */
export const id: Rule = (value, walk) => {
  if (typeof value !== 'number') return idText(value, walk);
  return Number.isFinite(value) ? value : walk.invalid('a finite number', value);
};

/** Runs `rule` on one property, in place. */
export function apply(bag: Bag, key: string, step: { rule: Rule; walk: Walk }): void {
  const before = bag[key];
  if (before === null || before === undefined || before === '') {
    delete bag[key];
    return;
  }
  step.walk.enter(key);
  const after = step.rule(before, step.walk);
  step.walk.leave();
  if (after === undefined) delete bag[key];
  else if (after !== before) bag[key] = after;
}

/**
 * An object of known fields; `rest` reads the others, whose keys are judged. `personal` names the known fields that hold what
 * people typed: those are judged by their key too. `[Filtered]` is a text, so a known field of another type goes instead.
 */
export function object(
  fields: Fields,
  options: { rest: Rule; personal?: { texts: readonly string[]; others: readonly string[] } },
): Rule {
  const rules = new Map(Object.entries(fields));
  const texts = new Set(options.personal?.texts);
  const others = new Set(options.personal?.others);
  return (value, walk) => {
    if (!isJsonObject(value)) return walk.invalid('an object', value);
    for (const key of Object.keys(value)) {
      const before = value[key];
      const rule = rules.get(key) ?? options.rest;
      if (before === null || (before === '' && rule !== options.rest)) {
        delete value[key];
        continue;
      }
      walk.enter(key);
      let after: unknown;
      if (others.has(key) && walk.scrubber.key(key) && !walk.isSafePlace(before)) after = walk.removed();
      else if (rule === options.rest || texts.has(key)) after = judged(before, walk, { key, rule });
      else after = rule(before, walk);
      walk.leave();
      if (after === undefined) delete value[key];
      else if (after !== before) value[key] = after;
    }
    return value;
  };
}

/** Attributes that hold the address of the person who used the service. */
const CLIENT_ADDRESSES: ReadonlySet<string> = new Set([
  'client.address',
  'client_ip',
  'http.client_ip',
  'net.peer.ip',
  'network.peer.address',
  'remote_addr',
  'REMOTE_ADDR',
  'user.ip',
  'user.ip_address',
]);

/**
 * A value under a key (of which null and booleans tell nothing): filtered when the key says so; spared when the key is safe, or when
 * it is a text that names something of the organisation's own; else by its rule. What lies within an object is judged by its own key.
 */
export function judged(value: unknown, walk: Walk, by: { key: string; rule: Rule }): unknown {
  if (walk.exempt > 0 || value === null || typeof value === 'boolean') return by.rule(value, walk);
  if (walk.scrubIps && CLIENT_ADDRESSES.has(by.key)) return walk.removedAddress();
  const verdict = walk.scrubber.judge(by.key);
  if (verdict === 'plain' && !walk.isSessionCookie(by.key)) return by.rule(value, walk);
  const isSafe = verdict === 'safe' || walk.isSafePlace(value);
  if (!isSafe && verdict !== 'own') return walk.filtered(value);
  if (typeof value === 'object') return by.rule(value, walk);
  walk.exempt += 1;
  const spared = by.rule(value, walk);
  walk.exempt -= 1;
  return spared;
}

/** Which items stay when there are too many. */
type Keep = 'first' | 'last' | 'ends';

export function list(rule: Rule, options: { max: number; keep: Keep }): Rule {
  return (value, walk) => {
    if (!Array.isArray(value)) return walk.invalid('an array', value);
    if (value.length > options.max) {
      walk.remark({ rem: [['!limit', 'x']], len: value.length });
      drop(value, options);
    }
    let kept = 0;
    for (const before of value) {
      if (before === null) continue;
      walk.enter(kept);
      const after = rule(before, walk);
      walk.leave();
      if (after !== undefined) value[kept++] = after;
    }
    value.length = kept;
    return value;
  };
}

/** `{values: […]}`; older SDKs send the bare array, or the one item. */
export function values(rule: Rule, options: { max: number; keep: Keep }): Rule {
  const items = list(rule, options);
  return (value, walk) => {
    const given = isJsonObject(value) && 'values' in value ? value['values'] : isJsonObject(value) ? [value] : value;
    if (given === null) return undefined;
    walk.enter('values');
    const read = items(given, walk);
    walk.leave();
    return Array.isArray(read) && read.length > 0 ? { values: read } : undefined;
  };
}

function drop(items: unknown[], options: { max: number; keep: Keep }): void {
  const excess = items.length - options.max;
  if (options.keep === 'first') items.length = options.max;
  else items.splice(options.keep === 'last' ? 0 : Math.ceil(options.max / 2), excess);
}
