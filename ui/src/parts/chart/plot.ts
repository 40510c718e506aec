import UPlot from 'uplot';
import { formatCount, type ClockChoice } from '../format.ts';
import { axisLabels } from './axis.ts';
import { drawNoData } from './no-data.ts';
import { bucketSeconds, type Series, seriesTotal, stackSeries } from './series.ts';

export interface PlotOptions {
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly width: number;
  readonly height: number;
  readonly clock: ClockChoice;
  /** Without axes, for a strip above a list. */
  readonly bare: boolean;
  /** 1 when the last bucket is over. */
  readonly lastShare: () => number;
  readonly onCursor: (index: number | undefined) => void;
  readonly onBrush: ((startS: number, endS: number) => void) | undefined;
}

const AXIS_FONT = '11px system-ui, sans-serif';

/** Counts are whole: 1, 2, 5, 10, 20, 50 … */
const COUNT_STEPS = Array.from({ length: 27 }, (_, i) => ([1, 2, 5][i % 3] ?? 1) * 10 ** Math.floor(i / 3));

/** Canvas knows no CSS variables: they are read at each drawing, so that a change of scheme needs only a redraw. */
function css(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}

/** Strikes through the unfinished bucket: what is missing there has not happened yet. */
function hatchLast(plot: UPlot, times: readonly number[]): void {
  const last = times.at(-1);
  if (last === undefined) return;
  const left = plot.valToPos(last, 'x', true);
  const right = plot.valToPos(last + bucketSeconds(times), 'x', true);
  const { top, height } = plot.bbox;
  const { ctx } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, height);
  ctx.clip();
  ctx.strokeStyle = css('--g-panel');
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  for (let x = left - height; x < right; x += 6 * devicePixelRatio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

function shadeUnknown(plot: UPlot, { times, series }: PlotOptions): void {
  const font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  drawNoData(plot, { times, series, fill: css('--g-raised'), text: css('--g-muted'), font });
}

function axes(options: PlotOptions): UPlot.Axis[] {
  if (options.bare) return [{ show: false }, { show: false }];
  const look = {
    stroke: () => css('--g-muted'),
    font: AXIS_FONT,
    ticks: { show: false },
  };
  const grid = { stroke: () => css('--g-line'), width: 1 };
  return [
    {
      ...look,
      grid: { show: false },
      space: 80,
      size: 34,
      values: (_plot, splits, _axis, _space, step) => axisLabels(splits, step, options.clock),
    },
    {
      ...look,
      grid,
      size: 48,
      space: 40,
      incrs: COUNT_STEPS,
      values: (_plot, splits) => splits.map(formatCount),
    },
  ];
}

function plotData({ times, series }: Pick<PlotOptions, 'times' | 'series'>): UPlot.AlignedData {
  return [[...times], ...stackSeries(series)];
}

export function createPlot(host: HTMLElement, options: PlotOptions): UPlot {
  const { times, series, clock, onBrush } = options;
  const bars = UPlot.paths.bars?.({ size: [0.85, 64], align: 1 });
  const step = bucketSeconds(times);
  const lastKnown = seriesTotal(series, times.length - 1) !== null;
  return new UPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      padding: options.bare ? [2, 0, 0, 0] : [8, 8, 0, 0],
      tzDate: (seconds) => (clock.utc ? UPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000)),
      scales: {
        x: { time: true, range: () => [times[0] ?? 0, (times.at(-1) ?? 0) + step] },
        y: { range: (_plot, _min, max) => [0, Math.max(max * 1.05, 1)] },
      },
      axes: axes(options),
      series: [
        {},
        ...series.toReversed().map(({ colour }) => ({
          fill: () => css(colour),
          stroke: () => css(colour),
          width: 0,
          points: { show: false },
          ...(bars === undefined ? {} : { paths: bars }),
        })),
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: onBrush !== undefined, y: false, setScale: false },
      },
      hooks: {
        setCursor: [
          (plot) => {
            const { left } = plot.cursor;
            if (left === undefined || left < 0) options.onCursor(undefined);
            else {
              const index = Math.floor((plot.posToVal(left, 'x') - (times[0] ?? 0)) / step);
              options.onCursor(Math.min(Math.max(index, 0), times.length - 1));
            }
          },
        ],
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < 4) return;
            onBrush?.(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
            plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          },
        ],
        drawClear: [(plot) => shadeUnknown(plot, options)],
        draw: [(plot) => void (lastKnown && options.lastShare() < 1 && hatchLast(plot, times))],
      },
    },
    plotData(options),
    host,
  );
}
