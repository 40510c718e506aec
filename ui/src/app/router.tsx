import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { basePath } from '../data/base-path.ts';
import { Broken } from '../parts/problem.tsx';
import { Arrive } from './arrive.tsx';
import { GoTo } from './go-to.tsx';
import { NotFound } from './not-found.tsx';
import { PAGES } from './pages.ts';
import { carriedFilters, parseSearch, readSearch, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({
  validateSearch: readSearch,
  component: Outlet,
  notFoundComponent: NotFound,
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Arrive });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/auth/login',
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
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

function routeOf<const Path extends string>({ path, load }: { path: Path; load: () => Promise<ComponentType> }) {
  const component = lazyRouteComponent(async () => ({ default: await load() }));
  return createRoute({ getParentRoute: () => shell, path, component });
}

/** Each route with its own path as its type, so that links are checked. */
type RoutesOf<Pages extends readonly { readonly path: string }[]> = {
  [Index in keyof Pages]: ReturnType<typeof routeOf<Pages[Index]['path']>>;
};

const pageRoutes = PAGES.map((page) => routeOf(page)) as unknown as RoutesOf<typeof PAGES>;

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    organization,
    settings,
    shell.addChildren([...pageRoutes, goTo, elsewhereInOrganization, elsewhere]),
  ]),
  parseSearch,
  stringifySearch,
  basepath: basePath === '' ? '/' : basePath,
  trailingSlash: 'always',
  // The code of the page behind a link comes when the pointer or the focus is on it.
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <Broken what="This page" error={error} again={reset} />,
  // Another issue is another page: what was folded or typed on the one before is not taken along.
  defaultRemountDeps: ({ params }) => params,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
