import { Button } from '@mantine/core';
import { usePageSearch, useSetSearch } from './filters.ts';

interface PageButtonsProps {
  /** Cursors of the pages before and after the one that is shown. */
  readonly page: { readonly previous?: string | undefined; readonly next?: string | undefined };
}

/** Leads to the previous and the next page of a list whose cursor is in the address. */
export function PageButtons({ page: { previous, next } }: PageButtonsProps) {
  const onFirst = usePageSearch().cursor === undefined;
  const setSearch = useSetSearch();
  return (
    <Button.Group>
      <Button disabled={onFirst || previous === undefined} onClick={() => setSearch({ cursor: previous })}>
        Previous
      </Button>
      <Button disabled={next === undefined} onClick={() => setSearch({ cursor: next })}>
        Next
      </Button>
    </Button.Group>
  );
}
