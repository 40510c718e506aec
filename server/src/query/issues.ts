import type { IssueId } from '@garrison/protocol';
import { sql, type SqlBool } from 'kysely';
import type { Issue, Selects } from '../store/index.ts';
import { isIssueFilter, join, type Condition } from './datasets/issues.ts';
import { hashPrefix } from './issue-hashes.ts';
import { matchingHashes, MATCHES_MAX, rankByUsers } from './issue-matches.ts';
import type { IssueSearch, IssueStores } from './issue-search.ts';
import { latestReleases } from './organizations.ts';
import { toPositionPage, type PositionPage, type PositionResult } from './page.ts';
import { issueCondition, ownsHash } from './search/issue-condition.ts';
import { asksForLatest, withLatest } from './search/latest-release.ts';
import { SearchError } from './search/search-error.ts';
import { filterOf, type SearchNode } from './search/search-tree.ts';
import { splitParts } from './search/split-parts.ts';

export interface FoundIssues extends PositionResult<Issue> {
  readonly hits: number;
  /** Set when events matched in more groups than are looked at: then `hits` is at least so many. */
  readonly hitsMax: number | undefined;
  /** What the list is ordered by, for the position of a row. */
  valueOf(issue: Issue): number;
}

const ORDER = { date: 'last_seen_at', new: 'first_seen_at', freq: 'times_seen' } as const;

/** A page of issues and how many there are. The relational store filters and sorts; the event store is read only for filters on events. */
export async function searchIssues(stores: IssueStores, search: IssueSearch, page: PositionPage): Promise<FoundIssues> {
  if (search.projectIds.length === 0) {
    return { rows: [], hasNext: false, hasPrevious: false, hits: 0, hitsMax: undefined, valueOf: () => 0 };
  }
  const { condition, isCut } = await conditionOf(stores, search);
  const hitsMax = isCut ? MATCHES_MAX : undefined;
  const base = selection(stores.db, search, condition);
  if (search.sort === 'user') return { ...(await pageByUsers(stores, { search, condition }, page)), hitsMax };
  const column = ORDER[search.sort];
  const isBack = page.position?.side === 'before';
  const rows = await base
    .selectAll('issues')
    .where(past(column, page))
    .orderBy(`issues.${column}`, isBack ? 'asc' : 'desc')
    .orderBy('issues.id', isBack ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute();
  const result = toPositionPage(rows, page);
  const isWhole = !result.hasNext && !result.hasPrevious;
  const hits = isWhole ? result.rows.length : await countOf(base);
  return { ...result, hits, hitsMax, valueOf: (issue) => issue[column] };
}

/** Ids of all that match, for bulk changes. Throws `SearchError` when not all can be found. */
export async function searchIssueIds(stores: IssueStores, search: IssueSearch): Promise<number[]> {
  if (search.projectIds.length === 0) return [];
  const { condition, isCut } = await conditionOf(stores, search);
  if (isCut) {
    throw new SearchError(
      `This search matches events in more than ${MATCHES_MAX} groups, which is more than can be changed at once: narrow it`,
      0,
    );
  }
  const rows = await selection(stores.db, search, condition).select('issues.id').execute();
  return rows.map((row) => row.id);
}

function selection(db: Selects, { projectIds, period }: IssueSearch, condition: Condition) {
  return db
    .selectFrom('issues')
    .where('issues.project_id', 'in', projectIds)
    .where('issues.last_seen_at', '>=', period.start)
    .where('issues.first_seen_at', '<', period.end)
    .where(condition);
}

async function countOf(base: ReturnType<typeof selection>): Promise<number> {
  const { hits } = await base.select(({ fn }) => fn.countAll<number>().as('hits')).executeTakeFirstOrThrow();
  return hits;
}

function past(column: (typeof ORDER)[keyof typeof ORDER], { position }: PositionPage) {
  if (position === undefined) return sql<SqlBool>`1 = 1`;
  const reference = sql.ref(`issues.${column}`);
  const row = sql`(${position.value}, ${Number(position.id)})`;
  return position.side === 'after'
    ? sql<SqlBool>`(${reference}, issues.id) < ${row}`
    : sql<SqlBool>`(${reference}, issues.id) > ${row}`;
}

/** By users in the period, most first; equal ones by id, newest first. */
async function pageByUsers(
  stores: IssueStores,
  { search, condition }: { search: IssueSearch; condition: Condition },
  page: PositionPage,
): Promise<Omit<FoundIssues, 'hitsMax'>> {
  const matching = await selection(stores.db, search, condition).select('issues.id').execute();
  const users = await rankByUsers(stores, search);
  const usersOf = (id: IssueId): number => users.get(id) ?? 0;
  const order = (a: number, b: number): number => usersOf(b) - usersOf(a) || b - a;
  const ranked = matching.map(({ id }) => id).toSorted(order);
  const { position } = page;
  const isPast = (id: IssueId): boolean => {
    if (position === undefined) return true;
    const difference = position.value - usersOf(id) || Number(position.id) - id;
    return position.side === 'after' ? difference > 0 : difference < 0;
  };
  const ids = ranked.filter(isPast);
  const read = position?.side === 'before' ? ids.toReversed() : ids;
  const { rows, ...ends } = toPositionPage(read.slice(0, page.limit + 1), page);
  const issues = await issuesInOrder(stores.db, rows);
  return { ...ends, rows: issues, hits: matching.length, valueOf: ({ id }) => usersOf(id) };
}

async function issuesInOrder(db: Selects, ids: readonly IssueId[]): Promise<Issue[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('issues').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function conditionOf(
  stores: IssueStores,
  search: IssueSearch,
): Promise<{ condition: Condition; isCut: boolean }> {
  const whole = await withNewestReleases(stores.db, search, withEnvironments(search));
  if (whole === undefined) return { condition: sql`1 = 1`, isCut: false };
  const { tree, parts } = splitParts(whole, (filter) => !isIssueFilter(filter));
  const answers = new Map<SearchNode, Condition>();
  let isCut = false;
  // Filters on issues are checked before the event store is read.
  issueCondition(tree, search.context, new Map([...parts].map((part) => [part, sql<boolean>`1 = 1`])));
  for (const part of parts) {
    const matches = await matchingHashes(stores.events, search, part);
    isCut ||= matches.length >= MATCHES_MAX;
    const byProject = Map.groupBy(matches, (match) => match.project_id);
    const owned = [...byProject].map(([projectId, hashes]) =>
      ownsHash(
        Number(projectId),
        hashes.map((match) => hashPrefix(match.hash_id)),
      ),
    );
    answers.set(part, owned.length === 0 ? sql`1 = 0` : join(owned, 'or'));
  }
  return { condition: issueCondition(tree, search.context, answers), isCut };
}

/** `release:latest`, with the versions that it means now. */
export async function withNewestReleases(
  db: Selects,
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
  const filter = filterOf('environment', environments);
  if (tree === undefined) return filter;
  return { kind: 'and', nodes: tree.kind === 'and' ? [...tree.nodes, filter] : [tree, filter] };
}
