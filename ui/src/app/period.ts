/** A period as text: `2h`, `14:00-14:20`, or a pasted ISO time or log line (a quarter of an hour on either side). */
export interface Period {
  readonly statsPeriod?: string;
  readonly start?: string;
  readonly end?: string;
}

export const PRESETS: readonly { readonly value: string; readonly label: string }[] = [
  { value: '1h', label: 'Last hour' },
  { value: '6h', label: 'Last 6 hours' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '14d', label: 'Last 14 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: '90d', label: 'Last 90 days' },
];

/** The longest period of use, and shorter ones while the first event is younger: a chart that is almost empty says nothing. */
const USUAL = '24h';

/** `firstEventS`: when the first event came; null when none has come, undefined while that is not known. */
export function defaultPeriod(firstEventS: number | null | undefined, nowS: number): string {
  if (firstEventS === null || firstEventS === undefined) return USUAL;
  return ['1h', '6h'].find((period) => nowS - firstEventS < periodSeconds(period)) ?? USUAL;
}

const AROUND_MS = 15 * 60_000;

function at(clock: string, now: Date, utc: boolean): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const day = new Date(now);
  if (utc) day.setUTCHours(hours, minutes, 0, 0);
  else day.setHours(hours, minutes, 0, 0);
  return day.getTime();
}

function range(from: number, to: number): Period {
  return { start: new Date(from).toISOString(), end: new Date(to).toISOString() };
}

/** Undefined when the text is not a period. */
export function parsePeriod(text: string, clock: { now: Date; utc: boolean }): Period | undefined {
  const trimmed = text.trim();
  if (/^[1-9]\d{0,4}[smhdw]$/.test(trimmed)) return { statsPeriod: trimmed };
  const span = /^(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/.exec(trimmed);
  if (span !== null) {
    const from = at(span[1] ?? '', clock.now, clock.utc);
    const to = at(span[2] ?? '', clock.now, clock.utc);
    // `23:50-00:10` began yesterday.
    return range(to < from ? from - 86_400_000 : from, to);
  }
  const iso = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/.exec(trimmed);
  if (iso === null) return undefined;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(iso[0]);
  const time = Date.parse(iso[0].replace(' ', 'T').replace(',', '.') + (zoned || !clock.utc ? '' : 'Z'));
  return Number.isNaN(time) ? undefined : range(time - AROUND_MS, time + AROUND_MS);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

export function periodSeconds(period: string): number {
  return Number.parseInt(period, 10) * (UNITS[period.at(-1) ?? ''] ?? 0);
}

/** `[` and `]`: the same length of time, earlier or later, never past now. */
export function shiftPeriod(period: Period, direction: -1 | 1, now: Date): Period {
  const relative = period.statsPeriod === undefined ? 0 : periodSeconds(period.statsPeriod) * 1000;
  const end = period.end === undefined ? now.getTime() : Date.parse(period.end);
  const start = period.start === undefined ? end - relative : Date.parse(period.start);
  const length = end - start;
  const moved = Math.min(end + direction * length, now.getTime());
  return range(moved - length, moved);
}
