import { FILTERED } from '@garrison/policy';
import { isJsonObject } from '@garrison/protocol';
import { type Bag } from '../rules.ts';
import type { Walk } from '../walk.ts';
import { protectionOf } from './event-places.ts';
import type { PiiApplication, PiiRules } from './pii-config.ts';
import type { Change } from './pii-rule.ts';

/** The event's values are lists of pairs here, objects for a selector: `request.headers.authorization`. */
const PAIRS_MAX_KEY = 200;

/** Applies a project's advanced rules to an event that is normalised already, in place. What was scrubbed before stays scrubbed. */
export function applyPii(event: Bag, { applications }: PiiRules, walk: Walk): void {
  if (applications.length === 0) return;
  const visit = new Visit(applications, walk);
  visit.object(event);
  event['tags'] ??= [];
  for (const key of ['exception', 'threads', 'breadcrumbs']) {
    const holder = event[key];
    if (holder !== undefined && (!isJsonObject(holder) || !Array.isArray(holder['values']))) delete event[key];
  }
}

/** The value stays, or becomes another one (undefined: it is removed). */
class Visit {
  readonly #applications: readonly PiiApplication[];
  readonly #walk: Walk;
  readonly #place: (string | number)[] = [];

  constructor(applications: readonly PiiApplication[], walk: Walk) {
    this.#applications = applications;
    this.#walk = walk;
  }

  object(bag: Bag): void {
    for (const key of Object.keys(bag)) {
      const before = bag[key];
      this.#walk.enter(key);
      const after = this.#value(before, key);
      this.#walk.leave();
      if (after === undefined) delete bag[key];
      else if (after !== before) bag[key] = after;
    }
    // A stack trace without frames is none.
    const trace = bag['stacktrace'];
    if (isJsonObject(trace) && !Array.isArray(trace['frames'])) delete bag['stacktrace'];
  }

  #list(items: unknown[]): void {
    let kept = 0;
    for (const [index, before] of items.entries()) {
      this.#walk.enter(index);
      const after = isPair(before) ? this.#pair(before) : this.#value(before, index);
      this.#walk.leave();
      if (after !== undefined) items[kept++] = after;
    }
    items.length = kept;
  }

  #pair(pair: [string, unknown]): unknown {
    this.#walk.enter(1);
    const after = this.#value(pair[1], pair[0]);
    this.#walk.leave();
    if (after === undefined) return undefined;
    pair[1] = after;
    return pair;
  }

  #value(before: unknown, step: string | number): unknown {
    this.#place.push(step);
    const change = this.#change(before);
    const after = change === undefined ? before : change.value;
    if (change !== undefined) this.#remark(change, before);
    else if (Array.isArray(after)) this.#list(after);
    else if (isJsonObject(after)) this.object(after);
    this.#place.pop();
    return after;
  }

  #change(value: unknown): Change | undefined {
    const protection = protectionOf(this.#place);
    if (protection === 'never' || value === null || value === FILTERED) return undefined;
    const key = String(this.#place.at(-1));
    let change: Change | undefined;
    for (const { selector, rule } of this.#applications) {
      if (protection === 'specific' && !selector.isSpecific) continue;
      const current = change === undefined ? value : change.value;
      if (!selector.matches(this.#place, current)) continue;
      const next = rule(current, key);
      if (next === undefined) continue;
      change = { value: next.value, remark: change?.remark ?? next.remark };
      if (next.value === undefined) break;
    }
    // Names and numbers of the structure have their types: another type cannot stand in their place.
    const isWrongType = protection === 'specific' && change !== undefined && typeof change.value !== typeof value;
    return isWrongType && change !== undefined ? { value: undefined, remark: [change.remark[0], 'x'] } : change;
  }

  #remark({ value, remark }: Change, before: unknown): void {
    this.#walk.remark({
      rem: [value === undefined ? [remark[0], 'x'] : [...remark]],
      ...(typeof before === 'string' ? { len: before.length } : {}),
    });
  }
}

function isPair(item: unknown): item is [string, unknown] {
  return Array.isArray(item) && item.length === 2 && typeof item[0] === 'string' && item[0].length <= PAIRS_MAX_KEY;
}
