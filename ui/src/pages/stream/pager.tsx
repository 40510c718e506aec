import { Button } from '@mantine/core';
import { usePageSearch, useSetSearch } from '../../app/filters.ts';
import type { Page } from '../../data/http.ts';
import type { Issue } from '../../data/shapes.ts';
import { formatExact } from '../../parts/format.ts';

export function Pager({ page }: { page: Page<Issue> }) {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const onFirst = search.cursor === undefined;
  return (
    <div className="pager">
      <span className="muted">
        {page.items.length}
        {page.hits === undefined ? '' : ` of ${formatExact(page.hits)}`} issues
      </span>
      <Button.Group>
        <Button disabled={onFirst || page.previous === undefined} onClick={() => setSearch({ cursor: page.previous })}>
          Previous
        </Button>
        <Button disabled={page.next === undefined} onClick={() => setSearch({ cursor: page.next })}>
          Next
        </Button>
      </Button.Group>
    </div>
  );
}
