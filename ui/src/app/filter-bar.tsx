import { ActionIcon, Button } from '@mantine/core';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { zoneName } from '../parts/format.ts';
import { useCommands } from './commands.tsx';
import { EnvironmentMenu, ProjectMenu } from './filter-menus.tsx';
import { useOrg, usePageFilters, usePageSearch, useSetSearch } from './filters.ts';
import { keyLabel } from './keys.ts';
import { useLiveState } from './live.tsx';
import type { PageFilter } from './page.ts';
import { PeriodMenu } from './period-menu.tsx';
import { useNarrow } from '../parts/narrow.ts';
import { part } from '../parts/part.ts';

const Sheet = part(() => import('../parts/sheet.tsx').then((file) => file.Sheet));

const STATES = {
  connecting: 'Connecting…',
  live: 'Live. Click to pause',
  reconnecting: 'Reconnecting…',
  paused: 'Paused. Click to go live',
  offline: 'Offline: the page shows what was loaded before',
} as const;

function LiveDot() {
  const { state, paused, setPaused } = useLiveState();
  return (
    <button
      type="button"
      className={`live live-${state}`}
      title={STATES[state]}
      aria-pressed={!paused}
      aria-label={`Live updates: ${state}`}
      onClick={() => setPaused(!paused)}
    >
      <span className="live-dot" />
      <span className="live-word">{state}</span>
    </button>
  );
}

function ClockSwitch() {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const utc = search.utc === true;
  const toggle = () => setSearch({ utc: utc ? undefined : true, cursor: search.cursor }, { replace: true });
  useCommands([{ id: 'clock', label: 'Switch between UTC and local time', group: 'Filters', key: 'u', run: toggle }]);
  return (
    <Button variant="subtle" color="gray" onClick={toggle} title="Switch between UTC and local time (u)">
      {zoneName({ utc })}
    </Button>
  );
}

type Opened = PageFilter | undefined;

const MENUS = {
  project: { label: 'Choose projects', key: 'f p', menu: ProjectMenu },
  environment: { label: 'Choose environments', key: 'f e', menu: EnvironmentMenu },
  period: { label: 'Choose the period', key: 'd', menu: PeriodMenu },
} as const;

function Menus({ opened, setOpened }: { opened: Opened; setOpened: (opened: Opened) => void }) {
  const org = useOrg();
  const filters = usePageFilters();
  useCommands(
    filters.map((name) => ({
      id: `filter-${name}`,
      label: MENUS[name].label,
      group: 'Filters',
      key: MENUS[name].key,
      run: () => setOpened(name),
    })),
  );
  return (
    <>
      {filters.map((name) => {
        const { menu: FilterMenu } = MENUS[name];
        return (
          <FilterMenu
            key={name}
            org={org}
            opened={opened === name}
            onChange={(open) => setOpened(open ? name : undefined)}
          />
        );
      })}
      <ClockSwitch />
    </>
  );
}

/** How many of the page's filters are set. */
function useChosenCount(): number {
  const search = usePageSearch();
  const counts: Readonly<Record<PageFilter, number>> = {
    project: search.project?.length ?? 0,
    environment: search.environment?.length ?? 0,
    period: search.start !== undefined || search.statsPeriod !== undefined ? 1 : 0,
  };
  return usePageFilters().reduce((sum, name) => sum + counts[name], 0);
}

/** The page's filters, always in the same place; in one sheet on a phone. */
export function FilterBar({ openPalette }: { openPalette: () => void }) {
  const [sheet, setSheet] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const menus = <Menus opened={opened} setOpened={setOpened} />;
  const chosen = useChosenCount();
  const narrow = useNarrow();
  const hasFilters = usePageFilters().length > 0;
  return (
    <header className="filters">
      {narrow && hasFilters ? (
        <>
          <Button leftSection={<IconFilter size={16} />} onClick={() => setSheet(true)}>
            Filters{chosen > 0 ? ` · ${chosen}` : ''}
          </Button>
          <Suspense fallback={null}>
            {sheet ? (
              // One step out: a menu first, then the sheet.
              <Sheet title="Filters" close={() => setSheet(false)} closeOnEscape={opened === undefined}>
                <div className="filters-sheet">{menus}</div>
              </Sheet>
            ) : null}
          </Suspense>
        </>
      ) : (
        menus
      )}
      <div className="filters-end">
        <LiveDot />
        {narrow ? (
          <ActionIcon aria-label="Open the palette" size={36} onClick={openPalette}>
            <IconSearch size={18} />
          </ActionIcon>
        ) : (
          <Button
            leftSection={<IconSearch size={14} />}
            onClick={openPalette}
            title={`Palette (${keyLabel('$mod+k')})`}
            aria-label={`Palette ${keyLabel('$mod+k')}`}
          >
            <kbd>{keyLabel('$mod+k')}</kbd>
          </Button>
        )}
      </div>
    </header>
  );
}
