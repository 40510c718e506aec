import { Button } from '@mantine/core';
import { useSetSearch } from '../../app/filters.ts';
import { ApiError, type SearchRemark } from '../../data/http.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';
import { searchTerm } from '../../parts/search-term.ts';

/** A search that the server does not understand; everything else that fails is not the search's fault. */
export function isSearchError(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 400 && error.position !== undefined;
}

/** How alike two texts are, from 0 to 1: how many pairs of letters they share. */
function alike(one: string, other: string): number {
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (letter, i) => text[i] + letter));
  const [a, b] = [pairs(one.toLowerCase()), pairs(other.toLowerCase())];
  return a.size + b.size === 0 ? 0 : (2 * a.intersection(b).size) / (a.size + b.size);
}

/** The search with the word at `position` corrected: its key or its value, whichever is more like what was perhaps meant. */
export function corrected(query: string, position: number, nearest: string): string {
  const rest = query.slice(position);
  const [word = '', not = '', key = '', value] = /^(!?)([^\s:"]+|"[^"]*")(?::("[^"]*"|[^\s]*))?/.exec(rest) ?? [];
  const isKey = value === undefined || alike(key, nearest) > alike(value, nearest);
  const term = value === undefined ? nearest : isKey ? `${nearest}:${value}` : searchTerm(key, nearest);
  return query.slice(0, position) + not + term + rest.slice(word.length);
}

/** When a search finds nothing: which of its filters finds nothing at all. */
export function SearchRemarks({ remarks }: { remarks: readonly SearchRemark[] }) {
  const { query } = useIssueFilter();
  const setSearch = useSetSearch();
  return remarks.map(({ position, message, nearest }) => (
    <p key={`${position} ${message}`}>
      {message}.{' '}
      {nearest === null ? null : (
        <Button onClick={() => setSearch({ query: corrected(query, position, nearest) })}>Use “{nearest}”</Button>
      )}
    </p>
  ));
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
