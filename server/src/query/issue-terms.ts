import type { Selects } from '../store/index.ts';
import { errors } from './datasets/errors.ts';
import { isIssueFilter } from './datasets/issues.ts';
import { hashId } from './issue-hashes.ts';
import type { IssueSearch } from './issue-search.ts';
import { withNewestReleases } from './issues.ts';
import { issueCondition } from './search/issue-condition.ts';
import { SearchError } from './search/search-error.ts';
import { splitParts } from './search/split-parts.ts';
import type { SearchFilter, SearchNode } from './search/search-tree.ts';

/** They are sent as URL parameters of one statement, which can hold twice as many. */
const HASHES_MAX = 20_000;
const PROJECT_KEYS: ReadonlySet<string> = new Set(['project', 'project.name']);

type TermsSearch = Pick<IssueSearch, 'context' | 'projectIds' | 'period' | 'tree'>;

/** A search for events, and for each part of it that is about issues the hashes that answer it: `hash id + project id`. */
export interface AnsweredTerms {
  readonly tree: SearchNode | undefined;
  readonly ofIssues: ReadonlyMap<SearchNode, readonly bigint[]>;
}

/** `is:`, `assigned:` and their like mean the issue that the event is in. Throws `SearchError` when they leave too many issues. */
export async function answerIssueTerms(db: Selects, search: TermsSearch): Promise<AnsweredTerms> {
  const newest = await withNewestReleases(db, search, search.tree);
  const whole = newest === undefined ? undefined : await withProjectIds(db, search, newest);
  if (whole === undefined) return { tree: undefined, ofIssues: new Map() };
  const { tree, parts } = splitParts(whole, isIssueTerm);
  const ofIssues = new Map<SearchNode, readonly bigint[]>();
  for (const part of parts) ofIssues.set(part, await hashesFor(db, search, part));
  return { tree, ofIssues };
}

/** A filter on the issue of an event, which the event table does not hold. */
function isIssueTerm(filter: SearchFilter): boolean {
  return isIssueFilter(filter) && !errors.fields.has(filter.key) && filter.key !== 'logger';
}

/** Events know their project by its id. */
async function withProjectIds(db: Selects, { context }: TermsSearch, tree: SearchNode): Promise<SearchNode> {
  if (!asksForProjects(tree)) return tree;
  const rows = await db
    .selectFrom('projects')
    .select(['id', 'slug'])
    .where('organization_id', '=', context.organizationId)
    .execute();
  const ids = new Map(rows.map(({ id, slug }) => [slug, String(id)]));
  const visit = (node: SearchNode): SearchNode => {
    if (node.kind === 'text') return node;
    if (node.kind !== 'filter') return { ...node, nodes: node.nodes.map(visit) };
    if (!isProjectFilter(node)) return node;
    const values = node.values.map(({ text }) => ({ text: numberOf(text, ids), parts: null }));
    return { ...node, key: 'project.id', values };
  };
  return visit(tree);
}

/** No project has the id 0. */
function numberOf(text: string, ids: ReadonlyMap<string, string>): string {
  return ids.get(text) ?? (/^\d{1,15}$/.test(text) ? text : '0');
}

function isProjectFilter(filter: SearchFilter): boolean {
  return filter.keyKind === 'name' && PROJECT_KEYS.has(filter.key.toLowerCase());
}

function asksForProjects(node: SearchNode): boolean {
  if (node.kind === 'text') return false;
  return node.kind === 'filter' ? isProjectFilter(node) : node.nodes.some(asksForProjects);
}

async function hashesFor(
  db: Selects,
  { context, projectIds, period }: TermsSearch,
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
    throw new SearchError(`This leaves more than ${HASHES_MAX} issues to look for the events of; narrow the search`, 0);
  }
  return rows.map(({ project_id: projectId, hash }) => BigInt.asUintN(64, hashId(hash) + BigInt(projectId)));
}
