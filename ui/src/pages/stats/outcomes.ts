import type { OutcomeStats } from '../../data/shapes.ts';
import type { Series } from '../../parts/chart/series.ts';

/** Always this order: a stack whose parts change place cannot be read. */
const OUTCOMES = [
  { name: 'accepted', colour: '--g-good', tone: 'good' },
  { name: 'filtered', colour: '--g-warning', tone: 'warning' },
  { name: 'rate_limited', colour: '--g-error', tone: 'error' },
  { name: 'invalid', colour: '--g-fatal', tone: 'fatal' },
  { name: 'abuse', colour: '--g-series-5', tone: 'error' },
  { name: 'cardinality_limited', colour: '--g-series-3', tone: 'warning' },
  { name: 'client_discard', colour: '--g-debug', tone: 'debug' },
] as const;

const WORDS: Readonly<Record<string, string>> = {
  rate_limited: 'rate limited',
  cardinality_limited: 'too many different values',
  client_discard: 'dropped by the SDK',
};

/** What an outcome is called on the page: its name on the wire where that is a plain word. */
export function outcomeWord(outcome: string): string {
  return WORDS[outcome] ?? outcome.replaceAll('_', ' ');
}

const QUANTITY = 'sum(quantity)';

export function outcomeTone(outcome: string): string {
  return OUTCOMES.find(({ name }) => name === outcome)?.tone ?? 'debug';
}

export interface OutcomeChart {
  readonly times: readonly number[];
  readonly series: readonly Series[];
}

/** One series per outcome that occurred; groups of an outcome (by reason, by key) are added up. */
export function outcomeChart(stats: OutcomeStats): OutcomeChart {
  const times = stats.intervals.map((at) => Date.parse(at) / 1000);
  const series = OUTCOMES.flatMap(({ name, colour }): Series[] => {
    const groups = stats.groups.filter(({ by }) => by['outcome'] === name);
    if (groups.length === 0) return [];
    const values = times.map((_, i) => groups.reduce((sum, group) => sum + (group.series[QUANTITY]?.[i] ?? 0), 0));
    return [{ name: outcomeWord(name), colour, values }];
  });
  return { times, series };
}

export interface OutcomeTotal {
  readonly outcome: string;
  readonly quantity: number;
}

export function outcomeTotals(stats: OutcomeStats): OutcomeTotal[] {
  return OUTCOMES.flatMap(({ name }) => {
    const groups = stats.groups.filter(({ by }) => by['outcome'] === name);
    const quantity = groups.reduce((sum, { totals }) => sum + (totals[QUANTITY] ?? 0), 0);
    return quantity === 0 && name !== 'accepted' ? [] : [{ outcome: name, quantity }];
  });
}

/** The totals and the bars are separate answers of the server; a difference is shown, not hidden. */
export function sumMismatch(stats: OutcomeStats): number {
  const bars = stats.groups.flatMap(({ series }) => series[QUANTITY] ?? []).reduce((sum, n) => sum + n, 0);
  const totals = stats.groups.reduce((sum, { totals: own }) => sum + (own[QUANTITY] ?? 0), 0);
  return totals - bars;
}

export interface OutcomeRow {
  readonly key: string;
  readonly outcome: string;
  readonly reason: string;
  readonly project: string;
  readonly keyId: string;
  readonly quantity: number;
  readonly share: number;
  readonly values: readonly number[];
}

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** Losses first, the largest at the top; what was accepted comes last. */
export function outcomeRows(stats: OutcomeStats): OutcomeRow[] {
  const all = stats.groups.reduce((sum, { totals }) => sum + (totals[QUANTITY] ?? 0), 0);
  return stats.groups
    .map(({ by, totals, series }) => {
      const quantity = totals[QUANTITY] ?? 0;
      return {
        key: JSON.stringify(by),
        outcome: text(by['outcome']),
        reason: text(by['reason']),
        project: text(by['project']),
        keyId: text(by['key']),
        quantity,
        share: all === 0 ? 0 : quantity / all,
        values: series[QUANTITY] ?? [],
      };
    })
    .filter(({ quantity }) => quantity > 0)
    .toSorted((a, b) => Number(a.outcome === 'accepted') - Number(b.outcome === 'accepted') || b.quantity - a.quantity);
}

export const CATEGORIES = [
  { value: 'error', label: 'Errors' },
  { value: 'transaction', label: 'Transactions' },
  { value: 'span', label: 'Spans' },
  { value: 'log_item', label: 'Logs' },
  { value: 'session', label: 'Sessions' },
  { value: 'attachment', label: 'Attachments (bytes)' },
  { value: 'feedback', label: 'Feedback' },
  { value: 'monitor', label: 'Check-ins' },
  { value: 'replay', label: 'Replays' },
  { value: 'profile', label: 'Profiles' },
  { value: 'security', label: 'Security reports' },
  { value: 'metric_bucket', label: 'Metrics' },
  { value: 'default', label: 'Other' },
] as const;

export const GROUPINGS = [
  { value: 'reason', label: 'Reason' },
  { value: 'project', label: 'Project' },
  { value: 'key', label: 'Key' },
] as const;

/** A setting of a project is named as the list of projects with a fragment; the known project goes in between. */
export function settingHref(settingUrl: string, project: string | undefined): string {
  return project === undefined ? settingUrl : settingUrl.replace('/projects/#', `/projects/${project}/#`);
}
