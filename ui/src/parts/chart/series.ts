/** One line or part of a chart. `colour` is a CSS variable. A null is “not known” and stays a gap; 0 is 0. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly (number | null)[];
}

/** Running sums for drawing, the highest first, so that each part covers the ones beneath it. */
export function stackSeries(series: readonly Series[]): (number | null)[][] {
  const sums: (number | null)[][] = [];
  for (const { values } of series) {
    const below = sums.at(-1);
    sums.push(
      values.map((value, i) => {
        const base = below?.[i] ?? null;
        return value === null && base === null ? null : (value ?? 0) + (base ?? 0);
      }),
    );
  }
  return sums.toReversed();
}

export function seriesTotal(series: readonly Series[], index: number): number | null {
  const known = series.map(({ values }) => values[index] ?? null).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** The seconds between two points; a single point stands for an hour. */
export function bucketSeconds(times: readonly number[]): number {
  const [first = 0, second = first + 3600] = times;
  return second - first;
}

/** How much of the last bucket is over, 1 when all of it: an unfinished bucket is not a drop. */
export function lastShare(times: readonly number[], nowS: number): number {
  const last = times.at(-1);
  if (last === undefined) return 1;
  return Math.min(Math.max((nowS - last) / bucketSeconds(times), 0), 1);
}

export function toCsv(times: readonly number[], series: readonly Series[]): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = times.map((time, i) =>
    [new Date(time * 1000).toISOString(), ...series.map(({ values }) => values[i] ?? '')].join(','),
  );
  return [['time', ...series.map(({ name }) => quote(name))].join(','), ...rows].join('\n');
}
