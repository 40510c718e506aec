import { IconBell, IconBug, IconChartBar, IconLogs, IconRocket, IconSettings } from '@tabler/icons-react';
import { page, type PageEntry, type PageFilter } from './page.ts';

const issuePage = () => import('../pages/issue/issue-page.tsx').then((file) => file.IssuePage);

/**
 * Every page behind the sign-in, at Sentry's path, so that links in old messages keep working. An `entry` adds it to the
 * navigation, the `g` keys and the palette; `settings` makes it a part of the settings. In the order of the navigation.
 */
export const PAGES = [
  // Triage
  page('/organizations/$org/issues', () => import('../pages/stream/stream-page.tsx').then((file) => file.StreamPage), {
    entry: { label: 'Issues', section: 'Triage', key: 'i', icon: IconBug },
    filters: ['project', 'environment', 'period'],
  }),
  page('/organizations/$org/issues/$issueId', issuePage, {}),
  page('/organizations/$org/issues/$issueId/events/$eventId', issuePage, {}),

  page('/organizations/$org/alerts', () => import('../pages/alerts/alerts-page.tsx').then((file) => file.AlertsPage), {
    entry: { label: 'Alerts', section: 'Triage', key: 'a', icon: IconBell },
  }),

  // Investigate
  page('/organizations/$org/logs', () => import('../pages/logs/logs-page.tsx').then((file) => file.LogsPage), {
    entry: { label: 'Logs', section: 'Investigate', key: 'l', icon: IconLogs },
    filters: ['project', 'environment', 'period'],
  }),
  page(
    '/organizations/$org/traces/trace/$traceId',
    () => import('../pages/trace/trace-page.tsx').then((file) => file.TracePage),
    {},
  ),

  // Ship
  page(
    '/organizations/$org/releases',
    () => import('../pages/releases/releases-page.tsx').then((file) => file.ReleasesPage),
    {
      entry: { label: 'Releases', section: 'Ship', key: 'r', icon: IconRocket },
      filters: ['project', 'environment'],
    },
  ),
  page(
    '/organizations/$org/releases/$version',
    () => import('../pages/releases/release-page.tsx').then((file) => file.ReleasePage),
    {},
  ),

  // Organisation
  page('/organizations/$org/stats', () => import('../pages/stats/stats-page.tsx').then((file) => file.StatsPage), {
    entry: { label: 'Stats', section: 'Organisation', key: 's', icon: IconChartBar },
    filters: ['project', 'period'],
  }),
  page(
    '/settings/$org/projects',
    () => import('../pages/project-settings/projects-page.tsx').then((file) => file.ProjectsPage),
    { entry: { label: 'Settings', section: 'Organisation', key: ',', icon: IconSettings }, settings: 'Projects' },
  ),
  page(
    '/settings/$org/projects/$project',
    () => import('../pages/project-settings/project-settings-page.tsx').then((file) => file.ProjectSettingsPage),
    {},
  ),
  page(
    '/settings/$org/teams',
    () => import('../pages/organization-settings/teams-page.tsx').then((file) => file.TeamsPage),
    { settings: 'Teams' },
  ),
  page(
    '/settings/$org/members',
    () => import('../pages/organization-settings/members-page.tsx').then((file) => file.MembersPage),
    { settings: 'Members' },
  ),
  page(
    '/settings/$org/api-tokens',
    () => import('../pages/organization-settings/tokens-page.tsx').then((file) => file.TokensPage),
    { settings: 'API tokens' },
  ),
  page(
    '/settings/$org/account',
    () => import('../pages/organization-settings/password-page.tsx').then((file) => file.PasswordPage),
    { settings: 'Password' },
  ),
] as const;

type Page = (typeof PAGES)[number];

/** The pages of the navigation. */
export const ENTRIES = PAGES.filter((one): one is Extract<Page, { entry: PageEntry }> => 'entry' in one);

/** The parts of the settings. */
export const SETTINGS = PAGES.filter((one): one is Extract<Page, { settings: string }> => 'settings' in one);

/** The filters of the page at this path: a page within another, such as one issue, has none. */
export function filtersAt(pathname: string, org: string): readonly PageFilter[] {
  const found = PAGES.find(({ to }) => to.replace('$org', encodeURIComponent(org)) === pathname);
  return found !== undefined && 'filters' in found ? found.filters : [];
}
