import { useNow } from './clock.tsx';
import { CopyButton } from './copy-button.tsx';
import { formatAge, formatTime, zoneName } from './format.ts';

/** A time in every form, each to copy. */
export function TimeForms({ value }: { value: Date }) {
  const now = useNow();
  const forms = [
    ['ago', formatAge(Math.max(now.getTime() - value.getTime(), 0))],
    [zoneName({ utc: false }), formatTime(value, { utc: false }, now)],
    ['UTC', value.toISOString()],
    ['epoch', String(value.getTime() / 1000)],
  ] as const;
  return forms.map(([name, form]) => (
    <div key={name} className="when-form">
      <span>{name}</span>
      <span className="mono">{form}</span>
      <CopyButton subtle text={() => form} label={`Copy: ${name}`} />
    </div>
  ));
}
