import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useCommands } from '../../app/commands.tsx';
import { usePageSearch, useSetSearch } from '../../app/filters.ts';
import { DEFAULT_SORT } from '../../parts/issue-actions/list-params.ts';
import { MenuButton } from '../../parts/menu/menu-button.tsx';
import { SORTS } from './views.ts';

export function SortMenu({ strip, toggleStrip }: { strip: boolean; toggleStrip: () => void }) {
  const setSearch = useSetSearch();
  const chosen = usePageSearch().sort ?? DEFAULT_SORT;
  const sort = (value: string) => setSearch({ sort: value === DEFAULT_SORT ? undefined : value });
  useCommands([
    ...SORTS.map(({ value, label }) => ({
      id: `sort-${value}`,
      label: `Sort by ${label.toLowerCase()}`,
      group: 'List',
      run: () => sort(value),
    })),
    {
      id: 'strip',
      label: strip ? 'Hide the chart' : 'Show the chart',
      group: 'List',
      run: toggleStrip,
    },
  ]);
  return (
    <MenuButton
      button={
        <Button size="sm" rightSection={<IconChevronDown size={14} />}>
          {SORTS.find(({ value }) => value === chosen)?.label ?? chosen}
        </Button>
      }
      entries={[
        { heading: 'Sort by' },
        ...SORTS.map(({ value, label }) => ({
          label,
          right: value === chosen ? <IconCheck size={14} /> : null,
          run: () => sort(value),
        })),
        'line',
        { label: strip ? 'Hide the chart' : 'Show the chart', run: toggleStrip },
      ]}
    />
  );
}
