import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, use, useEffect } from 'react';
import type { PageFilter } from './page.ts';
import { filtersAt } from './pages.ts';
import { carriedFilters, type PageSearch, readSearch } from './search.ts';

export function usePageSearch(): PageSearch {
  return useSearch({ strict: false });
}

/** The organisation whose pages are shown: the one in the address, else the first of the person. */
export const OrgContext = createContext('');

export function useOrg(): string {
  return use(OrgContext);
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

export function lastFilters(org: string): PageSearch {
  try {
    return carriedFilters(readSearch(JSON.parse(localStorage.getItem(store(org)) ?? '{}')));
  } catch {
    return {};
  }
}

/** The filters of the page that is shown. */
export function usePageFilters(): readonly PageFilter[] {
  return filtersAt(useLocation().pathname, useOrg());
}

/** Keeps the filters of a list for the next visit to `/`. A link to a page is never changed by them. */
export function useKeepFilters(org: string): void {
  const text = JSON.stringify(carriedFilters(usePageSearch()));
  const hasFilters = usePageFilters().length > 0;
  useEffect(() => {
    if (org !== '' && hasFilters) localStorage.setItem(store(org), text);
  }, [org, text, hasFilters]);
}
