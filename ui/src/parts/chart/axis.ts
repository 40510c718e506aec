import type { ClockChoice } from '../format.ts';

const DAY = 86_400;

/** Labels of the time axis: clock times, with the day where it changes; days alone when the steps are days. */
export function axisLabels(splits: readonly number[], stepS: number, clock: ClockChoice): string[] {
  const zone = clock.utc ? { timeZone: 'UTC' } : {};
  const day = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', {
    ...zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let before = '';
  return splits.map((split) => {
    const at = new Date(split * 1000);
    const date = day.format(at);
    const changed = before !== '' && date !== before;
    before = date;
    if (stepS >= DAY) return date;
    return changed ? `${date}\n${time.format(at)}` : time.format(at);
  });
}
