import { periodQuery, type PageSearch } from '../../app/search.ts';
import type { IssueFilter, IssueListParams } from '../../data/issues.ts';

export const DEFAULT_QUERY = 'is:unresolved';
export const DEFAULT_SORT = 'date';

/** The list that a URL means; the issue page reads the same list to know its neighbours. */
export function issueFilter(search: PageSearch): IssueFilter {
  return {
    project: search.project ?? [],
    environment: search.environment ?? [],
    query: search.query ?? DEFAULT_QUERY,
    period: periodQuery(search),
  };
}

export function issueListParams(search: PageSearch): IssueListParams {
  return {
    filter: issueFilter(search),
    sort: search.sort ?? DEFAULT_SORT,
    cursor: search.cursor,
  };
}
