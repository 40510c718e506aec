import { isJsonObject } from '@garrison/protocol';
import { judged, type Bag, type Rule } from './rules.ts';
import type { ScrubMode, Walk } from './walk.ts';

interface FreeFormLimits {
  /** Levels of objects and arrays. */
  readonly depth: number;
  /** Characters of keys and text in all; a value without text counts 8. */
  readonly size: number;
  /** Characters of one text. */
  readonly text: number;
}

/** Below this an integer cannot be a card number. */
const CARD_MIN = 1e13;
const KEY_MAX = 200;

/** Whatever the service put there: any JSON, bounded and scrubbed, by key and by text. */
export function freeForm(limits: FreeFormLimits, mode: ScrubMode = 'full'): Rule {
  const top = level({ limits, mode }, limits.depth);
  return (value, walk) => {
    walk.room = limits.size;
    return top(value, walk);
  };
}

interface Form {
  readonly limits: FreeFormLimits;
  readonly mode: ScrubMode;
}

/** The rule of a value that may hold `depth` more levels: one closure per level, so that the walk itself allocates nothing. */
function level(form: Form, depth: number): Rule {
  const { limits, mode } = form;
  const inner = { rule: depth === 0 ? tooDeep : level(form, depth - 1), judges: mode !== 'none' };
  return (value, walk) => {
    if (typeof value === 'string') {
      const kept = walk.text(value, limits.text, mode);
      walk.room -= kept.length;
      return kept;
    }
    walk.room -= 8;
    if (typeof value === 'number') return readNumber(value, walk, form);
    if (depth === 0 && typeof value === 'object' && value !== null) return tooDeep(value, walk);
    if (Array.isArray(value)) visitItems(value, walk, inner);
    else if (isJsonObject(value)) visitEntries(value, walk, inner);
    return value;
  };
}

const tooDeep: Rule = (_value, walk) => {
  walk.remark({ rem: [['!limit', 'x']] });
  return null;
};

interface Inner {
  readonly rule: Rule;
  readonly judges: boolean;
}

function visitItems(items: unknown[], walk: Walk, inner: Inner): void {
  for (let index = 0; index < items.length; index++) {
    if (walk.room <= 0) {
      walk.remark({ rem: [['!limit', 'x']], len: items.length });
      items.length = index;
      return;
    }
    const before = items[index];
    walk.enter(index);
    const isDone = inner.judges && Array.isArray(before) && filterPair(before, walk);
    const after = isDone ? before : inner.rule(before, walk);
    walk.leave();
    if (after !== before) items[index] = after;
  }
}

/** `["password", "…"]` within a list says what the field of an object says. True: it was one, and is filtered. */
function filterPair(pair: unknown[], walk: Walk): boolean {
  const [key, value] = pair;
  if (pair.length !== 2 || typeof key !== 'string' || value === null || typeof value === 'boolean') return false;
  if (walk.exempt > 0 || !walk.scrubber.key(key)) return false;
  walk.enter(1);
  const isSafe = walk.isSafePlace(value, key);
  if (!isSafe) {
    pair[0] = walk.text(key, KEY_MAX, 'none');
    pair[1] = walk.filtered(value);
    walk.room -= key.length;
  }
  walk.leave();
  return !isSafe;
}

function visitEntries(bag: Bag, walk: Walk, inner: Inner): void {
  const keys = Object.keys(bag);
  const { rule } = inner;
  for (const [index, key] of keys.entries()) {
    if (walk.room <= 0) return dropFrom(bag, walk, { keys, index });
    if (key.length > KEY_MAX) {
      walk.remark({ rem: [['!limit', 'x']], len: keys.length });
      delete bag[key];
      continue;
    }
    const before = bag[key];
    walk.room -= key.length;
    walk.enter(key);
    const after = inner.judges ? judged(before, walk, { key, rule }) : rule(before, walk);
    walk.leave();
    if (after === undefined) delete bag[key];
    else if (after !== before) bag[key] = after;
  }
  if (walk.mayBeIllFormed) renameKeys(bag, keys, walk);
}

/** As `freeForm`, but only an object will do. */
export function freeObject(limits: FreeFormLimits, mode: ScrubMode = 'full'): Rule {
  const rule = freeForm(limits, mode);
  return (value, walk) => (isJsonObject(value) ? rule(value, walk) : walk.invalid('an object', value));
}

function readNumber(value: number, walk: Walk, form: Form): unknown {
  if (!Number.isFinite(value)) {
    walk.invalid('a finite number', value);
    return null;
  }
  if (form.mode === 'none' || value < CARD_MIN || !Number.isSafeInteger(value)) return value;
  const text = String(value);
  const kept = walk.text(text, form.limits.text, form.mode);
  return kept === text ? value : kept;
}

function dropFrom(bag: Bag, walk: Walk, at: { keys: readonly string[]; index: number }): void {
  walk.remark({ rem: [['!limit', 'x']], len: at.keys.length });
  for (let index = at.index; index < at.keys.length; index++) delete bag[at.keys[index] ?? ''];
}

function renameKeys(bag: Bag, keys: readonly string[], walk: Walk): void {
  for (const key of keys) {
    const whole = walk.key(key);
    if (whole === key || !Object.hasOwn(bag, key)) continue;
    const value = bag[key];
    delete bag[key];
    bag[whole] = value;
  }
}
