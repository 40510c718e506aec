import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';
import { durationMs, type Period } from '../../query/index.ts';
import { FieldError } from './api-error.ts';

const BUCKETS_MAX = 2_000;
const AUTO_INTERVALS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, DAY_MS];
const AUTO_BUCKETS_MAX = 100;

/** `1h`, or seconds as a number; without any what gives a chart of at most a hundred bars. */
export function intervalOf(text: string | undefined, period: Period): number {
  const length = period.end - period.start;
  if (text === undefined || text === '') {
    return AUTO_INTERVALS_MS.find((interval) => length / interval <= AUTO_BUCKETS_MAX) ?? 7 * DAY_MS;
  }
  const interval = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : durationMs(text);
  if (interval === undefined || interval < 1000) throw new FieldError({ interval: ['Use an interval such as 1h.'] });
  if (length / interval > BUCKETS_MAX) {
    throw new FieldError({ interval: [`This makes more than ${BUCKETS_MAX} points; use a longer interval.`] });
  }
  return interval;
}
