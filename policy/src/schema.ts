import { isRecord } from './wire.ts';
/** Something that is not as it was expected. */
export interface Fault {
  /** `policy.sampling.traces.production`, `overrides.noise.node.errors[2]`. */
  readonly path: string;
  /** A sentence without a full stop. Never holds the value of a text, which may be a secret. */
  readonly expected: string;
}

/** What is wrong with a value at a path; empty when nothing. */
export type Check = (value: unknown, path: string) => readonly Fault[];

function expecting(what: string, holds: (value: unknown) => boolean): Check {
  return (value, path) => (holds(value) ? [] : [{ path, expected: `${what} is expected, not ${shown(value)}` }]);
}

export const text = expecting('a text', (value) => typeof value === 'string' && value !== '');
export const boolean = expecting('true or false', (value) => typeof value === 'boolean');
export const number = expecting('a whole number from 0 on', (value) => Number.isInteger(value) && Number(value) >= 0);
export const share = expecting(
  'a number from 0 to 1',
  (value) => typeof value === 'number' && value >= 0 && value <= 1,
);
export const aFunction = expecting('a function', (value) => typeof value === 'function');
export const anObject = expecting('an object', (value) => typeof value === 'object' && value !== null);

export function oneOf(...allowed: readonly string[]): Check {
  return expecting(allowed.map((one) => `'${one}'`).join(' or '), (value) => allowed.includes(value as string));
}

/** The source of a regular expression. */
export const pattern: Check = (value, path) => {
  if (typeof value !== 'string') return [{ path, expected: `a pattern is expected as a text, not ${shown(value)}` }];
  try {
    new RegExp(value);
    return [];
  } catch (error) {
    return [
      { path, expected: `a regular expression is expected (${error instanceof Error ? error.message : 'invalid'})` },
    ];
  }
};

export function listOf(check: Check): Check {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, index) => check(one, `${path}[${index}]`))
      : [{ path, expected: `a list is expected, not ${shown(value)}` }];
}

export function recordOf(check: Check): Check {
  return (value, path) =>
    isRecord(value)
      ? Object.entries(value).flatMap(([key, one]) => check(one, `${path}.${key}`))
      : [{ path, expected: `an object is expected, not ${shown(value)}` }];
}

/** An object of known fields, each optional; one that is not known is a fault, and so is a misspelt one. */
export function fieldsOf(fields: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isRecord(value)) return [{ path, expected: `an object is expected, not ${shown(value)}` }];
    return Object.entries(value).flatMap(([key, one]) => {
      const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (check !== undefined) return one === undefined ? [] : check(one, `${path}.${key}`);
      return [{ path: `${path}.${key}`, expected: unknownKey(key, Object.keys(fields)) }];
    });
  };
}

/** Reading may run getters of the service, which may throw. */
export function faultsOf(check: Check, value: unknown, path: string): readonly Fault[] {
  try {
    return check(value, path);
  } catch {
    return [{ path, expected: 'plain data is expected; reading it threw an error' }];
  }
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined ? `it is not known; known are ${known.join(', ')}` : `it is not known; ${near} is meant?`;
}

/** The known name that differs in case, or in one or two letters. */
function nearest(key: string, known: readonly string[]): string | undefined {
  const lower = key.toLowerCase().replaceAll(/[-_]/g, '');
  return known.find((name) => distance(lower, name.toLowerCase()) <= (name.length > 5 ? 2 : 1));
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      next.push(Math.min((previous[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + same));
    }
    previous = next;
  }
  return previous[b.length] ?? 0;
}

/** Numbers and words of the language as they are; of texts only that they are texts. */
function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined || value === null) {
    return String(value);
  }
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
