import type { Rule } from './rules.ts';

/** Seconds, milliseconds, microseconds and nanoseconds, by how many of them make a second. */
const UNITS = [1, 1e3, 1e6, 1e9];
/** What lies outside is no time that an event can have. Within, no two units give the same number. */
const EARLIEST = Date.UTC(1980, 0, 1) / 1000;
const LATEST = Date.UTC(2100, 0, 1) / 1000;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The one reader of times that clients send: seconds since the epoch, from a number or a text in seconds, ms, µs or ns,
 * or from ISO 8601 (without a zone: UTC). Undefined when it is none of these, or no time between 1980 and 2100.
 */
export function readSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim().slice(0, 64);
  if (!ISO.test(trimmed)) return fromNumber(Number(trimmed));
  const iso = trimmed.replace(' ', 'T').replace(',', '.');
  return plausible(Date.parse(iso.length > 10 && !ZONE.test(iso) ? `${iso}Z` : iso) / 1000);
}

export const time: Rule = (value, walk) => {
  const seconds = readSeconds(value);
  const shifted = seconds === undefined ? undefined : plausible(seconds + walk.shift);
  return shifted ?? walk.invalid('a time between 1980 and 2100', value);
};

function fromNumber(value: number): number | undefined {
  for (const unit of UNITS) {
    const seconds = plausible(value / unit);
    if (seconds !== undefined) return seconds;
  }
  return undefined;
}

function plausible(seconds: number): number | undefined {
  return seconds >= EARLIEST && seconds < LATEST ? seconds : undefined;
}

/** Less may be a proxy that held the envelope back; from about an hour on it is a wrong clock or zone. */
const DRIFT_MIN_MS = 55 * 60 * 1000;

/** Seconds to add to the client's times. A `sent_at` that cannot be a time shifts nothing. */
export function clockShift(sentAt: number | null, receivedAt: number): number {
  if (sentAt === null || plausible(sentAt / 1000) === undefined) return 0;
  return Math.abs(receivedAt - sentAt) < DRIFT_MIN_MS ? 0 : (receivedAt - sentAt) / 1000;
}
