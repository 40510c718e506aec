import { HoverCard } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { useClock, useNow } from './clock.tsx';
import { formatAge, formatTime, formatWhen, zoneName } from './format.ts';

function date(at: string | null | undefined): Date | undefined {
  if (at === null || at === undefined) return undefined;
  const value = new Date(at);
  return Number.isNaN(value.getTime()) ? undefined : value;
}

/** “3 min”, which “ago” may follow, and not “now” or a date. */
const isAge = (text: string) => /\d (?:s|min|h|d)$/.test(text);

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

/** “3 min ago”; the card holds the time in every form, each to copy. */
export function When({ at }: { at: string | null | undefined }) {
  const now = useNow();
  const clock = useClock();
  const value = date(at);
  if (value === undefined) return <span>at an unknown time</span>;
  const age = now.getTime() - value.getTime();
  const text = formatWhen(value, clock, now);
  const forms = [
    ['ago', formatAge(Math.max(age, 0))],
    [zoneName({ utc: false }), formatTime(value, { utc: false }, now)],
    ['UTC', value.toISOString()],
    ['epoch', String(value.getTime() / 1000)],
  ] as const;
  return (
    <HoverCard openDelay={300} withinPortal shadow="md">
      <HoverCard.Target>
        <button type="button" className="when">
          <time dateTime={value.toISOString()}>{isAge(text) ? `${text} ago` : text}</time>
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        {forms.map(([name, form]) => (
          <div key={name} className="when-form">
            <span>{name}</span>
            <span className="mono">{form}</span>
            <CopyButton subtle text={() => form} label={`Copy: ${name}`} />
          </div>
        ))}
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
