import type { EventDetail } from '../../data/shapes.ts';
import { plural } from '../../parts/format.ts';
import { allRemarks } from '../../parts/remarks.ts';

const SHOWN_MAX = 50;

/** What was hidden, shortened or wrong in this event, as one line that opens. */
export function RemarksPanel({ event }: { event: EventDetail }) {
  const remarks = allRemarks(event._meta, event);
  const { errors } = event;
  const count = remarks.length + errors.length;
  if (count === 0) return null;
  return (
    <details className="panel remarks">
      <summary>
        {count} {plural(count, 'value')} hidden, shortened or wrong
      </summary>
      <ul>
        {errors.map((error, i) => (
          <li key={`error-${i}`}>
            {error.message ?? error.type}{' '}
            {error.data?.['name'] === undefined ? null : <code>{JSON.stringify(error.data['name'])}</code>}
          </li>
        ))}
        {remarks.slice(0, SHOWN_MAX).map(({ path, text }, i) => (
          <li key={i}>
            {path}: {text}
          </li>
        ))}
        {remarks.length > SHOWN_MAX ? <li>{remarks.length - SHOWN_MAX} more: see the JSON of the event</li> : null}
      </ul>
    </details>
  );
}
