import { Button, Popover, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useClock } from '../parts/clock.tsx';
import { formatTime } from '../parts/format.ts';
import { useCommands } from './commands.tsx';
import { usePageSearch, useSetSearch } from './filters.ts';
import { parsePeriod, type Period, PRESETS, shiftPeriod } from './period.ts';
import { usePeriod } from './use-period.ts';

interface PeriodMenuProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

export function PeriodMenu({ opened, onChange }: PeriodMenuProps) {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const { usual, ...period } = usePeriod();
  const clock = useClock();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const choose = ({ statsPeriod, start, end }: Period) => {
    setSearch({ statsPeriod: statsPeriod === usual ? undefined : statsPeriod, start, end });
    onChange(false);
  };
  const shift = (direction: -1 | 1) => choose(shiftPeriod(period, direction, new Date()));
  useCommands([
    { id: 'period-back', label: 'Earlier period', group: 'Filters', key: '[', run: () => shift(-1) },
    { id: 'period-forward', label: 'Later period', group: 'Filters', key: ']', run: () => shift(1) },
  ]);
  const submit = () => {
    const read = parsePeriod(text, { now: new Date(), utc: clock.utc });
    setError(read === undefined ? 'Try 2h, 14:00-14:20, or a pasted time' : undefined);
    if (read !== undefined) choose(read);
  };
  const absolute = search.start !== undefined && search.end !== undefined;
  const label = absolute
    ? `${formatTime(new Date(search.start ?? ''), clock)} – ${formatTime(new Date(search.end ?? ''), clock)}`
    : (period.statsPeriod ?? usual);
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" trapFocus width={280}>
      <Popover.Target>
        <Button
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => onChange(!opened)}
          aria-label={`Period: ${label}`}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextInput
            aria-label="Period"
            placeholder="2h, 14:00-14:20, a pasted time"
            data-autofocus
            value={text}
            error={error}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </form>
        <Presets chosen={absolute ? undefined : period.statsPeriod} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Presets({ chosen, onChoose }: { chosen: string | undefined; onChoose: (period: Period) => void }) {
  return (
    <div className="choices">
      {PRESETS.map(({ value, label }) => (
        <Button
          key={value}
          variant="subtle"
          color="gray"
          justify="space-between"
          fullWidth
          aria-current={value === chosen ? 'true' : undefined}
          rightSection={value === chosen ? <IconCheck size={14} aria-hidden /> : null}
          onClick={() => onChoose({ statsPeriod: value })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
