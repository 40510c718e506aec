import type UPlot from 'uplot';
import { bucketSeconds, type Series, seriesTotal } from './series.ts';

/**
 * Before the first event of a project nobody knows whether it was silent or not connected: a zero there becomes a gap.
 * `sinceS` is when that event came, null when none has come yet. What was counted earlier (an event with an old time, one that was dropped) moves it.
 */
export function knownSince(times: readonly number[], series: readonly Series[], sinceS: number | null): Series[] {
  const step = bucketSeconds(times);
  const counted = times.findIndex((_, i) => (seriesTotal(series, i) ?? 0) > 0);
  const came = sinceS === null ? -1 : times.findIndex((time) => time + step > sinceS);
  const first = Math.min(...[counted, came].map((index) => (index === -1 ? times.length : index)));
  return series.map((one) => ({ ...one, values: one.values.map((value, i) => (i < first ? null : value)) }));
}

/** Runs of buckets, `[from, to)`, in which no series knows anything. */
export function unknownRuns(times: readonly number[], series: readonly Series[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [i] of times.entries()) {
    if (seriesTotal(series, i) !== null) continue;
    const last = runs.at(-1);
    if (last?.[1] === i) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs;
}

interface Band {
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly fill: string;
  readonly text: string;
  readonly font: string;
}

/** A grey band, and “no data” where there is room: an empty place would be read as 0. */
export function drawNoData(plot: UPlot, { times, series, fill, text, font }: Band): void {
  const step = bucketSeconds(times);
  const { ctx, bbox } = plot;
  ctx.save();
  for (const [from, to] of unknownRuns(times, series)) {
    const left = plot.valToPos(times[from] ?? 0, 'x', true);
    const right = plot.valToPos((times[to - 1] ?? 0) + step, 'x', true);
    ctx.fillStyle = fill;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.fillStyle = text;
    ctx.font = font;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    const room = right - left > 2 * ctx.measureText('no data').width;
    if (room) ctx.fillText('no data', (left + right) / 2, bbox.top + bbox.height / 2);
  }
  ctx.restore();
}
