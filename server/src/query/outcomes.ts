import type { OrganizationId, ProjectId } from '@garrison/protocol';
import { DAY_MS, HOUR_MS } from '../durations.ts';
import { type EventStore, OUTCOME_MINUTES_DAYS } from '../store/index.ts';
import { bucketsOf, type Period } from './period.ts';

export const OUTCOME_GROUPS = ['outcome', 'category', 'reason', 'project', 'key'] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

const COLUMN: Readonly<Record<OutcomeGroup, string>> = {
  outcome: 'toString(outcome)',
  category: 'toString(category)',
  reason: 'toString(reason)',
  project: 'toString(project_id)',
  key: 'toString(key_id)',
};

export interface OutcomeQuery {
  readonly organizationId: OrganizationId;
  readonly projectIds?: readonly ProjectId[] | undefined;
  readonly period: Period;
  readonly intervalMs: number;
  readonly groupBy: readonly OutcomeGroup[];
  readonly category?: readonly string[] | undefined;
  readonly outcome?: readonly string[] | undefined;
  readonly reason?: readonly string[] | undefined;
}

export interface OutcomeSeries {
  /** Bucket starts, milliseconds. */
  readonly buckets: readonly number[];
  readonly groups: readonly {
    readonly by: Readonly<Partial<Record<OutcomeGroup, string>>>;
    readonly total: number;
    readonly series: readonly number[];
  }[];
}

/** Whether outcomes can be counted in such steps: they are kept by the hour, and by the minute for a few days. */
export function hasOutcomeSteps(period: Period, intervalMs: number, now: number): boolean {
  return intervalMs >= HOUR_MS || period.start >= now - OUTCOME_MINUTES_DAYS * DAY_MS;
}

export async function countOutcomes(events: EventStore, query: OutcomeQuery): Promise<OutcomeSeries> {
  const buckets = bucketsOf(query.period, query.intervalMs);
  const [table, column] = query.intervalMs < HOUR_MS ? ['outcome_minutes', 'minute'] : ['outcomes', 'hour'];
  const names = query.groupBy.map((group) => `${COLUMN[group]} AS by_${group}`);
  const filters = (['category', 'outcome', 'reason'] as const).filter((name) => query[name] !== undefined);
  const rows = await events.select<Record<string, string>>(
    `SELECT ${[...names, ''].join(', ')}
       toString(intDiv(toUnixTimestamp(${column}), {interval:Int64}) * {interval:Int64}) AS bucket,
       toString(sum(quantity)) AS total
     FROM ${table}
     WHERE organization_id = {organization:UInt64} AND ${column} >= toDateTime({start:Int64}) AND ${column} < toDateTime({end:Int64})
       ${query.projectIds === undefined ? '' : 'AND project_id IN {projects:Array(UInt64)}'}
       ${filters.map((name) => `AND ${name} IN {${name}:Array(String)}`).join(' ')}
     GROUP BY ${[...query.groupBy.map((group) => `by_${group}`), 'bucket'].join(', ')}`,
    {
      organization: query.organizationId,
      projects: query.projectIds ?? [],
      start: Math.floor((buckets[0] ?? query.period.start) / 1000),
      end: Math.ceil(query.period.end / 1000),
      interval: query.intervalMs / 1000,
      category: query.category ?? [],
      outcome: query.outcome ?? [],
      reason: query.reason ?? [],
    },
  );
  return { buckets, groups: groupsOf(rows, query, buckets) };
}

function groupsOf(
  rows: readonly Readonly<Record<string, string>>[],
  query: OutcomeQuery,
  buckets: readonly number[],
): OutcomeSeries['groups'] {
  const place = new Map(buckets.map((at, index) => [String(at / 1000), index]));
  const groups = new Map<string, { by: Partial<Record<OutcomeGroup, string>>; total: number; series: number[] }>();
  for (const row of rows) {
    const entries = query.groupBy.map((group) => [group, row[`by_${group}`] ?? ''] as const);
    const id = JSON.stringify(entries);
    let group = groups.get(id);
    if (group === undefined) {
      group = { by: Object.fromEntries(entries), total: 0, series: buckets.map(() => 0) };
      groups.set(id, group);
    }
    const value = Number(row['total']);
    const index = place.get(row['bucket'] ?? '');
    group.total += value;
    if (index !== undefined) group.series[index] = (group.series[index] ?? 0) + value;
  }
  return [...groups.values()];
}
