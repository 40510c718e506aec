import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useCommands } from '../../app/commands.tsx';
import { usePageSearch, useSetSearch } from '../../app/filters.ts';
import { DEFAULT_SORT } from '../../parts/issue-actions/list-params.ts';
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
    <Menu>
      <Menu.Target>
        <Button size="sm" rightSection={<IconChevronDown size={14} />}>
          {SORTS.find(({ value }) => value === chosen)?.label ?? chosen}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Sort by</Menu.Label>
        {SORTS.map(({ value, label }) => (
          <Menu.Item
            key={value}
            rightSection={value === chosen ? <IconCheck size={14} /> : null}
            onClick={() => sort(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={toggleStrip}>{strip ? 'Hide the chart' : 'Show the chart'}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
