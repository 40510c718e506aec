import { Link } from '@tanstack/react-router';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { SafeText } from '../../parts/safe-text.tsx';
import { tagTerm } from '../../parts/search-term.ts';
import { shownValue } from './tags.ts';

/** How long events are stored, which is what the counts beside the link are of. */
const STORED = '90d';

interface ValueLinkProps {
  readonly project: string;
  readonly tag: string;
  readonly value: string;
}

/** A tag's value, with a link to the issues of the project that have it, under no other filter. */
export function ValueLink({ project, tag, value }: ValueLinkProps) {
  const org = useOrg();
  const { utc } = usePageSearch();
  return (
    <Link
      to="/organizations/$org/issues/"
      params={{ org }}
      search={{ project: [project], statsPeriod: STORED, utc, query: tagTerm(tag, value) }}
      className="cut tag-value"
      title={`Issues with ${tag}: ${value}`}
    >
      <SafeText text={shownValue(tag, value)} />
    </Link>
  );
}
