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
  /** For each of the bars that were asked for: `[seconds, count]`, oldest first. */
  readonly bars: readonly [number, number][][];
}

export interface Bars {
  readonly period: Period;
  readonly intervalMs: number;
}

export interface IssueStatsRequest {
  readonly organizationId: number;
  readonly owners: readonly HashOwner[];
  /** Absent: `count` and `users` are not asked for. */
  readonly period?: Period | undefined;
  readonly environments: readonly string[];
  readonly bars: readonly Bars[];
}

interface StatsRow {
  readonly source: keyof typeof TABLES;
  readonly issue: string;
  readonly value: string;
  readonly users: string;
  readonly lifetime: string;
  /** Bars by bucket, milliseconds. */
  readonly cells: readonly Readonly<Record<string, string>>[];
}

const TABLES = { events: 'events', hours: 'hash_hours', days: 'hash_days' } as const;

/** All the issues of a page in one statement; nothing is asked per issue. */
export async function statsOfIssues(events: EventStore, request: IssueStatsRequest): Promise<Map<number, IssueStats>> {
  const { owners, bars } = request;
  const buckets = bars.map(({ period, intervalMs }) => bucketsOf(period, intervalMs));
  const stats = new Map<number, IssueStats>();
  for (const { issueId } of owners) {
    const own = buckets.map((line) => line.map((at): [number, number] => [Math.floor(at / 1000), 0]));
    stats.set(issueId, { count: 0, users: 0, lifetimeUsers: 0, bars: own });
  }
  if (owners.length === 0) return stats;
  const { sql, params } = statement(request);
  for (const row of await events.select<StatsRow>(sql, params)) {
    const entry = stats.get(Number(row.issue));
    if (entry === undefined) continue;
    entry.count += Number(row.value);
    entry.users += Number(row.users);
    entry.lifetimeUsers += Number(row.lifetime);
    for (const [line, cells] of row.cells.entries()) fill(entry.bars[line] ?? [], cells, bars[line]);
  }
  return stats;
}

function fill(line: [number, number][], cells: Readonly<Record<string, string>>, bars: Bars | undefined): void {
  const first = (line[0]?.[0] ?? 0) * 1000;
  for (const [bucket, count] of Object.entries(cells)) {
    const cell = line[Math.round((Number(bucket) - first) / (bars?.intervalMs ?? 1))];
    if (cell !== undefined) cell[1] += Number(count);
  }
}

interface Part {
  readonly source: keyof typeof TABLES;
  readonly value?: string;
  readonly users?: string;
  readonly lifetime?: string;
  /** By line of bars. */
  readonly cells: readonly string[];
  readonly time: string;
}

/** Each source gives what it knows; the three are one statement. */
function statement(request: IssueStatsRequest): { sql: string; params: Record<string, unknown> } {
  const { owners, environments, organizationId } = request;
  const params: Record<string, unknown> = {
    organization: organizationId,
    projects: [...new Set(owners.map(({ projectId }) => projectId))],
    environments,
  };
  const numbers = (name: string, values: readonly (number | bigint)[]) =>
    arrayParam(params, name, { type: 'UInt64', values });
  const keyOf = ({ hash, projectId }: HashOwner): bigint => BigInt.asUintN(64, hashId(hash) + BigInt(projectId));
  const hashes = numbers('hashes', [...new Set(owners.map(({ hash }) => hashId(hash)))]);
  const keys = numbers('keys', owners.map(keyOf));
  const issues = numbers(
    'issues',
    owners.map(({ issueId }) => issueId),
  );
  const inEnvironments = environments.length === 0 ? '' : 'AND environment IN {environments:Array(String)}';
  // An issue may own several hashes, and two projects may share a hash: `hash_id + project_id` (both wrap at 64 bits) names
  // the pair with one number that `transform` can look up.
  const parts = partsOf(request, params).map(
    ({ source, value = '0', users = '0', lifetime = '0', cells, time }) =>
      `SELECT '${source}' AS source, toString(transform(hash_id + project_id, ${keys}, ${issues}, toUInt64(0))) AS issue,
         toUInt64(${value}) AS value, toUInt64(${users}) AS users, toUInt64(${lifetime}) AS lifetime,
         CAST([${cells.join(', ')}], 'Array(Map(Int64, UInt64))') AS cells
       FROM ${TABLES[source]}
       WHERE organization_id = {organization:UInt64} AND project_id IN {projects:Array(UInt64)} AND hash_id IN ${hashes}
         AND ${time} ${inEnvironments} GROUP BY issue`,
  );
  return { sql: parts.join(' UNION ALL '), params };
}

function partsOf(request: IssueStatsRequest, params: Record<string, unknown>): Part[] {
  const { period, bars } = request;
  const length = period === undefined ? 0 : period.end - period.start;
  const countsFromHours = period !== undefined && length >= HOURS_FROM_MS;
  const countsFromEvents = period !== undefined && length < HOURS_FROM_MS;
  const usersFromDays = period !== undefined && length >= DAYS_FROM_MS;
  const usersFromEvents = period !== undefined && length < DAYS_FROM_MS;
  const byHours = bars.map(({ intervalMs }) => intervalMs % HOUR_MS === 0);
  const fromHours = range(HOURS, { period: countsFromHours ? period : undefined, bars, isOwn: byHours }, params);
  const isOwn = byHours.map((value) => !value);
  const fromEvents = range(EVENTS, { period: usersFromEvents ? period : undefined, bars, isOwn }, params);
  const inDays = period === undefined ? '0' : within(DAYS, period, params);
  return [
    ...(fromHours === undefined
      ? []
      : [
          {
            source: 'hours' as const,
            ...(countsFromHours ? { value: `sumIf(events, ${within(HOURS, period, params)})` } : {}),
            ...fromHours,
          },
        ]),
    ...(fromEvents === undefined
      ? []
      : [
          {
            source: 'events' as const,
            ...(countsFromEvents ? { value: `countIf(${within(EVENTS, period, params)})` } : {}),
            ...(usersFromEvents ? { users: `uniqIf(user, user != '' AND ${within(EVENTS, period, params)})` } : {}),
            ...fromEvents,
          },
        ]),
    {
      source: 'days' as const,
      lifetime: 'uniqCombinedIfMerge(12)(hash_days.users)',
      ...(usersFromDays ? { users: `uniqCombinedIfMergeIf(12)(hash_days.users, ${inDays})` } : {}),
      cells: [],
      time: '1',
    },
  ];
}

/** How a table says the time of a row, in milliseconds or in its own type. */
interface Clock {
  readonly ms: string;
  readonly count: string;
  from(at: string): string;
  until(at: string): string;
}

const HOURS: Clock = {
  ms: 'toInt64(toUnixTimestamp(hour)) * 1000',
  count: 'events',
  from: (at) => `hour >= toStartOfHour(toDateTime(intDiv(${at}, 1000), 'UTC'))`,
  until: (at) => `hour < toDateTime(intDiv(${at} + 999, 1000), 'UTC')`,
};
const EVENTS: Clock = {
  ms: 'toUnixTimestamp64Milli(timestamp)',
  count: 'toUInt64(1)',
  from: (at) => `timestamp >= fromUnixTimestamp64Milli(${at})`,
  until: (at) => `timestamp < fromUnixTimestamp64Milli(${at})`,
};
const DAYS: Clock = {
  ms: '0',
  count: 'events',
  from: (at) => `day >= toDate(intDiv(${at}, 1000), 'UTC')`,
  until: (at) => `day <= toDate(intDiv(${at}, 1000), 'UTC')`,
};

function within(clock: Clock, period: Period, params: Record<string, unknown>): string {
  const at = (ms: number): string => {
    const name = `t${Math.floor(ms)}`;
    params[name] = Math.floor(ms);
    return `{${name}:Int64}`;
  };
  return `(${clock.from(at(period.start))} AND ${clock.until(at(period.end))})`;
}

/** The lines of bars that a table gives, and the time that covers all it is asked for; undefined: nothing. */
function range(
  clock: Clock,
  asked: { period: Period | undefined; bars: readonly Bars[]; isOwn: readonly boolean[] },
  params: Record<string, unknown>,
): Pick<Part, 'cells' | 'time'> | undefined {
  const own = asked.bars.filter((_, index) => asked.isOwn[index]);
  const periods = [...(asked.period === undefined ? [] : [asked.period]), ...own.map(({ period }) => period)];
  if (periods.length === 0) return undefined;
  const start = Math.min(...periods.map((period) => period.start));
  const end = Math.max(...periods.map((period) => period.end));
  const cells = asked.bars.map(({ period, intervalMs }, index) =>
    asked.isOwn[index] === true
      ? `sumMapIf(map(intDiv(${clock.ms}, ${intervalMs}) * ${intervalMs}, ${clock.count}), ${within(clock, period, params)})`
      : 'map()',
  );
  return { cells, time: within(clock, { start, end }, params) };
}
