import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { basePath } from '../data/base-path.ts';
import { Problem } from '../parts/problem.tsx';
import { Arrive } from './arrive.tsx';
import { GoTo } from './go-to.tsx';
import { NotFound } from './not-found.tsx';
import { carriedFilters, parseSearch, readSearch, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  validateSearch: readSearch,
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <Problem what="This page could not be shown" error={error} retry={reset} />,
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: Arrive });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/auth/login',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const issues = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$org/issues',
  component: lazyRouteComponent(() => import('../pages/stream/stream-page.tsx'), 'StreamPage'),
});

const issuePage = () => import('../pages/issue/issue-page.tsx');

const issue = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$org/issues/$issueId',
  component: lazyRouteComponent(issuePage, 'IssuePage'),
});

const issueEvent = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$org/issues/$issueId/events/$eventId',
  component: lazyRouteComponent(issuePage, 'IssuePage'),
});

const stats = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$org/stats',
  component: lazyRouteComponent(() => import('../pages/stats/stats-page.tsx'), 'StatsPage'),
});

const projects = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/projects',
  component: lazyRouteComponent(() => import('../pages/project-settings/projects-page.tsx'), 'ProjectsPage'),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/projects/$project',
  component: lazyRouteComponent(
    () => import('../pages/project-settings/project-settings-page.tsx'),
    'ProjectSettingsPage',
  ),
});

const teams = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/teams',
  component: lazyRouteComponent(() => import('../pages/organization-settings/teams-page.tsx'), 'TeamsPage'),
});

const members = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/members',
  component: lazyRouteComponent(() => import('../pages/organization-settings/members-page.tsx'), 'MembersPage'),
});

const tokens = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/api-tokens',
  component: lazyRouteComponent(() => import('../pages/organization-settings/tokens-page.tsx'), 'TokensPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$org/account',
  component: lazyRouteComponent(() => import('../pages/organization-settings/password-page.tsx'), 'PasswordPage'),
});

const organization = createRoute({
  getParentRoute: () => root,
  path: '/organizations/$org',
  beforeLoad: ({ params, search }) => {
    throw redirect({
      to: '/organizations/$org/issues/',
      params,
      search: carriedFilters(search),
    });
  },
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/organizations/$org/settings',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/settings/$org/projects/', params });
  },
});

/** Any other address, with the navigation around the message; the organisation in it is kept. */
const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });
const elsewhereInOrganization = createRoute({
  getParentRoute: () => shell,
  path: '/organizations/$org/$',
  component: NotFound,
});

const goTo = createRoute({ getParentRoute: () => shell, path: '/go/$id', component: GoTo });

/** Sentry's paths, so that links in old messages keep working. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    organization,
    settings,
    shell.addChildren([
      issues,
      issue,
      issueEvent,
      stats,
      projects,
      project,
      teams,
      members,
      tokens,
      account,
      goTo,
      elsewhereInOrganization,
      elsewhere,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  basepath: basePath === '' ? '/' : basePath,
  trailingSlash: 'always',
  defaultPreload: false,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
