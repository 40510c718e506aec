import './stream.css';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useOrg, useSetSearch } from '../../app/filters.ts';
import type { Page } from '../../data/http.ts';
import { forgetArrival, issueCountQuery, type IssueFilter, issueListQuery } from '../../data/issues.ts';
import type { Issue } from '../../data/shapes.ts';
import { formatCount } from '../../parts/format.ts';
import { useIssueFilter, useIssueListParams } from '../../parts/issue-actions/list-params.ts';
import { Boundary, Problem } from '../../parts/problem.tsx';
import { isSearchError, SearchMistake, SearchRemarks } from '../../parts/search-notes.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { EventStrip } from './event-strip.tsx';
import { IssueRow, RowHead } from './issue-row.tsx';
import { NoIssues } from './no-issues.tsx';
import { Pager } from './pager.tsx';
import { SearchBox } from './search-box.tsx';
import { SortMenu } from './sort-menu.tsx';
import { useNewer } from './newer.ts';
import { useRowKeys } from './row-keys.ts';
import { useSelection } from './selection.ts';
import { VIEWS } from './views.ts';

function ViewCount({ count }: { count: number | null | undefined }) {
  // The place is kept while the count is loaded, so that nothing moves.
  return <span className="view-count">{count === null || count === undefined ? '' : formatCount(count)}</span>;
}

function Views() {
  const org = useOrg();
  const setSearch = useSetSearch();
  const filter = useIssueFilter();
  const counts = useQueries({
    queries: VIEWS.map(({ query }) => issueCountQuery(org, { ...filter, query })),
  });
  return (
    <nav className="views" aria-label="Saved views">
      {VIEWS.map(({ name, query }, i) => (
        <button
          key={query}
          type="button"
          className="view"
          aria-current={filter.query === query ? 'page' : undefined}
          onClick={() => setSearch({ query: query === VIEWS[0].query ? undefined : query })}
        >
          {name}
          <ViewCount count={counts[i]?.data} />
        </button>
      ))}
    </nav>
  );
}

function Rows({ page, filter, dimmed }: { page: Page<Issue>; filter: IssueFilter; dimmed: boolean }) {
  const issues = page.items;
  const selection = useSelection({ issues, filter, hits: page.hits });
  const keys = useRowKeys(issues, selection);
  return (
    <>
      <div className="list-head">
        <RowHead />
        <BulkBar issues={issues} selection={selection} keys={keys} />
      </div>
      <div className={dimmed ? 'issues issues-dimmed' : 'issues'} role="list" aria-label="Issues">
        {issues.map((issue) => (
          <IssueRow key={issue.id} issue={issue} selected={selection.has(issue.id)} toggle={selection.toggle} />
        ))}
      </div>
    </>
  );
}

function List() {
  const org = useOrg();
  const params = useIssueListParams();
  const list = useQuery(issueListQuery(org, params));
  const newer = useNewer(org, params, list.data);
  if (isSearchError(list.error)) return <p className="empty muted">Correct the search to see its issues.</p>;
  if (list.isError && list.data === undefined) {
    return <Problem what="The issues could not be loaded" error={list.error} retry={() => void list.refetch()} />;
  }
  if (list.data === undefined) return <Waiting rows={10} height={56} what="issues" />;
  if (list.data.items.length === 0 && newer.count === 0) return <NoIssues />;
  return (
    <>
      {newer.count === 0 ? null : (
        <button type="button" className="newer" onClick={newer.show}>
          {newer.count} newer {newer.count === 1 ? 'issue' : 'issues'} · press <kbd>.</kbd>
        </button>
      )}
      <div aria-live="polite" className="hidden-text">
        {newer.count === 0 ? '' : `${newer.count} newer issues`}
      </div>
      <Rows page={list.data} filter={params.filter} dimmed={list.isPlaceholderData} />
      <Pager page={list.data} />
    </>
  );
}

/** Under the search box: where its mistake is, or what in it nothing has. */
function AboutSearch() {
  const params = useIssueListParams();
  const { query } = params.filter;
  const { data, error, isPlaceholderData } = useQuery(issueListQuery(useOrg(), params));
  const setSearch = useSetSearch();
  const apply = (text: string) => setSearch({ query: text });
  if (isSearchError(error)) return <SearchMistake query={query} apply={apply} error={error} />;
  if (data === undefined || isPlaceholderData) return null;
  return <SearchRemarks query={query} apply={apply} remarks={data.remarks} />;
}

/** The list of issues: what is new or worse, how bad it is, and whose it is. */
export function StreamPage() {
  const [strip, setStrip] = useState(() => localStorage.getItem('garrison.strip') !== 'off');
  const client = useQueryClient();
  const org = useOrg();
  useTitle('Issues');
  useEffect(() => forgetArrival(org, client), [org, client]);
  const toggleStrip = () => {
    localStorage.setItem('garrison.strip', strip ? 'off' : 'on');
    setStrip(!strip);
  };
  return (
    <div className="stream">
      <h1 className="hidden-text">Issues</h1>
      <Views />
      <div className="stream-tools">
        <div className="search-place">
          <SearchBox />
          <AboutSearch />
        </div>
        <SortMenu strip={strip} toggleStrip={toggleStrip} />
      </div>
      {strip ? (
        <Boundary what="The chart">
          <EventStrip />
        </Boundary>
      ) : null}
      <List />
    </div>
  );
}
