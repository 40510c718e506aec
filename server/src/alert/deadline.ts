import { DAY_MS } from '../durations.ts';
/** When a team works; days are 1 (Monday) to 7 (Sunday), times `HH:MM` in the team's time zone. */
export interface Hours {
  readonly timeZone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** By when a person must have acknowledged an alert. `afterMs` counts day and night; `sameDay` ends with the team's working day. */
export type Within = { readonly afterMs: number } | { readonly sameDay: Hours } | { readonly none: true };

/** A working day is found within this many days, or there is none. */
const DAYS_MAX = 14;

/** Milliseconds since the epoch; undefined when there is no deadline. */
export function deadlineOf(firedAt: number, within: Within): number | undefined {
  if ('none' in within) return undefined;
  if ('afterMs' in within) return firedAt + within.afterMs;
  const { sameDay: hours } = within;
  const fired = Temporal.Instant.fromEpochMilliseconds(firedAt).toZonedDateTimeISO(hours.timeZone);
  for (let ahead = 0; ahead <= DAYS_MAX; ahead++) {
    const day = fired.toPlainDate().add({ days: ahead });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const end = day.toZonedDateTime({ timeZone: hours.timeZone, plainTime: hours.to }).epochMilliseconds;
    if (end > firedAt) return end;
  }
  return firedAt + DAYS_MAX * DAY_MS;
}
