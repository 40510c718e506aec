import { type Period, periodSeconds } from '../../app/period.ts';

const STEPS = [
  ['1m', 60],
  ['5m', 300],
  ['10m', 600],
  ['30m', 1800],
  ['1h', 3600],
  ['6h', 21_600],
] as const;
const HOUR = 3600;
/** The server knows the minutes of three days; a little less, so that a page that stays open is not refused. */
const MINUTES_KNOWN = 71 * HOUR;
const BARS_MAX = 100;

/** The shortest bars of which a chart can show all. */
export function intervalFor({ statsPeriod = '', start, end }: Period, nowS: number): string {
  const to = end === undefined ? nowS : Date.parse(end) / 1000;
  const from = start === undefined ? to - periodSeconds(statsPeriod) : Date.parse(start) / 1000;
  const found = STEPS.find(
    ([, seconds]) => (to - from) / seconds <= BARS_MAX && (seconds >= HOUR || from >= nowS - MINUTES_KNOWN),
  );
  return found?.[0] ?? '1d';
}
