import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { carriedFilters, FILTER_KEYS, type PageSearch } from './search.ts';

export function usePageSearch(): PageSearch {
  return useSearch({ strict: false });
}

export function useOrg(): string {
  return useParams({ strict: false }).org ?? '';
}

export interface SetSearch {
  /** Undefined values leave the URL. A new filter starts at the first page of its list. */
  (change: PageSearch, options?: { replace?: boolean }): void;
}

export function useSetSearch(): SetSearch {
  const navigate = useNavigate();
  return (change, options = {}) => {
    void navigate({
      to: './',
      search: (before: PageSearch) => ({
        ...before,
        ...('cursor' in change ? {} : { cursor: undefined }),
        ...change,
      }),
      replace: options.replace ?? false,
      resetScroll: !options.replace,
    });
  };
}

const store = (org: string) => `garrison.filters.${org}`;

function lastUsed(org: string): PageSearch {
  try {
    return JSON.parse(localStorage.getItem(store(org)) ?? '{}') as PageSearch;
  } catch {
    return {};
  }
}

/** A first visit takes the filters last used, written into the URL so that a copied link means what is on screen. */
export function useLastFilters(org: string): void {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const text = JSON.stringify(carriedFilters(search));
  const restore = useEffectEvent(() => {
    const unset = FILTER_KEYS.every((key) => search[key] === undefined);
    const last = lastUsed(org);
    if (unset && Object.keys(last).length > 0 && search.query === undefined) setSearch(last, { replace: true });
  });
  // Only on arrival: filters emptied later are a choice.
  useEffect(() => restore(), [org]);
  useEffect(() => {
    if (org !== '') localStorage.setItem(store(org), text);
  }, [org, text]);
}
