import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

export type MenuEntry =
  | {
      readonly label: string;
      /** Without it, the entry cannot be chosen. */
      readonly run: (() => void) | undefined;
      readonly danger?: boolean;
      readonly right?: ReactNode;
    }
  | { readonly heading: string }
  | 'line';

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === 'line') return <Menu.Divider />;
  if ('heading' in entry) return <Menu.Label>{entry.heading}</Menu.Label>;
  const { label, run, danger = false, right } = entry;
  return (
    <Menu.Item disabled={run === undefined} rightSection={right} onClick={run} {...(danger ? { color: 'danger' } : {})}>
      {label}
    </Menu.Item>
  );
}

export function Entries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry, i) => <Entry key={i} entry={entry} />);
}
