import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useClock } from '../parts/clock.tsx';
import { formatTime } from '../parts/format.ts';
import { Floating, type OpenState } from '../parts/menu/floating.tsx';
import { part } from '../parts/part.ts';
import { useCommands } from './commands.tsx';
import { usePageSearch, useSetSearch } from './filters.ts';
import { type Period, shiftPeriod } from './period.ts';
import { usePeriod } from './use-period.ts';

const PeriodForm = part(() => import('./period-form.tsx').then((file) => file.PeriodForm));

export function PeriodMenu(state: OpenState) {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const { usual, ...period } = usePeriod();
  const clock = useClock();
  const choose = ({ statsPeriod, start, end }: Period) => {
    setSearch({ statsPeriod: statsPeriod === usual ? undefined : statsPeriod, start, end });
    state.onChange(false);
  };
  const shift = (direction: -1 | 1) => choose(shiftPeriod(period, direction, new Date()));
  useCommands([
    { id: 'period-back', label: 'Earlier period', group: 'Filters', key: '[', run: () => shift(-1) },
    { id: 'period-forward', label: 'Later period', group: 'Filters', key: ']', run: () => shift(1) },
  ]);
  const absolute = search.start !== undefined && search.end !== undefined;
  const label = absolute
    ? `${formatTime(new Date(search.start ?? ''), clock)} – ${formatTime(new Date(search.end ?? ''), clock)}`
    : (period.statsPeriod ?? usual);
  return (
    <Floating
      kind="dialog"
      needs={PeriodForm}
      state={state}
      position="bottom-start"
      width={280}
      button={
        <Button rightSection={<IconChevronDown size={14} aria-hidden />} aria-label={`Period: ${label}`}>
          {label}
        </Button>
      }
    >
      <PeriodForm chosen={absolute ? undefined : period.statsPeriod} choose={choose} />
    </Floating>
  );
}
