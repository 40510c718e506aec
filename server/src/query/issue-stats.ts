import type { EventStore } from '../store/index.ts';
import { hashId, type HashOwner } from './issue-hashes.ts';
import { bucketsOf, type Period } from './period.ts';

/** What events say about an issue within a period. */
export interface IssueStats {
  count: number;
  users: number;
  /** `[seconds, count]`, one per bucket, oldest first. */
  series: [number, number][];
}

interface StatsRow {
  readonly issue: string;
  readonly bucket: string;
  readonly hits: string;
  readonly users: string;
}

export interface IssueStatsRequest {
  readonly owners: readonly HashOwner[];
  readonly period: Period;
  /** Undefined: totals only. */
  readonly intervalMs?: number | undefined;
  readonly environments: readonly string[];
}

/**
 * Counts of all the issues on a page in one query. An issue may own several hashes, and two projects may share a hash:
 * `hash_id + project_id` (both wrap at 64 bits) names the pair with one number that `transform` can look up.
 */
export async function statsOfIssues(events: EventStore, request: IssueStatsRequest): Promise<Map<number, IssueStats>> {
  const { owners, period, intervalMs, environments } = request;
  const stats = new Map<number, IssueStats>();
  if (owners.length === 0) return stats;
  const buckets = intervalMs === undefined ? [] : bucketsOf(period, intervalMs);
  for (const { issueId } of owners) {
    stats.set(issueId, { count: 0, users: 0, series: buckets.map((at) => [Math.floor(at / 1000), 0]) });
  }
  const bucket =
    intervalMs === undefined
      ? "''"
      : 'toString(intDiv(toUnixTimestamp64Milli(timestamp), {interval:Int64}) * {interval:Int64})';
  const rows = await events.select<StatsRow>(
    `SELECT toString(transform(hash_id + project_id, {keys:Array(UInt64)}, {issues:Array(UInt64)}, toUInt64(0))) AS issue,
       ${bucket} AS bucket, toString(count()) AS hits, toString(uniqIf(user, user != '')) AS users
     FROM events
     WHERE project_id IN {projects:Array(UInt64)} AND hash_id IN {hashes:Array(UInt64)}
       AND timestamp >= fromUnixTimestamp64Milli({start:Int64}) AND timestamp < fromUnixTimestamp64Milli({end:Int64})
       ${environments.length === 0 ? '' : 'AND environment IN {environments:Array(String)}'}
     GROUP BY issue${intervalMs === undefined ? '' : ', bucket WITH ROLLUP'}`,
    {
      ...statsParams(owners),
      start: Math.floor(period.start),
      end: Math.floor(period.end),
      environments,
      interval: intervalMs ?? 1,
    },
  );
  const first = buckets[0] ?? 0;
  for (const row of rows) {
    const entry = stats.get(Number(row.issue));
    if (entry === undefined) continue;
    // ROLLUP leaves the bucket empty in the row that sums an issue up: users of a period are not the sum of its buckets'.
    if (row.bucket === '') {
      entry.count = Number(row.hits);
      entry.users = Number(row.users);
    } else if (intervalMs !== undefined) {
      const cell = entry.series[Math.round((Number(row.bucket) - first) / intervalMs)];
      if (cell !== undefined) cell[1] = Number(row.hits);
    }
  }
  return stats;
}

/** All users that an issue ever had, estimated from the days' sketches. */
export async function lifetimeUsers(events: EventStore, owners: readonly HashOwner[]): Promise<Map<number, number>> {
  if (owners.length === 0) return new Map();
  const rows = await events.select<{ issue: string; users: string }>(
    `SELECT toString(transform(hash_id + project_id, {keys:Array(UInt64)}, {issues:Array(UInt64)}, toUInt64(0))) AS issue,
       toString(uniqCombinedIfMerge(12)(users)) AS users
     FROM hash_days WHERE project_id IN {projects:Array(UInt64)} AND hash_id IN {hashes:Array(UInt64)} GROUP BY issue`,
    statsParams(owners),
  );
  return new Map(rows.map((row) => [Number(row.issue), Number(row.users)]));
}

function statsParams(owners: readonly HashOwner[]): Record<string, unknown> {
  return {
    keys: owners.map(({ hash, projectId }) => BigInt.asUintN(64, hashId(hash) + BigInt(projectId))),
    issues: owners.map(({ issueId }) => issueId),
    projects: [...new Set(owners.map(({ projectId }) => projectId))],
    hashes: [...new Set(owners.map(({ hash }) => hashId(hash)))],
  };
}
