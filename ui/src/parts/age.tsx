import type { ReactNode } from 'react';
import { useClock, useNow } from './clock.tsx';
import { formatTime, formatWhen, zoneName } from './format.ts';

/** Undefined when it is none. */
export function date(at: string | null | undefined): Date | undefined {
  if (at === null || at === undefined) return undefined;
  const value = new Date(at);
  return Number.isNaN(value.getTime()) ? undefined : value;
}

/** “3 min”, which “ago” may follow, and not “now” or a date. */
export const isAge = (text: string) => /\d (?:s|min|h|d)$/.test(text);

/** A relative time for lists: the exact one is its title. `ago` follows an age only. */
export function Age({ at, ago }: { at: string | null | undefined; ago?: ReactNode }) {
  const now = useNow();
  const clock = useClock();
  const value = date(at);
  if (value === undefined) return <span>–</span>;
  const text = formatWhen(value, clock, now);
  return (
    <time dateTime={value.toISOString()} title={`${formatTime(value, clock, now)} ${zoneName(clock)}`}>
      {text}
      {isAge(text) ? ago : null}
    </time>
  );
}
