import { useNow } from '../parts/clock.tsx';
import { useFirstEvent } from '../parts/first-event.ts';
import { useOrg, usePageSearch } from './filters.ts';
import { defaultPeriod, type Period } from './period.ts';
import { periodQuery } from './search.ts';

/** The period of the page: the chosen one, else one that fits how long events have been coming. */
export function usePeriod(): Period & { readonly usual: string } {
  const search = usePageSearch();
  const first = useFirstEvent(useOrg(), search.project ?? []);
  const usual = defaultPeriod(first, useNow().getTime() / 1000);
  return { ...periodQuery(search, usual), usual };
}
