import type { Operator } from './search-tree.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../durations.ts';

/** From `min` up to but not including `max`, milliseconds since the epoch; null: without end. */
export interface TimeRange {
  readonly min: number | null;
  readonly max: number | null;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: WEEK_MS };
const RELATIVE = /^([+-])(\d{1,6})([mhdw])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** `-24h` is newer than, `+24h` older than; otherwise a day or a time, UTC without a zone. Undefined: not a time. */
export function readTime(text: string, operator: Operator, now: number): TimeRange | undefined {
  const [, sign, count, unit] = RELATIVE.exec(text) ?? [];
  if (sign !== undefined && unit !== undefined) {
    const at = now - Number(count) * (UNIT_MS[unit] ?? 0);
    const isNewer = (sign === '-') !== operator.startsWith('<');
    return isNewer ? { min: at, max: null } : { min: null, max: at };
  }
  if (!TIME.test(text)) return undefined;
  const isDay = DAY.test(text);
  const at = Date.parse(isDay || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(at)) return undefined;
  switch (operator) {
    case '=':
      return { min: at, max: at + (isDay ? DAY_MS : 1000) };
    case '>':
      return { min: at + 1, max: null };
    case '>=':
      return { min: at, max: null };
    case '<':
      return { min: null, max: at };
    case '<=':
      return { min: null, max: at + 1 };
  }
}

const FACTORS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** `5`, `-1.5`, `2k`, `3m`, `1b`. */
export function readNumber(text: string): number | undefined {
  const [, digits, suffix = ''] = /^(-?\d{1,18}(?:\.\d{1,18})?)([kmb]?)$/i.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (FACTORS[suffix.toLowerCase()] ?? 1);
}

const DURATIONS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  min: MINUTE_MS,
  m: MINUTE_MS,
  hr: HOUR_MS,
  h: HOUR_MS,
  day: DAY_MS,
  d: DAY_MS,
  wk: 7 * DAY_MS,
  w: 7 * DAY_MS,
};

/** Milliseconds: `300`, `300ms`, `1.5s`, `2min`, `1h`. */
export function readDuration(text: string): number | undefined {
  return withUnit(text, DURATIONS_MS);
}

const SIZES: Readonly<Record<string, number>> = {
  bit: 1 / 8,
  nb: 1 / 2,
  bytes: 1,
  b: 1,
  ...Object.fromEntries(
    ['k', 'm', 'g', 't', 'p', 'e', 'z', 'y'].flatMap((letter, index) => [
      [`${letter}b`, 1000 ** (index + 1)],
      [`${letter}ib`, 1024 ** (index + 1)],
    ]),
  ),
};

/** Bytes: `300`, `20kb`, `5MiB`. */
export function readSize(text: string): number | undefined {
  return withUnit(text, SIZES);
}

function withUnit(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, digits, unit = ''] = /^(-?\d{1,18}(?:\.\d{1,18})?)([a-z]*)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const name = unit.toLowerCase();
  if (name === '') return Number(digits);
  return Object.hasOwn(units, name) ? Number(digits) * (units[name] ?? 1) : undefined;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export function readBoolean(text: string): boolean | undefined {
  return BOOLEANS.get(text.toLowerCase());
}
