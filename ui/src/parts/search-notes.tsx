import { Button } from '@mantine/core';
import { ApiError, type SearchRemark } from '../data/http.ts';
import { searchTerm } from './search-term.ts';

interface SearchNotes {
  readonly query: string;
  /** Searches for another text. */
  readonly apply: (query: string) => void;
}

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

/** Which filters of a search find nothing by themselves: an unknown key, an unknown value. Below the search box. */
export function SearchRemarks({ query, apply, remarks }: SearchNotes & { remarks: readonly SearchRemark[] }) {
  if (remarks.length === 0) return null;
  return (
    <div className="search-notes" role="status">
      {remarks.map(({ position, message, nearest }) => (
        <p key={`${position} ${message}`}>
          {message}.{' '}
          {nearest === null ? null : (
            <Button onClick={() => apply(corrected(query, position, nearest))}>Use “{nearest}”</Button>
          )}
        </p>
      ))}
    </div>
  );
}

/** What is wrong with the search, with a caret below the place. */
export function SearchMistake({ query, apply, error }: SearchNotes & { error: ApiError }) {
  const position = Math.min(error.position ?? 0, query.length);
  const { nearest } = error;
  return (
    <div className="search-notes search-mistake" role="alert">
      <p>{error.message}</p>
      <pre aria-hidden>
        {query}
        {'\n'}
        {' '.repeat(position)}^
      </pre>
      <p className="hidden-text">At character {position + 1}.</p>
      {nearest === undefined ? null : (
        <Button onClick={() => apply(corrected(query, position, nearest))}>Use “{nearest}”</Button>
      )}
    </div>
  );
}
