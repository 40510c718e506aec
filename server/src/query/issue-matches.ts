import type { IssueId } from '@garrison/protocol';
import { sql } from 'kysely';
import type { EventStore } from '../store/index.ts';
import { errors } from './datasets/errors.ts';
import { hashPrefix } from './issue-hashes.ts';
import type { IssueSearch, IssueStores } from './issue-search.ts';
import { compileSearch } from './search/compile-search.ts';
import { createParams } from './search/params.ts';
import type { SearchNode } from './search/search-tree.ts';

/** Hashes that a part of a search may select; the newest count when there are more. `X-Max-Hits` tells the caller. */
export const MATCHES_MAX = 10_000;

export interface HashMatch {
  readonly project_id: string;
  readonly hash_id: string;
}

const IN_HOURS =
  "hour >= toStartOfHour(toDateTime(intDiv({start:Int64}, 1000), 'UTC')) AND hour < toDateTime(intDiv({end:Int64} + 999, 1000), 'UTC')";
const IN_EVENTS =
  'timestamp >= fromUnixTimestamp64Milli({start:Int64}) AND timestamp < fromUnixTimestamp64Milli({end:Int64})';

/** The hashes of the events that a part of a search finds, those of the newest events first. */
export function matchingHashes(events: EventStore, search: IssueSearch, part: SearchNode): Promise<HashMatch[]> {
  const params = createParams('s');
  const where = compileSearch(part, { dataset: errors, params, now: search.context.now });
  // The hours know environments too, and are a fraction of the events.
  const [table, time, newest] = namesOnlyEnvironment(part)
    ? ['hash_hours', IN_HOURS, 'hour']
    : ['events', IN_EVENTS, 'timestamp'];
  return events.select<HashMatch>(
    `SELECT toString(project_id) AS project_id, toString(hash_id) AS hash_id FROM ${table}
     WHERE organization_id = {organization:UInt64} AND ${table}.project_id IN {projects:Array(UInt64)} AND ${time} AND ${where}
     GROUP BY ${table}.project_id, ${table}.hash_id ORDER BY max(${newest}) DESC LIMIT {matches:UInt32}`,
    { ...params.values, ...rangeParams(search), matches: MATCHES_MAX },
  );
}

function namesOnlyEnvironment(node: SearchNode): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'filter'
    ? node.keyKind === 'name' && node.key === 'environment'
    : node.nodes.every(namesOnlyEnvironment);
}

/** Users in the period by issue. */
export async function rankByUsers(
  { db, events }: IssueStores,
  search: IssueSearch,
): Promise<ReadonlyMap<IssueId, number>> {
  const rows = await events.select<HashMatch & { users: string }>(
    `SELECT toString(project_id) AS project_id, toString(hash_id) AS hash_id,
       toString(uniqCombinedIfMerge(12)(users)) AS users FROM hash_days
     WHERE organization_id = {organization:UInt64} AND hash_days.project_id IN {projects:Array(UInt64)}
       AND day >= toDate(intDiv({start:Int64}, 1000), 'UTC') AND day <= toDate(intDiv({end:Int64}, 1000), 'UTC')
     GROUP BY hash_days.project_id, hash_days.hash_id
     ORDER BY uniqCombinedIfMerge(12)(hash_days.users) DESC LIMIT {matches:UInt32}`,
    { ...rangeParams(search), matches: MATCHES_MAX },
  );
  const owners = await db
    .selectFrom('issue_hashes')
    .select(['project_id', 'issue_id', sql<string>`substr(hash, 1, 16)`.as('prefix')])
    .where('project_id', 'in', search.projectIds)
    .where('issue_id', 'is not', null)
    .execute();
  const issueOf = new Map(owners.map((row) => [`${row.project_id}:${row.prefix}`, row.issue_id ?? 0]));
  const users = new Map<IssueId, number>();
  for (const row of rows) {
    const id = issueOf.get(`${row.project_id}:${hashPrefix(row.hash_id)}`);
    // Of an issue with several hashes the largest counts: their users overlap by an unknown amount.
    if (id !== undefined) users.set(id, Math.max(users.get(id) ?? 0, Number(row.users)));
  }
  return users;
}

function rangeParams(search: IssueSearch): Record<string, unknown> {
  return {
    organization: search.context.organizationId,
    projects: search.projectIds,
    start: Math.floor(search.period.start),
    end: Math.floor(search.period.end),
  };
}
