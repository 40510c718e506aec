import { isBag, judged, type Bag, type Rule } from './rules.ts';
import type { ScrubMode, Walk } from './walk.ts';

export interface FreeFormLimits {
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
  const visit = (value: unknown, walk: Walk, depth: number): unknown => {
    if (typeof value === 'string') {
      const kept = walk.text(value, limits.text, mode);
      walk.room -= kept.length;
      return kept;
    }
    walk.room -= 8;
    if (typeof value === 'number') return readNumber(value, walk, { max: limits.text, mode });
    if (typeof value !== 'object' || value === null) return value;
    if (depth === 0) {
      walk.remark({ rem: [['!limit', 'x']] });
      return null;
    }
    if (Array.isArray(value)) visitItems(value, walk, depth);
    else visitEntries(value as Bag, walk, depth);
    return value;
  };
  const levels = Array.from(
    { length: limits.depth + 1 },
    (_, depth): Rule =>
      (value, walk) =>
        visit(value, walk, depth),
  );
  const top = levels[limits.depth] ?? ((): null => null);

  const visitItems = (items: unknown[], walk: Walk, depth: number): void => {
    for (let index = 0; index < items.length; index++) {
      if (walk.room <= 0) {
        walk.remark({ rem: [['!limit', 'x']], len: items.length });
        items.length = index;
        return;
      }
      const before = items[index];
      walk.enter(index);
      const after = visit(before, walk, depth - 1);
      walk.leave();
      if (after !== before) items[index] = after;
    }
  };

  const visitEntries = (bag: Bag, walk: Walk, depth: number): void => {
    const keys = Object.keys(bag);
    const rule = levels[depth - 1] ?? top;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const before = bag[key];
      if (walk.room <= 0 || key.length > KEY_MAX) {
        if (walk.room <= 0) return dropFrom(bag, walk, { keys, index });
        walk.remark({ rem: [['!limit', 'x']], len: keys.length });
        delete bag[key];
        continue;
      }
      walk.room -= key.length;
      walk.enter(key);
      const after = mode === 'none' ? rule(before, walk) : judged(before, walk, { key, rule });
      walk.leave();
      if (after !== before) bag[key] = after;
    }
    if (walk.mayBeIllFormed) renameKeys(bag, keys, walk);
  };

  return (value, walk) => {
    walk.room = limits.size;
    return top(value, walk);
  };
}

/** As `freeForm`, but only an object will do. */
export function freeObject(limits: FreeFormLimits, mode: ScrubMode = 'full'): Rule {
  const rule = freeForm(limits, mode);
  return (value, walk) => (isBag(value) ? rule(value, walk) : walk.invalid('an object', value));
}

function readNumber(value: number, walk: Walk, options: { max: number; mode: ScrubMode }): unknown {
  if (options.mode === 'none' || value < CARD_MIN || !Number.isSafeInteger(value)) return value;
  const text = String(value);
  const kept = walk.text(text, options.max, options.mode);
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
