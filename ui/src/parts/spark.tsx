import type { Point } from '../data/shapes.ts';
import { formatExact } from './format.ts';

const WIDTH = 96;
const HEIGHT = 24;

/** One SVG path. A null is a gap; a count above zero is at least a pixel, so that one event is seen. */
function sparkPath(points: readonly Point[]): string {
  const highest = Math.max(...points.map(([, value]) => value ?? 0), 1);
  const step = WIDTH / Math.max(points.length, 1);
  const bar = Math.max(step - (step > 3 ? 1 : 0.25), 0.5);
  return points
    .flatMap(([, value], i) => {
      if (value === null || value === 0) return [];
      const height = Math.max((value / highest) * (HEIGHT - 1), 1.5);
      return [`M${(i * step).toFixed(1)} ${HEIGHT}v-${height.toFixed(1)}h${bar.toFixed(1)}v${height.toFixed(1)}z`];
    })
    .join('');
}

export function Spark({ points, period }: { points: readonly Point[]; period: string }) {
  const total = points.reduce((sum, [, value]) => sum + (value ?? 0), 0);
  const label = `${formatExact(total)} events in ${period}`;
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <path d={`M0 ${HEIGHT - 0.5}h${WIDTH}`} className="spark-ground" />
      <path d={sparkPath(points)} className="spark-bars" />
    </svg>
  );
}
