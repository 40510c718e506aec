import { periodQuery, type PageSearch } from '../../app/search.ts';
import type { IssueFilter, IssueListParams } from '../../data/issues.ts';

export const DEFAULT_QUERY = 'is:unresolved';
export const DEFAULT_SORT = 'date';

/** Terms that speak of an issue and not of an event: its status, owner, age and totals. */
const ISSUE_TERM =
  /(?:^|\s)!?(?:is|status|substatus|age|priority|assigned|assigned_or_suggested|bookmarks|firstSeen|lastSeen|timesSeen|first_seen|last_seen|firstRelease|first_release|issue(?:\.\w+)?):(?:"[^"]*"|\[[^\]]*\]|\S+)/gi;

/** What of a search can be asked of events; the chart counts them whatever has become of their issues. */
export function eventQueryText(query: string): string {
  return query.replaceAll(ISSUE_TERM, ' ').trim().replaceAll(/\s+/g, ' ');
}

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
