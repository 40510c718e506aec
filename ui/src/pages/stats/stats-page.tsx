import './stats.css';
import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { usePeriod } from '../../app/use-period.ts';
import { outcomesQuery } from '../../data/outcomes.ts';
import type { OutcomeStats } from '../../data/shapes.ts';
import { knownSince } from '../../parts/chart/no-data.ts';
import { bucketSeconds, toCsv } from '../../parts/chart/series.ts';
import { useClock, useNow } from '../../parts/clock.tsx';
import { copyText } from '../../parts/copy.ts';
import { useFirstEvent } from '../../parts/first-event.ts';
import { formatDuration, zoneName } from '../../parts/format.ts';
import { useToasts } from '../../app/toasts.tsx';
import { MenuButton } from '../../parts/menu/menu-button.tsx';
import { Legend } from '../../parts/chart/legend.tsx';
import { Panel } from '../../parts/panel.tsx';
import { part } from '../../parts/part.ts';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ChartTable } from './chart-table.tsx';
import { DeadLettersPanel } from './dead-letters-panel.tsx';
import { CATEGORIES, GROUPINGS, outcomeChart } from './outcomes.ts';
import { OutcomeTable } from './outcome-table.tsx';
import { intervalFor } from './interval.ts';
import { SumLine } from './sum-line.tsx';

const Chart = part(() => import('../../parts/chart/chart.tsx').then((file) => file.Chart));

/** With the key, its project: two projects may have keys of the same name. */
const GROUP_PARTS: Readonly<Record<string, readonly string[]>> = { project: ['project'], key: ['project', 'key'] };

function useStatsFilter() {
  const search = usePageSearch();
  const category = search.category ?? 'error';
  const groupBy = search.groupBy ?? 'reason';
  const { usual: _usual, ...period } = usePeriod();
  return { category, groupBy, project: search.project ?? [], period };
}

function CategoryMenu() {
  const { category } = useStatsFilter();
  const setSearch = useSetSearch();
  const choose = (value: string) => setSearch({ category: value === 'error' ? undefined : value });
  useCommands(
    CATEGORIES.map(({ value, label }) => ({
      id: `category-${value}`,
      label: `Stats of ${label.toLowerCase()}`,
      group: 'Stats',
      run: () => choose(value),
    })),
  );
  return (
    <MenuButton
      position="bottom-start"
      button={
        <Button rightSection={<IconChevronDown size={14} />}>
          {CATEGORIES.find(({ value }) => value === category)?.label ?? category}
        </Button>
      }
      entries={CATEGORIES.map(({ value, label }) => ({
        label,
        right: value === category ? <IconCheck size={14} /> : null,
        run: () => choose(value),
      }))}
    />
  );
}

function OutcomeChartPanel({ stats }: { stats: OutcomeStats }) {
  const setSearch = useSetSearch();
  const toasts = useToasts();
  const clock = useClock();
  const [table, setTable] = useState(false);
  const since = useFirstEvent(useOrg(), useStatsFilter().project);
  const chart = useMemo(() => {
    const { times, series } = outcomeChart(stats);
    return { times, series: since === undefined ? series : knownSince(times, series, since) };
  }, [stats, since]);
  const zoom = (start: number, end: number) =>
    setSearch({
      start: new Date(start * 1000).toISOString(),
      end: new Date(end * 1000).toISOString(),
      statsPeriod: undefined,
    });
  const copy = () => {
    copyText(toCsv(chart.times, chart.series)).then(
      () => toasts.done('Copied as CSV'),
      (error: unknown) => toasts.failed('Nothing was copied', error),
    );
  };
  return (
    <Panel
      title="Over time"
      aside={
        <>
          <span className="muted" title="Outcomes are kept by the minute for three days, by the hour after that">
            per {formatDuration(bucketSeconds(chart.times) * 1000)} · {zoneName(clock)}
          </span>
          <Button onClick={() => setTable(!table)}>{table ? 'Chart' : 'Table'}</Button>
          <Button onClick={copy}>Copy CSV</Button>
        </>
      }
    >
      {table ? (
        <ChartTable {...chart} />
      ) : (
        <>
          <div className="stats-chart">
            <Suspense fallback={null}>
              <Chart {...chart} height={220} label="Received by outcome" onBrush={zoom} />
            </Suspense>
          </div>
          <Legend series={chart.series} />
        </>
      )}
    </Panel>
  );
}

function Loaded({ stats }: { stats: OutcomeStats }) {
  return (
    <>
      <SumLine stats={stats} />
      {stats.groups.length === 0 ? (
        <p className="empty muted">
          Nothing of this category arrived in this period. Choose a longer period, or another category.
        </p>
      ) : (
        <>
          <OutcomeChartPanel stats={stats} />
          <OutcomeTable stats={stats} />
        </>
      )}
    </>
  );
}

/** What became of everything that arrived: is anything lost, where, and why? */
export function StatsPage() {
  const org = useOrg();
  const setSearch = useSetSearch();
  const { category, groupBy, project, period } = useStatsFilter();
  useTitle('Stats');
  const now = useNow();
  const stats = useQuery(
    outcomesQuery(org, {
      category,
      project,
      period,
      interval: intervalFor(period, now.getTime() / 1000),
      groupBy: ['outcome', 'reason', ...(GROUP_PARTS[groupBy] ?? [])],
    }),
  );
  return (
    <div className="stats">
      <div className="stats-head">
        <h1>Stats</h1>
        <CategoryMenu />
        <SegmentedControl
          aria-label="Table by"
          data={GROUPINGS.map(({ value, label }) => ({ value, label }))}
          value={groupBy}
          onChange={(value) => setSearch({ groupBy: value === 'reason' ? undefined : value })}
        />
      </div>
      {stats.error === null ? null : (
        <Problem what="The outcomes could not be loaded" error={stats.error} retry={() => void stats.refetch()} />
      )}
      {stats.data === undefined && stats.error === null ? <Waiting rows={8} height={40} what="outcomes" /> : null}
      {stats.data === undefined ? null : <Loaded stats={stats.data} />}
      <DeadLettersPanel />
    </div>
  );
}
