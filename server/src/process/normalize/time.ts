import type { Rule } from './rules.ts';

/** Above this a number cannot be seconds (year 5138): it is milliseconds. */
const SECONDS_MAX = 1e11;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Seconds since the epoch, from seconds (float or text) or ISO 8601; a time without a zone is UTC. */
function readSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim().slice(0, 64);
  if (!ISO.test(trimmed)) return trimmed === '' ? undefined : fromNumber(Number(trimmed));
  const iso = trimmed.replace(' ', 'T').replace(',', '.');
  const time = Date.parse(iso.length > 10 && !ZONE.test(iso) ? `${iso}Z` : iso);
  return Number.isNaN(time) ? undefined : time / 1000;
}

export const time: Rule = (value, walk) => {
  const seconds = readSeconds(value);
  return seconds === undefined ? walk.invalid('a timestamp', value) : seconds + walk.shift;
};

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  return value > SECONDS_MAX ? value / 1000 : value;
}

/** Less may be a proxy that held the envelope back; from about an hour on it is a wrong clock or zone. */
const DRIFT_MIN_MS = 55 * 60 * 1000;

/** Seconds to add to the client's times. */
export function clockShift(sentAt: number | null, receivedAt: number): number {
  if (sentAt === null || Math.abs(receivedAt - sentAt) < DRIFT_MIN_MS) return 0;
  return (receivedAt - sentAt) / 1000;
}
