import { usePageSearch } from '../../app/filters.ts';
import { usePeriod } from '../../app/use-period.ts';
import type { IssueFilter, IssueListParams } from '../../data/issues.ts';

export const DEFAULT_QUERY = 'is:unresolved';
export const DEFAULT_SORT = 'date';

/** The filter that the URL means. */
export function useIssueFilter(): IssueFilter {
  const search = usePageSearch();
  const { usual: _usual, ...period } = usePeriod();
  return {
    project: search.project ?? [],
    environment: search.environment ?? [],
    query: search.query ?? DEFAULT_QUERY,
    period,
  };
}

/** The list that the URL means; the issue page reads the same list to know its neighbours. */
export function useIssueListParams(): IssueListParams {
  const search = usePageSearch();
  return { filter: useIssueFilter(), sort: search.sort ?? DEFAULT_SORT, cursor: search.cursor };
}
