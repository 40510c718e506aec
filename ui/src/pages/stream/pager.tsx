import { PageButtons } from '../../app/page-buttons.tsx';
import type { Page } from '../../data/http.ts';
import type { Issue } from '../../data/shapes.ts';
import { formatExact } from '../../parts/format.ts';

export function Pager({ page }: { page: Page<Issue> }) {
  return (
    <div className="pager">
      <span className="muted">
        {page.items.length}
        {page.hits === undefined ? '' : ` of ${formatExact(page.hits)}`} issues
      </span>
      <PageButtons page={page} />
    </div>
  );
}
