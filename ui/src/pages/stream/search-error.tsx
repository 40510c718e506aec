import { Button } from '@mantine/core';
import { useSetSearch } from '../../app/filters.ts';
import { ApiError } from '../../data/http.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';

/** A search that the server does not understand; everything else that fails is not the search's fault. */
export function isSearchError(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 400 && error.position !== undefined;
}

/** The search with the word at `position` replaced: by the key that was perhaps meant, or by its value. */
export function corrected(query: string, position: number, nearest: string): string {
  const rest = query.slice(position);
  const wrong = /^!?(?:"[^"]*"|[^\s:()"]+)/.exec(rest)?.[0] ?? '';
  const negated = wrong.startsWith('!') ? '!' : '';
  return query.slice(0, position) + negated + nearest + rest.slice(wrong.length);
}

/** What is wrong with the search, with a caret below the place. */
export function SearchMistake({ error }: { error: ApiError }) {
  const { query } = useIssueFilter();
  const setSearch = useSetSearch();
  const position = Math.min(error.position ?? 0, query.length);
  const { nearest } = error;
  return (
    <div className="search-mistake" role="alert">
      <p>{error.message}</p>
      <pre aria-hidden>
        {query}
        {'\n'}
        {' '.repeat(position)}^
      </pre>
      <p className="hidden-text">At character {position + 1}.</p>
      {nearest === undefined ? null : (
        <Button onClick={() => setSearch({ query: corrected(query, position, nearest) })}>Use “{nearest}”</Button>
      )}
    </div>
  );
}
