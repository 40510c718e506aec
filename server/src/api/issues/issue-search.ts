import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { ISSUE_SORTS, parseSearch, periodOf, type IssueSearch } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import { callerOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import { FilterQuery, environmentsIn, projectsIn } from '../http/filters.ts';
import { PageQuery } from '../http/paging.ts';

type Deps = Pick<ApiDeps, 'db' | 'storedDays' | 'now'>;

/** The query that Sentry uses when none is given. An explicit empty query finds all issues. */
const QUERY_DEFAULT = 'is:unresolved';
const DEFAULT_DAYS = 14;

export const IssueListQuery = Type.Object({
  ...PageQuery,
  ...FilterQuery,
  query: Type.Optional(Type.String()),
  sort: Type.Optional(Type.String()),
  groupStatsPeriod: Type.Optional(Type.String()),
  shortIdLookup: Type.Optional(Type.String()),
  collapse: Type.Optional(Type.Array(Type.String())),
  expand: Type.Optional(Type.Array(Type.String())),
});
export type IssueListQueryValues = Static<typeof IssueListQuery>;

type SearchQuery = IssueListQueryValues & { readonly period?: IssueSearch['period'] };

/** Whose search it is: what `me` means. */
export function contextOf(deps: Pick<ApiDeps, 'now'>, request: FastifyRequest): IssueSearch['context'] {
  return {
    now: deps.now(),
    organizationId: organizationOf(request).id,
    userId: callerOf(request).user?.id ?? null,
  };
}

export async function issueSearchOf(deps: Deps, request: FastifyRequest, query: SearchQuery): Promise<IssueSearch> {
  return searchAmong(deps, request, { query, projects: await projectsIn(deps, request, query.project) });
}

/** The same among projects that were looked up already. */
export function searchAmong(
  deps: Pick<Deps, 'storedDays' | 'now'>,
  request: FastifyRequest,
  { query, projects }: { query: SearchQuery; projects: readonly Project[] },
): IssueSearch {
  const { period } = query;
  return {
    context: contextOf(deps, request),
    projectIds: projects.map(({ id }) => id),
    period: period ?? periodOf(query, deps.now(), { defaultDays: DEFAULT_DAYS, storedDays: deps.storedDays }),
    environments: environmentsIn(query.environment),
    tree: parseSearch(query.query ?? QUERY_DEFAULT),
    sort: sortOf(query.sort),
  };
}

/** A list that cannot be sorted as requested is refused; it is not sent in another order. */
function sortOf(text = ''): IssueSearch['sort'] {
  const sort = ISSUE_SORTS.find((name) => name === text);
  if (sort !== undefined || text === '') return sort ?? 'date';
  throw new FieldError({ sort: [`Issues are sorted by ${ISSUE_SORTS.join(', ')}.`] });
}
