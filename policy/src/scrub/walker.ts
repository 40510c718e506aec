import type { Policy } from '../policy.ts';
import { record, type WireObject } from '../wire.ts';
import { createKeyClasses } from './key-class.ts';
import { FILTERED, type Scrubber } from './scrubber.ts';

/** Walks values of any shape. What nothing touches is returned as it came: no copy, and `===` tells. */
export interface Walker {
  /** Starts with the full budget again, for the next event. */
  begin(): void;
  value(value: unknown): unknown;
  object(value: WireObject): WireObject;
  /** A value whose key is known. Undefined: the field goes. */
  field(key: string, value: unknown): unknown;
  text(value: string): string;
  /** A URL or a path: without query and fragment, then as text. */
  address(value: string): string;
}

const ELLIPSIS = '…';
const SQL_STRING = /'[^']*'/g;
const SQL_NUMBER = /(?<![\w.$?:])\d+(?:\.\d+)?(?![\w.])/g;
/** What starts like a URL or a path, with or without a method before it. */
const ADDRESS_START = /^(?:[A-Z]{1,10} )?(?:\/|[a-z][a-z0-9+.-]{0,20}:\/\/)/i;
/** Digits of the shortest card number. */
const FIGURE_MIN = 1e13;

/** What `policy.json` carries of this file. */
export const WALK_RULES = {
  ellipsis: ELLIPSIS,
  sqlString: SQL_STRING,
  sqlNumber: SQL_NUMBER,
  addressStart: ADDRESS_START,
  figureMin: FIGURE_MIN,
};

export function createWalker(policy: Policy, scrubber: Scrubber): Walker {
  const { limits } = policy;
  const classOf = createKeyClasses(policy, scrubber);
  const keepQueries = policy.data.queryStrings;
  let left = limits.values;

  const text = (value: string): string => {
    const bounded = value.length > limits.textLength ? value.slice(0, limits.textLength) + ELLIPSIS : value;
    return scrubber.text(bounded, 'replace')?.text ?? bounded;
  };

  const address = (value: string): string => text(keepQueries ? value : withoutQuery(value));

  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return value >= FIGURE_MIN ? figure(value, text) : value;
    if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? text(String(value)) : value;
    if (--left < 0 || depth >= limits.depth || ArrayBuffer.isView(value)) return FILTERED;
    if ('toJSON' in value && typeof value.toJSON === 'function') return walk(value.toJSON(), depth + 1);
    if (!Array.isArray(value)) return walkObject(value as WireObject, depth);
    const bounded = value.length > limits.breadth ? value.slice(0, limits.breadth) : value;
    return mapList(bounded, (one) => walk(one, depth + 1));
  };

  const walkField = (key: string, value: unknown, depth: number): unknown => {
    switch (classOf(key)) {
      case 'safe':
        return value;
      case 'trusted':
        return typeof value === 'object' && value !== null ? walk(value, depth) : value;
      case 'drop':
        return undefined;
      case 'filter':
        return value === undefined || value === null ? value : FILTERED;
      case 'address':
        return typeof value === 'string' ? address(value) : walk(value, depth);
      case 'sql':
        return typeof value === 'string' ? text(withoutLiterals(value)) : walk(value, depth);
      case 'plain':
        return walk(value, depth);
    }
  };

  const walkObject = (value: WireObject, depth: number): WireObject => {
    const keys = Object.keys(value);
    let copy: Record<string, unknown> | undefined;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const next = index < limits.breadth ? walkField(key, value[key], depth + 1) : undefined;
      if (next === value[key]) continue;
      copy ??= { ...value };
      if (next === undefined) delete copy[key];
      else copy[key] = next;
    }
    return copy ?? value;
  };

  return {
    begin: () => void (left = limits.values),
    value: (value) => walk(value, 0),
    object: (value) => record(walk(value, 0)) ?? {},
    field: (key, value) => walkField(key, value, 1),
    text,
    address,
  };
}

/** The list itself when nothing changes. */
function mapList(values: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < values.length; index++) {
    const next = change(values[index]);
    if (next === values[index]) continue;
    copy ??= values.slice();
    copy[index] = next;
  }
  return copy ?? values;
}

/** Cuts the query and fragment of what is a URL or a path; prose with a question mark stays whole. */
function withoutQuery(value: string): string {
  if (!ADDRESS_START.test(value)) return value;
  const end = value.search(/[?#]/);
  return end === -1 ? value : value.slice(0, end);
}

export function withoutLiterals(sql: string): string {
  return sql.replace(SQL_STRING, '?').replace(SQL_NUMBER, '?');
}

/** A number as long as a card's: it stays a number when it is none. */
function figure(value: number, text: (value: string) => string): unknown {
  const written = String(value);
  const next = text(written);
  return next === written ? value : next;
}
