import { sql, type Kysely } from 'kysely';
import type { Database, EventStore, Issue } from '../store/index.ts';
import { hashPrefix } from './issue-hashes.ts';
import { latestReleases } from './organizations.ts';
import type { Page } from './page.ts';
import type { Period } from './period.ts';
import { eventCondition } from './search/event-condition.ts';
import { issueCondition, ownsHash, splitEventParts } from './search/issue-condition.ts';
import { join, type Condition, type SearchContext } from './search/issue-keys.ts';
import { asksForLatest, withLatest } from './search/latest-release.ts';
import type { SearchNode } from './search/search-tree.ts';
import { parseShortId } from './short-id.ts';

/** Hashes that an event filter may select; the newest count when there are more. `X-Max-Hits` tells the caller. */
const EVENT_MATCHES_MAX = 10_000;

export type IssueSort = 'date' | 'new' | 'freq' | 'user';

export interface IssueSearch {
  readonly context: SearchContext;
  readonly projectIds: readonly number[];
  readonly period: Period;
  readonly environments: readonly string[];
  readonly tree: SearchNode | undefined;
  readonly sort: IssueSort;
}

export interface IssueStores {
  readonly db: Kysely<Database>;
  readonly events: EventStore;
}

const ORDER = { date: 'last_seen_at', new: 'first_seen_at', freq: 'times_seen' } as const;

export function findIssue(db: Kysely<Database>, id: number): Promise<Issue | undefined> {
  return db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
}

/** By id or short id, also of an issue that was merged into another. */
export async function resolveIssueId(
  db: Kysely<Database>,
  organizationId: number | undefined,
  text: string,
): Promise<number | undefined> {
  if (/^\d{1,15}$/.test(text)) {
    let query = db.selectFrom('issues').select('id').where('id', '=', Number(text));
    if (organizationId !== undefined) query = query.where('organization_id', '=', organizationId);
    const row = await query.executeTakeFirst();
    return row?.id ?? redirected(db, organizationId, sql`issue_redirects.from_id = ${Number(text)}`);
  }
  const shortId = parseShortId(text);
  if (shortId === undefined || organizationId === undefined) return undefined;
  const project = await db
    .selectFrom('projects')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('slug', '=', shortId.projectSlug)
    .executeTakeFirst();
  if (project === undefined) return undefined;
  const row = await db
    .selectFrom('issues')
    .select('id')
    .where('project_id', '=', project.id)
    .where('short_id', '=', shortId.number)
    .executeTakeFirst();
  const merged = sql<boolean>`issue_redirects.project_id = ${project.id} and issue_redirects.short_id = ${shortId.number}`;
  return row?.id ?? redirected(db, organizationId, merged);
}

async function redirected(
  db: Kysely<Database>,
  organizationId: number | undefined,
  which: Condition,
): Promise<number | undefined> {
  let query = db
    .selectFrom('issue_redirects')
    .innerJoin('issues', 'issues.id', 'issue_redirects.to_id')
    .select('issues.id')
    .where(which);
  if (organizationId !== undefined) query = query.where('issues.organization_id', '=', organizationId);
  return (await query.executeTakeFirst())?.id;
}

/** A page of issues and how many there are. The relational store filters and sorts; the event store is asked only for what events know. */
export async function searchIssues(
  stores: IssueStores,
  search: IssueSearch,
  page: Page,
): Promise<{ issues: Issue[]; hits: number; hitsMax: number | undefined }> {
  if (search.projectIds.length === 0) return { issues: [], hits: 0, hitsMax: undefined };
  const { condition, capped } = await conditionOf(stores, search);
  const base = stores.db
    .selectFrom('issues')
    .where('issues.project_id', 'in', search.projectIds)
    .where('issues.last_seen_at', '>=', search.period.start)
    .where('issues.first_seen_at', '<', search.period.end)
    .where(condition);
  const { hits } = await base.select(({ fn }) => fn.countAll<number>().as('hits')).executeTakeFirstOrThrow();
  const hitsMax = capped ? EVENT_MATCHES_MAX : undefined;
  if (search.sort !== 'user') {
    const column = `issues.${ORDER[search.sort]}` as const;
    const issues = await base
      .selectAll('issues')
      .orderBy(column, 'desc')
      .orderBy('issues.id', 'desc')
      .limit(page.limit)
      .offset(page.offset)
      .execute();
    return { issues, hits, hitsMax };
  }
  const ids = (await base.select('issues.id').execute()).map((row) => row.id);
  const ranked = await rankByUsers(stores, search, new Set(ids));
  return { issues: await issuesInOrder(stores.db, ranked.slice(page.offset, page.offset + page.limit)), hits, hitsMax };
}

/** Ids of all that match, for bulk changes. */
export async function searchIssueIds(stores: IssueStores, search: IssueSearch): Promise<number[]> {
  if (search.projectIds.length === 0) return [];
  const { condition } = await conditionOf(stores, search);
  const rows = await stores.db
    .selectFrom('issues')
    .select('issues.id')
    .where('issues.project_id', 'in', search.projectIds)
    .where('issues.last_seen_at', '>=', search.period.start)
    .where('issues.first_seen_at', '<', search.period.end)
    .where(condition)
    .execute();
  return rows.map((row) => row.id);
}

async function issuesInOrder(db: Kysely<Database>, ids: readonly number[]): Promise<Issue[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('issues').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function conditionOf(
  stores: IssueStores,
  search: IssueSearch,
): Promise<{ condition: Condition; capped: boolean }> {
  const whole = await withNewestReleases(stores.db, search, withEnvironments(search));
  if (whole === undefined) return { condition: sql`1 = 1`, capped: false };
  const { tree, parts } = splitEventParts(whole);
  const answers = new Map<SearchNode, Condition>();
  let capped = false;
  for (const part of parts) {
    const matches = await matchingHashes(stores.events, search, part);
    capped ||= matches.length >= EVENT_MATCHES_MAX;
    const byProject = Map.groupBy(matches, (match) => match.project_id);
    const owned = [...byProject].map(([projectId, hashes]) =>
      ownsHash(
        Number(projectId),
        hashes.map((match) => hashPrefix(match.hash_id)),
      ),
    );
    answers.set(part, owned.length === 0 ? sql`1 = 0` : join(owned, 'or'));
  }
  return { condition: issueCondition(tree, search.context, answers), capped };
}

/** `release:latest`, with the versions that it means now. */
export async function withNewestReleases(
  db: Kysely<Database>,
  { projectIds, context }: Pick<IssueSearch, 'projectIds' | 'context'>,
  tree: SearchNode | undefined,
): Promise<SearchNode | undefined> {
  if (tree === undefined || !asksForLatest(tree)) return tree;
  const newest = await latestReleases(db, context.organizationId);
  const versions = projectIds.map((id) => newest.get(id)).filter((version) => version !== undefined);
  return withLatest(tree, versions);
}

/** The page's environment filter is one more condition on events. */
function withEnvironments({ tree, environments }: IssueSearch): SearchNode | undefined {
  if (environments.length === 0) return tree;
  const values = environments.map((text) => ({ text, pattern: null }));
  const filter: SearchNode = { kind: 'filter', key: 'environment', negated: false, operator: '=', values, position: 0 };
  if (tree === undefined) return filter;
  return { kind: 'and', nodes: tree.kind === 'and' ? [...tree.nodes, filter] : [tree, filter] };
}

interface HashMatch {
  readonly project_id: string;
  readonly hash_id: string;
}

function matchingHashes(events: EventStore, search: IssueSearch, part: SearchNode): Promise<HashMatch[]> {
  const { sql: where, params } = eventCondition(part);
  // The hours know environments too, and are a fraction of the events.
  const [table, time] = namesOnlyEnvironment(part)
    ? [
        'hash_hours',
        "hour >= toStartOfHour(toDateTime(intDiv({start:Int64}, 1000), 'UTC')) AND hour < toDateTime(intDiv({end:Int64}, 1000), 'UTC')",
      ]
    : [
        'events',
        'timestamp >= fromUnixTimestamp64Milli({start:Int64}) AND timestamp < fromUnixTimestamp64Milli({end:Int64})',
      ];
  return events.select<HashMatch>(
    `SELECT toString(project_id) AS project_id, toString(hash_id) AS hash_id FROM ${table}
     WHERE organization_id = {organization:UInt64} AND ${table}.project_id IN {projects:Array(UInt64)} AND ${time} AND ${where}
     GROUP BY ${table}.project_id, ${table}.hash_id
     ORDER BY max(${table === 'events' ? 'timestamp' : 'hour'}) DESC LIMIT {matches:UInt32}`,
    { ...params, ...rangeParams(search), matches: EVENT_MATCHES_MAX },
  );
}

function namesOnlyEnvironment(node: SearchNode): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'filter' ? node.key === 'environment' : node.nodes.every(namesOnlyEnvironment);
}

/** Issues by users in the period, most first; those without a known user follow by id. */
async function rankByUsers(
  { db, events }: IssueStores,
  search: IssueSearch,
  matching: ReadonlySet<number>,
): Promise<number[]> {
  const rows = await events.select<HashMatch>(
    `SELECT toString(project_id) AS project_id, toString(hash_id) AS hash_id FROM hash_days
     WHERE organization_id = {organization:UInt64} AND hash_days.project_id IN {projects:Array(UInt64)}
       AND day >= toDate(intDiv({start:Int64}, 1000), 'UTC') AND day <= toDate(intDiv({end:Int64}, 1000), 'UTC')
     GROUP BY hash_days.project_id, hash_days.hash_id
     ORDER BY uniqCombinedIfMerge(12)(users) DESC, sum(events) DESC LIMIT {matches:UInt32}`,
    { ...rangeParams(search), matches: EVENT_MATCHES_MAX },
  );
  const owners = await db
    .selectFrom('issue_hashes')
    .select(['project_id', 'issue_id', sql<string>`substr(hash, 1, 16)`.as('prefix')])
    .where('project_id', 'in', search.projectIds)
    .where('issue_id', 'is not', null)
    .execute();
  const issueOf = new Map(owners.map((row) => [`${row.project_id}:${row.prefix}`, row.issue_id ?? 0]));
  const ranked = new Set<number>();
  for (const row of rows) {
    const id = issueOf.get(`${row.project_id}:${hashPrefix(row.hash_id)}`);
    if (id !== undefined && matching.has(id)) ranked.add(id);
  }
  for (const id of matching) ranked.add(id);
  return [...ranked];
}

function rangeParams(search: IssueSearch): Record<string, unknown> {
  return {
    organization: search.context.organizationId,
    projects: search.projectIds,
    start: Math.floor(search.period.start),
    end: Math.floor(search.period.end),
  };
}
