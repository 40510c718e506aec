import type { EventDetail } from '../../data/shapes.ts';
import { allRemarks } from '../../parts/remarks.ts';

const SHOWN_MAX = 50;

/** What was filtered, trimmed or wrong in this event, as one line that opens. */
export function RemarksPanel({ event }: { event: EventDetail }) {
  const remarks = allRemarks(event._meta);
  const { errors } = event;
  const count = remarks.length + errors.length;
  if (count === 0) return null;
  return (
    <details className="panel remarks">
      <summary>
        {count} {count === 1 ? 'remark' : 'remarks'} on this event: values that were filtered, trimmed or wrong
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
            <code>{path}</code> {text}
          </li>
        ))}
        {remarks.length > SHOWN_MAX ? <li>{remarks.length - SHOWN_MAX} more are in the JSON</li> : null}
      </ul>
    </details>
  );
}
