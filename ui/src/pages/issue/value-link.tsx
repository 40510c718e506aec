import { Link } from '@tanstack/react-router';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { carriedFilters } from '../../app/search.ts';
import { searchTerm, shownValue } from './tags.ts';

/** A tag's value, leading to the issues that have it. */
export function ValueLink({ tag, value }: { tag: string; value: string }) {
  const org = useOrg();
  const search = usePageSearch();
  return (
    <Link
      to="/organizations/$org/issues/"
      params={{ org }}
      search={{ ...carriedFilters(search), query: searchTerm(tag, value) }}
      className="cut tag-value"
      title={`Issues with ${tag}: ${value}`}
    >
      {shownValue(tag, value)}
    </Link>
  );
}
