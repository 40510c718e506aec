import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo } from 'react';
import { useOrg, useSetSearch } from '../../app/filters.ts';
import { eventCountsQuery } from '../../data/issues.ts';
import { knownSince } from '../../parts/chart/no-data.ts';
import { useFirstEvent } from '../../parts/first-event.ts';
import { formatExact, plural } from '../../parts/format.ts';
import { part } from '../../parts/part.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';

const Chart = part(() => import('../../parts/chart/chart.tsx').then((file) => file.Chart));

/** Events of the issues below over time, under the same search; drag to zoom. */
export function EventStrip() {
  const org = useOrg();
  const setSearch = useSetSearch();
  const filter = useIssueFilter();
  const since = useFirstEvent(org, filter.project);
  const { data, isError } = useQuery(eventCountsQuery(org, filter));
  const chart = useMemo(() => {
    const times = (data ?? []).map(([time]) => time);
    const series = [{ name: 'events', colour: '--g-series-0', values: (data ?? []).map(([, n]) => n) }];
    return { times, series: since === undefined ? series : knownSince(times, series, since) };
  }, [data, since]);
  // The list below says what is wrong; the chart does not repeat it.
  if (isError) return null;
  const total = (data ?? []).reduce((sum, [, count]) => sum + (count ?? 0), 0);
  return (
    <div className="strip">
      <div className="strip-text muted">
        {data === undefined
          ? ' '
          : since === null && total === 0
            ? 'No event yet'
            : `${formatExact(total)} ${plural(total, 'event')}`}
        {total > 0 ? <span className="strip-hint"> · drag to zoom</span> : null}
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
