import { date, isAge } from './age.tsx';
import { useClock, useNow } from './clock.tsx';
import { formatTime, formatWhen, zoneName } from './format.ts';
import { Floating } from './menu/floating.tsx';
import { part } from './part.ts';

const TimeForms = part(() => import('./time-forms.tsx').then((file) => file.TimeForms));

/** “3 min ago”; a click opens the time in every form, each to copy. */
export function When({ at }: { at: string | null | undefined }) {
  const now = useNow();
  const clock = useClock();
  const value = date(at);
  if (value === undefined) return <span>at an unknown time</span>;
  const text = formatWhen(value, clock, now);
  return (
    <Floating
      kind="dialog"
      needs={TimeForms}
      button={
        <button type="button" className="when" title={`${formatTime(value, clock, now)} ${zoneName(clock)}`}>
          <time dateTime={value.toISOString()}>{isAge(text) ? `${text} ago` : text}</time>
        </button>
      }
    >
      <TimeForms value={value} />
    </Floating>
  );
}
