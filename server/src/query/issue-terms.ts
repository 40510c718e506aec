import type { Kysely } from 'kysely';
import type { Database } from '../store/index.ts';
import { withNewestReleases, type IssueSearch } from './issues.ts';
import { hashId } from './issue-hashes.ts';
import { issueCondition } from './search/issue-condition.ts';
import { splitIssueTerms } from './search/issue-terms.ts';
import { SearchError } from './search/search-error.ts';
import type { SearchNode } from './search/search-tree.ts';

/** They travel in the address of the question to the event store, which has room for twice as many. */
const HASHES_MAX = 20_000;

/** A search for events, and for each part of it that is about issues the hashes that answer it: `hash id + project id`. */
export interface AnsweredTerms {
  readonly tree: SearchNode | undefined;
  readonly ofIssues: ReadonlyMap<SearchNode, readonly bigint[]>;
}

/** `is:`, `assigned:` and their like mean the issue that the event is in. Throws `SearchError` when they leave too many issues. */
export async function answerIssueTerms(
  db: Kysely<Database>,
  search: Pick<IssueSearch, 'context' | 'projectIds' | 'period' | 'tree'>,
): Promise<AnsweredTerms> {
  const whole = await withNewestReleases(db, search, search.tree);
  if (whole === undefined) return { tree: undefined, ofIssues: new Map() };
  const { tree, parts } = splitIssueTerms(whole);
  const ofIssues = new Map<SearchNode, readonly bigint[]>();
  for (const part of parts) ofIssues.set(part, await hashesFor(db, search, part));
  return { tree, ofIssues };
}

async function hashesFor(
  db: Kysely<Database>,
  { context, projectIds, period }: Pick<IssueSearch, 'context' | 'projectIds' | 'period'>,
  part: SearchNode,
): Promise<bigint[]> {
  if (projectIds.length === 0) return [];
  const rows = await db
    .selectFrom('issues')
    .innerJoin('issue_hashes', 'issue_hashes.issue_id', 'issues.id')
    .select(['issue_hashes.project_id', 'issue_hashes.hash'])
    .where('issues.project_id', 'in', projectIds)
    .where('issues.last_seen_at', '>=', period.start)
    .where('issues.first_seen_at', '<', period.end)
    .where(issueCondition(part, context, new Map()))
    .limit(HASHES_MAX + 1)
    .execute();
  if (rows.length > HASHES_MAX) {
    throw new SearchError(`This leaves more than ${HASHES_MAX} issues to count the events of; narrow the search`, 0);
  }
  return rows.map(({ project_id: projectId, hash }) => BigInt.asUintN(64, hashId(hash) + BigInt(projectId)));
}
