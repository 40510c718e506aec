import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { eventCountsQuery } from '../../data/issues.ts';
import { formatExact } from '../../parts/format.ts';
import { eventQueryText, issueFilter } from '../../parts/issue-actions/list-params.ts';

const Chart = lazy(() => import('../../parts/chart/chart.tsx').then(({ Chart: part }) => ({ default: part })));

/** Events of the chosen projects over time, by what of the search speaks of events; drag to zoom. */
export function EventStrip() {
  const org = useOrg();
  const setSearch = useSetSearch();
  const filter = issueFilter(usePageSearch());
  const { data, isError } = useQuery(eventCountsQuery(org, { ...filter, query: eventQueryText(filter.query) }));
  const chart = useMemo(
    () => ({
      times: (data ?? []).map(([time]) => time),
      series: [{ name: 'events', colour: '--g-series-0', values: (data ?? []).map(([, n]) => n) }],
    }),
    [data],
  );
  // The list says what is wrong when the API is; a strip without data needs no second alarm.
  if (isError) return null;
  const total = (data ?? []).reduce((sum, [, count]) => sum + (count ?? 0), 0);
  return (
    <div className="strip">
      <div className="strip-text muted">
        {data === undefined ? ' ' : `${formatExact(total)} ${total === 1 ? 'event' : 'events'} received · drag to zoom`}
      </div>
      <div className="strip-chart">
        {chart.times.length < 2 ? null : (
          <Suspense fallback={null}>
            <Chart
              {...chart}
              bare
              height={48}
              label="Events of these issues over time"
              onBrush={(start, end) =>
                setSearch({
                  start: new Date(start * 1000).toISOString(),
                  end: new Date(end * 1000).toISOString(),
                  statsPeriod: undefined,
                })
              }
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
