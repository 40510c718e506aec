import 'uplot/dist/uPlot.min.css';
import './chart.css';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type UPlot from 'uplot';
import { useClock, useNow } from '../clock.tsx';
import { formatDuration, formatExact, formatShare, formatTime, zoneName } from '../format.ts';
import { createPlot } from './plot.ts';
import { bucketSeconds, lastShare, type Series, seriesTotal } from './series.ts';

export interface ChartProps {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly height: 48 | 120 | 220;
  readonly bare?: boolean;
  /** Drag, or Enter on a bucket: the chosen time, in seconds. */
  readonly onBrush?: (startS: number, endS: number) => void;
}

/** The chart lives as long as its shape; data, size and scheme change in place. */
function usePlot(props: ChartProps, onCursor: (index: number | undefined) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const clock = useClock();
  const now = useNow();
  const { times, series, height, bare = false } = props;
  const share = lastShare(times, now.getTime() / 1000);
  const brush = useEffectEvent((start: number, end: number) => props.onBrush?.(start, end));
  const cursor = useEffectEvent(onCursor);
  const currentShare = useEffectEvent(() => share);
  const canBrush = props.onBrush !== undefined;
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = createPlot(element, {
      times,
      series,
      height,
      bare,
      clock,
      lastShare: () => currentShare(),
      width: element.clientWidth,
      onCursor: (index) => cursor(index),
      onBrush: canBrush ? (start, end) => brush(start, end) : undefined,
    });
    plot.current = made;
    const size = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    size.observe(element);
    const scheme = new MutationObserver(() => made.redraw(false, false));
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      size.disconnect();
      scheme.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [times, series, height, bare, clock, canBrush]);
  return { host, plot, share };
}

function Tooltip({ props, index, share }: { props: ChartProps; index: number; share: number }) {
  const clock = useClock();
  const { times, series } = props;
  const step = bucketSeconds(times);
  const from = times[index] ?? 0;
  const total = seriesTotal(series, index);
  const rows = series
    .map(({ name, colour, values }) => ({ name, colour, value: values[index] ?? null }))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const unfinished = index === times.length - 1 && share < 1;
  return (
    <div className={index < times.length / 2 ? 'chart-tip chart-tip-right' : 'chart-tip'}>
      <div className="chart-tip-time">
        {formatTime(new Date(from * 1000), clock)} · {formatDuration(step * 1000)} · {zoneName(clock)}
      </div>
      {rows.map(({ name, colour, value }) => (
        <div key={name} className="chart-tip-row">
          <span className="chart-key" style={{ background: `var(${colour})` }} />
          <span>{name}</span>
          <span className="number">{value === null ? 'no data' : formatExact(value)}</span>
          <span className="number muted">
            {series.length > 1 && value !== null && total ? formatShare(value / total) : ''}
          </span>
        </div>
      ))}
      {unfinished ? (
        <div className="muted">
          so far, {formatShare(share)} of {formatDuration(step * 1000)}
        </div>
      ) : null}
    </div>
  );
}

function valueText({ series }: ChartProps, index: number): string {
  const total = seriesTotal(series, index);
  return total === null ? 'no data' : formatExact(total);
}

function summary(props: ChartProps): string {
  const values = props.times.map((_, i) => seriesTotal(props.series, i) ?? 0);
  const sum = values.reduce((a, b) => a + b, 0);
  return `${props.label}: ${formatExact(sum)} in all, peak ${formatExact(Math.max(0, ...values))}`;
}

export function Chart(props: ChartProps) {
  const [index, setIndex] = useState<number>();
  const { host, plot, share } = usePlot(props, setIndex);
  const { times, onBrush, height } = props;
  const clock = useClock();
  const step = bucketSeconds(times);
  const at = Math.min(index ?? times.length - 1, Math.max(times.length - 1, 0));
  const moveTo = (next: number) => {
    const bucket = Math.min(Math.max(next, 0), times.length - 1);
    const left = plot.current?.valToPos((times[bucket] ?? 0) + step / 2, 'x') ?? 0;
    plot.current?.setCursor({ left, top: 1 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') moveTo((index ?? times.length) - 1);
    else if (event.key === 'ArrowRight') moveTo((index ?? -1) + 1);
    else if (event.key === 'Enter' && index !== undefined && onBrush !== undefined) {
      onBrush(times[index] ?? 0, (times[index] ?? 0) + step);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="chart"
      role="slider"
      aria-label={summary(props)}
      aria-valuemin={0}
      aria-valuemax={Math.max(times.length - 1, 0)}
      aria-valuenow={at}
      aria-valuetext={`${formatTime(new Date((times[at] ?? 0) * 1000), clock)}: ${valueText(props, at)}`}
      tabIndex={0}
      style={{ height }}
      onKeyDown={onKeyDown}
      onBlur={() => setIndex(undefined)}
    >
      <div ref={host} aria-hidden />
      <div aria-live="polite">{index === undefined ? null : <Tooltip props={props} index={index} share={share} />}</div>
    </div>
  );
}
