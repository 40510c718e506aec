/** One place for every number and time on screen. */
const exact = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** Exact below 10,000, then `12.4k`. */
export function formatCount(value: number): string {
  if (Math.abs(value) < 10_000) return exact.format(value);
  return compact.format(value).replace('K', 'k');
}

export function formatExact(value: number): string {
  return exact.format(value);
}

/** A share of 0 to 1. What is there but tiny is not `0 %`, what is nearly all is not `100 %`. */
export function formatShare(share: number): string {
  if (share === 0) return '0 %';
  if (share === 1) return '100 %';
  const percent = share * 100;
  if (percent < 0.01) return '< 0.01 %';
  if (percent > 99.99) return '> 99.99 %';
  if (percent >= 99.5) return `${(Math.floor(percent * 100) / 100).toFixed(2)} %`;
  return `${Number(percent.toPrecision(percent < 1 ? 1 : 2))} %`;
}

const STEPS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Two parts at most: `1 min 12 s`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < 1) return `${Math.round(ms * 1000)} µs`;
  const index = STEPS.findIndex(([, size]) => ms >= size);
  const [unit, size] = STEPS[index] ?? (['ms', 1] as const);
  const first = Math.floor(ms / size);
  const next = STEPS[index + 1];
  const rest = next === undefined || unit === 's' ? 0 : Math.floor((ms % size) / next[1]);
  return rest > 0 && next !== undefined ? `${first} ${unit} ${rest} ${next[0]}` : `${first} ${unit}`;
}

/** How long something took, to compare: three digits, as `20.4 ms`, `1.84 s`; longer than a minute `1 min 12 s`. */
export function formatTook(ms: number): string {
  if (ms === 0 || ms < 1 || ms >= 60_000) return formatDuration(ms);
  return ms < 1000 ? `${Number(ms.toPrecision(3))} ms` : `${Number((ms / 1000).toPrecision(3))} s`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), 4);
  return `${Number((bytes / 1024 ** power).toPrecision(3))} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

/** `now`, `42 s`, `3 min`, `5 h`, `6 d`; beyond a week use a date. */
export function formatAge(ms: number): string {
  if (ms < 1000) return 'now';
  const [unit, size] = STEPS.find(([, step]) => ms >= step) ?? (['s', 1000] as const);
  return `${Math.floor(ms / size)} ${unit}`;
}

export interface ClockChoice {
  readonly utc: boolean;
}

export function zoneName({ utc }: ClockChoice): string {
  return utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function zone({ utc }: ClockChoice): { timeZone?: string } {
  return utc ? { timeZone: 'UTC' } : {};
}

/** `24 Nov 14:02:11`, with the year when it is not this one. Seconds always. */
export function formatTime(at: Date, clock: ClockChoice, now: Date = new Date()): string {
  const parts: Intl.DateTimeFormatOptions = {
    ...zone(clock),
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(at.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' }),
  };
  return new Intl.DateTimeFormat('en-GB', parts).format(at).replace(',', '');
}

/** `14:02:11.483`, for breadcrumbs. */
export function formatClock(at: Date, clock: ClockChoice): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...zone(clock),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(at);
}

const WEEK_MS = 7 * 86_400_000;

/** The shared timer ticks now and then, and clocks differ: what is this little ahead has just happened. */
const AHEAD_MS = 60_000;

/** Relative under a week, then a date. */
export function formatWhen(at: Date, clock: ClockChoice, now: Date): string {
  const age = now.getTime() - at.getTime();
  if (age < -AHEAD_MS || age >= WEEK_MS) {
    return new Intl.DateTimeFormat('en-GB', {
      ...zone(clock),
      day: 'numeric',
      month: 'short',
      ...(at.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' }),
    }).format(at);
  }
  return formatAge(Math.max(age, 0));
}

/** `payment-api@2.0.1` → `2.0.1`; the whole of it belongs into the title. */
export function shortRelease(version: string): string {
  return version.slice(version.lastIndexOf('@') + 1) || version;
}

export function plural(count: number, one: string): string {
  return count === 1 ? one : `${one}s`;
}
