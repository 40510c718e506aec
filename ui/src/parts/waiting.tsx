import { useEffect, useState } from 'react';

/** Rows in the final geometry, shown only when the wait is long enough to notice. */
export function Waiting({ rows, height, what }: { rows: number; height: number; what: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" aria-label={`Loading ${what}`} role="status">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="waiting" style={{ height }}>
          {shown ? <div className="waiting-bar" style={{ width: `${60 - ((i * 17) % 40)}%` }} /> : null}
        </div>
      ))}
    </div>
  );
}
