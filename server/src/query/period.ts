import { SearchError } from './search/search-error.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from '../durations.ts';

const UNIT_MS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: WEEK_MS } as const;
const PERIOD = /^(\d{1,6})([smhdw])$/;

/** From `start` up to but not including `end`, milliseconds. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export interface PeriodLimits {
  /** Of a period that the query does not name. */
  readonly defaultDays: number;
  /** How long events are stored; a longer period is this one, since nothing is older. */
  readonly storedDays: number;
}

export interface PeriodQuery {
  readonly statsPeriod?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** Sentry's `14d`, `1h`; undefined when it is not one. */
export function durationMs(text: string): number | undefined {
  const [, count, unit] = PERIOD.exec(text) ?? [];
  return count === undefined || unit === undefined ? undefined : Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

/** `statsPeriod` wins over `start` and `end`; without any the last `defaultDays` days. */
export function periodOf(query: PeriodQuery, now: number, { defaultDays, storedDays }: PeriodLimits): Period {
  const oldest = now - storedDays * DAY_MS;
  if (query.statsPeriod !== undefined && query.statsPeriod !== '') {
    const length = durationMs(query.statsPeriod);
    if (length === undefined) throw new SearchError(`Invalid statsPeriod: ${JSON.stringify(query.statsPeriod)}`, 0);
    return { start: Math.max(now - length, oldest), end: now };
  }
  const end = query.end === undefined || query.end === '' ? now : timeOf(query.end, 'end');
  const start =
    query.start === undefined || query.start === '' ? end - defaultDays * DAY_MS : timeOf(query.start, 'start');
  if (start >= end) throw new SearchError('start must be before end', 0);
  // A period that ends before the oldest event is kept; it is empty.
  return { start: Math.min(Math.max(start, oldest), end - 1), end };
}

/** Undefined, all time, when the query names no end of it. */
export function periodIn(query: PeriodQuery, now: number, limits: PeriodLimits): Period | undefined {
  const isBounded = query.statsPeriod !== undefined || query.start !== undefined || query.end !== undefined;
  return isBounded ? periodOf(query, now, limits) : undefined;
}

/** A time without a zone is UTC, as in Sentry. */
function timeOf(text: string, name: string): number {
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned);
  if (Number.isNaN(time)) throw new SearchError(`Invalid ${name}: ${JSON.stringify(text)}`, 0);
  return time;
}

/** Bucket starts that cover the period, aligned to the interval since the epoch. */
export function bucketsOf(period: Period, intervalMs: number): number[] {
  const first = Math.floor(period.start / intervalMs) * intervalMs;
  const buckets: number[] = [];
  for (let at = first; at < period.end; at += intervalMs) buckets.push(at);
  return buckets;
}
