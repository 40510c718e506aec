import { IconBug, IconChartBar, IconSettings } from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** What the filter bar can offer. A page names the ones that everything on it follows. */
export type PageFilter = 'project' | 'environment' | 'period';

export interface PageEntry {
  readonly to: '/organizations/$org/issues/' | '/organizations/$org/stats/' | '/settings/$org/projects/';
  readonly label: string;
  readonly section: 'Triage' | 'Investigate' | 'Ship' | 'Organisation';
  /** After `g`. */
  readonly key: string;
  readonly icon: ComponentType<{ size?: number }>;
  readonly filters: readonly PageFilter[];
}

/** The pages of the navigation, in its order. The navigation, the `g` keys and the filter bar read this table. */
export const PAGES: readonly PageEntry[] = [
  {
    to: '/organizations/$org/issues/',
    label: 'Issues',
    section: 'Triage',
    key: 'i',
    icon: IconBug,
    filters: ['project', 'environment', 'period'],
  },
  {
    to: '/organizations/$org/stats/',
    label: 'Stats',
    section: 'Organisation',
    key: 's',
    icon: IconChartBar,
    filters: ['project', 'period'],
  },
  {
    to: '/settings/$org/projects/',
    label: 'Settings',
    section: 'Organisation',
    key: ',',
    icon: IconSettings,
    filters: [],
  },
];

/** The parts of the settings, each at an address of its own. */
export const SETTINGS = [
  { to: '/settings/$org/projects/', label: 'Projects' },
  { to: '/settings/$org/teams/', label: 'Teams' },
  { to: '/settings/$org/members/', label: 'Members' },
  { to: '/settings/$org/api-tokens/', label: 'API tokens' },
  { to: '/settings/$org/account/', label: 'Password' },
] as const;

/** The filters of the page at this path: a page within another, such as one issue, has none. */
export function filtersAt(pathname: string, org: string): readonly PageFilter[] {
  return PAGES.find(({ to }) => to.replace('$org', encodeURIComponent(org)) === pathname)?.filters ?? [];
}
