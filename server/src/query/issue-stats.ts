import type { EventStore } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import { hashId, type HashOwner } from './issue-hashes.ts';
import { bucketsOf, type Period } from './period.ts';

const HOUR_MS = 3_600_000;
/** Shorter periods are counted from the events themselves; longer ones from the hours, whose first may reach a little further back. */
const HOURS_FROM_MS = 12 * HOUR_MS;
/** From here on a period's users come from the days' sketches, the first of which may begin before the period. */
const DAYS_FROM_MS = 7 * 24 * HOUR_MS;

/** What events say about an issue. */
export interface IssueStats {
  /** Within the period. */
  count: number;
  users: number;
  /** Ever; an estimate (HyperLogLog, within a few per cent). */
  lifetimeUsers: number;
  /** `[seconds, count]`, one per bar, oldest first. */
  bars: [number, number][];
}

export interface Bars {
  readonly period: Period;
  readonly intervalMs: number;
}

export interface IssueStatsRequest {
  readonly organizationId: number;
  readonly owners: readonly HashOwner[];
  readonly period: Period;
  readonly environments: readonly string[];
  readonly bars?: Bars | undefined;
}

interface StatsRow {
  readonly issue: string;
  readonly bucket: string;
  readonly value: string;
  readonly lifetime: string;
}

/** All the issues of a page at once; nothing is asked per issue. */
export async function statsOfIssues(events: EventStore, request: IssueStatsRequest): Promise<Map<number, IssueStats>> {
  const { owners, bars } = request;
  const stats = new Map<number, IssueStats>();
  if (owners.length === 0) return stats;
  const buckets = bars === undefined ? [] : bucketsOf(bars.period, bars.intervalMs);
  for (const { issueId } of owners) {
    const own = buckets.map((at): [number, number] => [Math.floor(at / 1000), 0]);
    stats.set(issueId, { count: 0, users: 0, lifetimeUsers: 0, bars: own });
  }
  const isLong = length(request.period) >= DAYS_FROM_MS;
  const [counts, days, users, cells] = await Promise.all([
    readCounts(events, request, { period: request.period, fromHours: length(request.period) >= HOURS_FROM_MS }),
    readDays(events, request),
    isLong ? [] : readUsers(events, request),
    bars === undefined ? [] : readBars(events, request, bars),
  ]);
  for (const row of counts) assign(stats, row, (entry) => (entry.count = Number(row.value)));
  for (const row of days) {
    assign(stats, row, (entry) => {
      entry.lifetimeUsers = Number(row.lifetime);
      if (isLong) entry.users = Number(row.value);
    });
  }
  for (const row of users) assign(stats, row, (entry) => (entry.users = Number(row.value)));
  const first = buckets[0] ?? 0;
  for (const row of cells) {
    assign(stats, row, (entry) => {
      const cell = entry.bars[Math.round((Number(row.bucket) - first) / (bars?.intervalMs ?? 1))];
      if (cell !== undefined) cell[1] = Number(row.value);
    });
  }
  return stats;
}

function assign(stats: Map<number, IssueStats>, row: StatsRow, change: (entry: IssueStats) => void): void {
  const entry = stats.get(Number(row.issue));
  if (entry !== undefined) change(entry);
}

function length({ start, end }: Period): number {
  return end - start;
}

const IN_EVENTS = `timestamp >= fromUnixTimestamp64Milli({start:Int64}) AND timestamp < fromUnixTimestamp64Milli({end:Int64})`;
const IN_HOURS = `hour >= toStartOfHour(toDateTime(intDiv({start:Int64}, 1000), 'UTC')) AND hour < toDateTime(intDiv({end:Int64} + 999, 1000), 'UTC')`;

function select(
  events: EventStore,
  request: IssueStatsRequest,
  query: { values: string; from: Source; period: Period; groupBy: string; interval?: number },
): Promise<StatsRow[]> {
  const { owners, environments, organizationId } = request;
  const params: Record<string, unknown> = {
    organization: organizationId,
    projects: [...new Set(owners.map(({ projectId }) => projectId))],
    environments,
    start: Math.floor(query.period.start),
    end: Math.floor(query.period.end),
    interval: query.interval ?? 1,
  };
  const numbers = (name: string, values: readonly (number | bigint)[]) =>
    arrayParam(params, name, { type: 'UInt64', values });
  const keys = owners.map(({ hash, projectId }) => BigInt.asUintN(64, hashId(hash) + BigInt(projectId)));
  const issues = owners.map(({ issueId }) => issueId);
  const hashes = numbers('hashes', [...new Set(owners.map(({ hash }) => hashId(hash)))]);
  const inEnvironments = environments.length === 0 ? '' : 'AND environment IN {environments:Array(String)}';
  // An issue may own several hashes, and two projects may share a hash: `hash_id + project_id` (both wrap at 64 bits) names
  // the pair with one number that `transform` can look up.
  return events.select<StatsRow>(
    `SELECT toString(transform(hash_id + project_id, ${numbers('keys', keys)}, ${numbers('issues', issues)}, toUInt64(0))) AS issue,
       ${query.values} FROM ${query.from.table}
     WHERE organization_id = {organization:UInt64} AND project_id IN {projects:Array(UInt64)} AND hash_id IN ${hashes}
       AND ${query.from.time} ${inEnvironments} GROUP BY ${query.groupBy}`,
    params,
  );
}

function readCounts(
  events: EventStore,
  request: IssueStatsRequest,
  { period, fromHours }: { period: Period; fromHours: boolean },
): Promise<StatsRow[]> {
  return select(events, request, {
    values: `toString(${fromHours ? 'sum(events)' : 'count()'}) AS value`,
    from: source(fromHours),
    period,
    groupBy: 'issue',
  });
}

function readBars(events: EventStore, request: IssueStatsRequest, { period, intervalMs }: Bars): Promise<StatsRow[]> {
  const fromHours = intervalMs % HOUR_MS === 0;
  const at = fromHours ? 'toInt64(toUnixTimestamp(hour)) * 1000' : 'toUnixTimestamp64Milli(timestamp)';
  return select(events, request, {
    values: `toString(intDiv(${at}, {interval:Int64}) * {interval:Int64}) AS bucket,
      toString(${fromHours ? 'sum(events)' : 'count()'}) AS value`,
    from: source(fromHours),
    period,
    groupBy: 'issue, bucket',
    interval: intervalMs,
  });
}

interface Source {
  readonly table: string;
  readonly time: string;
}

function source(fromHours: boolean): Source {
  return fromHours ? { table: 'hash_hours', time: IN_HOURS } : { table: 'events', time: IN_EVENTS };
}

function readUsers(events: EventStore, request: IssueStatsRequest): Promise<StatsRow[]> {
  const values = "toString(uniqIf(user, user != '')) AS value";
  return select(events, request, { values, from: source(false), period: request.period, groupBy: 'issue' });
}

function readDays(events: EventStore, request: IssueStatsRequest): Promise<StatsRow[]> {
  const inPeriod = `day >= toDate(intDiv({start:Int64}, 1000), 'UTC') AND day <= toDate(intDiv({end:Int64}, 1000), 'UTC')`;
  return select(events, request, {
    values: `toString(uniqCombinedIfMerge(12)(users)) AS lifetime, toString(uniqCombinedIfMergeIf(12)(users, ${inPeriod})) AS value`,
    from: { table: 'hash_days', time: '1' },
    period: request.period,
    groupBy: 'issue',
  });
}
