import type { IssueId, OrganizationId } from '@garrison/protocol';
import { HOUR_MS, DAY_MS, SECOND_MS } from '../durations.ts';
import type { EventStore } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import { hashId, type OwnedHash } from './issue-hashes.ts';
import { bucketsOf, type Period } from './period.ts';

const HOUR_SECONDS = HOUR_MS / SECOND_MS;
/** Shorter periods are counted from the events themselves; longer ones from the hours, whose first may reach a little further back. */
const HOURS_FROM_MS = 12 * HOUR_MS;
/** From here on a period's users come from the days' sketches, the first of which may begin before the period. */
const DAYS_FROM_MS = 7 * DAY_MS;

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
  /** Whole seconds. */
  readonly intervalMs: number;
}

export interface IssueStatsRequest {
  readonly organizationId: OrganizationId;
  readonly owners: readonly OwnedHash[];
  /** Absent: `count` and `users` are not asked for. */
  readonly period?: Period | undefined;
  readonly environments: readonly string[];
  readonly bars: readonly Bars[];
}

/** Bars by bucket, seconds. */
type Cells = Readonly<Record<string, string>>;

interface StatsRow extends Readonly<Record<`bars${number}`, Cells>> {
  /** See `issueKeys`. */
  readonly issue: string;
  readonly value: string | number;
  readonly users: string | number;
  readonly lifetime: string | number;
}

const TABLES = { events: 'events', hours: 'hash_hours', days: 'hash_days' } as const;

/**
 * All the issues of a page in one statement; nothing is asked per issue. Planning such a statement costs the engine more than
 * reading the rows: each part is as short as possible, and times are constants.
 */
export async function statsOfIssues(events: EventStore, request: IssueStatsRequest): Promise<Map<IssueId, IssueStats>> {
  const { owners, bars } = request;
  const buckets = bars.map(({ period, intervalMs }) => bucketsOf(period, intervalMs));
  const stats = new Map<IssueId, IssueStats>();
  for (const { issueId } of owners) {
    const own = buckets.map((line) => line.map((at): [number, number] => [Math.floor(at / 1000), 0]));
    stats.set(issueId, { count: 0, users: 0, lifetimeUsers: 0, bars: own });
  }
  if (owners.length === 0) return stats;
  const keys = issueKeys(owners);
  const { sql, params } = statement(request, keys);
  for (const row of await events.select<StatsRow>(sql, params)) {
    const entry = stats.get(keys.issueOf.get(row.issue) ?? 0);
    if (entry === undefined) continue;
    entry.count += Number(row.value);
    entry.users += Number(row.users);
    entry.lifetimeUsers += Number(row.lifetime);
    for (const [line, { intervalMs }] of bars.entries()) {
      fill(entry.bars[line] ?? [], row[`bars${line}`] ?? {}, intervalMs / 1000);
    }
  }
  return stats;
}

function fill(line: [number, number][], cells: Cells, intervalSeconds: number): void {
  const first = line[0]?.[0] ?? 0;
  for (const [bucket, count] of Object.entries(cells)) {
    const cell = line[Math.round((Number(bucket) - first) / intervalSeconds)];
    if (cell !== undefined) cell[1] += Number(count);
  }
}

interface IssueKeys {
  /** Issue ids by what the statement gives as `issue`. */
  readonly issueOf: ReadonlyMap<string, number>;
  /** Of issues with several hashes: the keys, and for each the first key of its issue. */
  readonly keys: readonly bigint[];
  readonly firsts: readonly bigint[];
}

/**
 * Two projects may share a hash: `hash_id + project_id` (both wrap at 64 bits) names the pair with one number. Only an issue with
 * several hashes needs them put together.
 */
function issueKeys(owners: readonly OwnedHash[]): IssueKeys {
  const issueOf = new Map<string, number>();
  const keys: bigint[] = [];
  const firsts: bigint[] = [];
  for (const [issueId, own] of Map.groupBy(owners, (owner) => owner.issueId)) {
    const [first = 0n, ...others] = own.map(({ hash, projectId }) =>
      BigInt.asUintN(64, hashId(hash) + BigInt(projectId)),
    );
    issueOf.set(String(first), issueId);
    keys.push(...others);
    firsts.push(...others.map(() => first));
  }
  return { issueOf, keys, firsts };
}

interface Part {
  readonly source: keyof typeof TABLES;
  readonly value?: string;
  readonly users?: string;
  readonly lifetime?: string;
  /** For each series of bars. */
  readonly cells: readonly string[];
  readonly time: string | undefined;
}

/** Up to three sources, joined in one statement. */
function statement(
  request: IssueStatsRequest,
  { keys, firsts }: IssueKeys,
): { sql: string; params: Record<string, unknown> } {
  const { owners, environments, organizationId } = request;
  const params: Record<string, unknown> = {
    organization: organizationId,
    projects: [...new Set(owners.map(({ projectId }) => projectId))],
    environments,
  };
  const numbers = (name: string, values: readonly bigint[]) => arrayParam(params, name, { type: 'UInt64', values });
  const hashes = numbers('hashes', [...new Set(owners.map(({ hash }) => hashId(hash)))]);
  const own = 'hash_id + project_id';
  const issue =
    keys.length === 0 ? own : `transform(${own}, ${numbers('keys', keys)}, ${numbers('firsts', firsts)}, ${own})`;
  const inEnvironments = environments.length === 0 ? '' : ' AND environment IN {environments:Array(String)}';
  const parts = partsOf(request).map(
    ({ source, value = '0', users = '0', lifetime = '0', cells, time }) =>
      `SELECT ${issue} AS issue, ${value} AS value, ${users} AS users, ${lifetime} AS lifetime${cells
        .map((cell, line) => `, ${cell} AS bars${line}`)
        .join('')}
       FROM ${TABLES[source]}
       WHERE organization_id = {organization:UInt64} AND project_id IN {projects:Array(UInt64)} AND hash_id IN ${hashes}${
         time === undefined ? '' : ` AND ${time}`
       }${inEnvironments} GROUP BY issue`,
  );
  return { sql: parts.join(' UNION ALL '), params };
}

function partsOf(request: IssueStatsRequest): Part[] {
  const { period, bars } = request;
  const length = period === undefined ? 0 : period.end - period.start;
  const countsFromHours = period !== undefined && length >= HOURS_FROM_MS;
  const countsFromEvents = period !== undefined && length < HOURS_FROM_MS;
  const usersFromDays = period !== undefined && length >= DAYS_FROM_MS;
  const usersFromEvents = period !== undefined && length < DAYS_FROM_MS;
  const byHours = bars.map(({ intervalMs }) => intervalMs % HOUR_MS === 0);
  const fromHours = range(HOURS, { period: countsFromHours ? period : undefined, bars, isOwn: byHours });
  const isOwn = byHours.map((value) => !value);
  const fromEvents = range(EVENTS, { period: usersFromEvents ? period : undefined, bars, isOwn });
  return [
    ...(fromHours === undefined
      ? []
      : [
          {
            source: 'hours' as const,
            ...(countsFromHours ? { value: `sumIf(events, ${within(HOURS, period)})` } : {}),
            ...fromHours,
          },
        ]),
    ...(fromEvents === undefined
      ? []
      : [
          {
            source: 'events' as const,
            ...(countsFromEvents ? { value: `countIf(${within(EVENTS, period)})` } : {}),
            ...(usersFromEvents ? { users: `uniqIf(user, user != '' AND ${within(EVENTS, period)})` } : {}),
            ...fromEvents,
          },
        ]),
    {
      source: 'days' as const,
      lifetime: 'uniqCombinedIfMerge(12)(hash_days.users)',
      ...(usersFromDays ? { users: `uniqCombinedIfMergeIf(12)(hash_days.users, ${within(DAYS, period)})` } : {}),
      cells: bars.map(() => 'map()'),
      time: undefined,
    },
  ];
}

/** How a table says the time of a row, and compares it with a constant (milliseconds). */
interface Clock {
  readonly seconds: string;
  readonly count: string;
  from(at: number): string;
  until(at: number): string;
}

const HOURS: Clock = {
  seconds: 'toUnixTimestamp(hour)',
  count: 'events',
  from: (at) => `hour >= ${Math.floor(at / HOUR_MS) * HOUR_SECONDS}`,
  until: (at) => `hour < ${Math.ceil(at / 1000)}`,
};
const EVENTS: Clock = {
  seconds: 'toUnixTimestamp(timestamp)',
  count: 'toUInt64(1)',
  from: (at) => `timestamp >= fromUnixTimestamp64Milli(${at})`,
  until: (at) => `timestamp < fromUnixTimestamp64Milli(${at})`,
};
const DAYS: Clock = {
  seconds: '0',
  count: 'events',
  from: (at) => `day >= toDate(${dayOf(at)})`,
  until: (at) => `day <= toDate(${dayOf(at)})`,
};

/** The last day that a `Date` can hold; the engine reads greater numbers as seconds. */
const DAY_MAX = 65_535;

/** Days since the epoch. */
function dayOf(at: number): number {
  return Math.min(Math.floor(at / (24 * HOUR_MS)), DAY_MAX);
}

function within(clock: Clock, period: Period): string {
  return `(${clock.from(Math.floor(period.start))} AND ${clock.until(Math.floor(period.end))})`;
}

/** The lines of bars that a table gives, and the time that covers all it is asked for; undefined: nothing. */
function range(
  clock: Clock,
  asked: { period: Period | undefined; bars: readonly Bars[]; isOwn: readonly boolean[] },
): Pick<Part, 'cells' | 'time'> | undefined {
  const own = asked.bars.filter((_, index) => asked.isOwn[index]);
  const periods = [...(asked.period === undefined ? [] : [asked.period]), ...own.map(({ period }) => period)];
  if (periods.length === 0) return undefined;
  const start = Math.min(...periods.map((period) => period.start));
  const end = Math.max(...periods.map((period) => period.end));
  const cells = asked.bars.map(({ period, intervalMs }, index) => {
    if (asked.isOwn[index] !== true) return 'map()';
    const width = intervalMs / 1000;
    const bucket = `intDiv(${clock.seconds}, ${width}) * ${width}`;
    return `sumMapIf(map(${bucket}, ${clock.count}), ${within(clock, period)})`;
  });
  return { cells, time: within(clock, { start, end }) };
}
