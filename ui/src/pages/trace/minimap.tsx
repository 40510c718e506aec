import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatTook } from '../../parts/format.ts';
import { loadOf } from './rows.ts';
import type { Trace } from './trace.ts';
import type { TraceView, Zoom } from './use-trace-view.ts';

const STEPS = 240;
const HEIGHT = 40;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** A drag over the map, as shares of its width. */
function useBrush(done: (zoom: Zoom) => void) {
  const [brush, setBrush] = useState<Zoom>();
  const start = useRef(0);
  const share = ({ clientX, currentTarget }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(Math.max((clientX - left) / width, 0), 1);
  };
  const to = (event: PointerEvent): Zoom => {
    const at = share(event);
    return { from: Math.min(start.current, at), to: Math.max(start.current, at) };
  };
  return {
    brush,
    handlers: {
      onPointerDown(event: PointerEvent) {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = share(event);
        setBrush({ from: start.current, to: start.current });
      },
      onPointerMove: (event: PointerEvent) => (brush === undefined ? undefined : setBrush(to(event))),
      onPointerUp(event: PointerEvent) {
        setBrush(undefined);
        done(to(event));
      },
    },
  };
}

/** How much is at work over the time of the trace. Dragging shows that part; under it are the times of what is shown. */
export function Minimap({ trace, view }: { trace: Trace; view: TraceView }) {
  const { counts, failed } = useMemo(() => loadOf(trace, STEPS), [trace]);
  const most = counts.reduce((max, count) => Math.max(max, count), 1);
  const { brush, handlers } = useBrush((zoom) => view.setZoom(zoom));
  const shown = brush ?? view.zoom;
  const isWhole = shown.from === 0 && shown.to === 1;
  return (
    <div className="minimap">
      <svg
        viewBox={`0 0 ${STEPS} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="minimap-load"
        role="img"
        aria-label="Spans at work over time. Drag to zoom."
        {...handlers}
      >
        {counts.map((count, index) => (
          <rect
            key={index}
            x={index}
            width={1}
            y={HEIGHT * (1 - count / most)}
            height={(HEIGHT * count) / most}
            className={failed.has(index) ? 'minimap-failed' : 'minimap-step'}
          />
        ))}
        {isWhole ? null : (
          <>
            <rect x={0} width={STEPS * shown.from} height={HEIGHT} className="minimap-out" />
            <rect x={STEPS * shown.to} width={STEPS * (1 - shown.to)} height={HEIGHT} className="minimap-out" />
          </>
        )}
      </svg>
      <div className="minimap-times number">
        {TICKS.map((tick) => (
          <span key={tick}>
            {formatTook(trace.duration * (view.zoom.from + tick * (view.zoom.to - view.zoom.from)))}
          </span>
        ))}
      </div>
    </div>
  );
}
