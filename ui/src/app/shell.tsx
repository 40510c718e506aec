import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { ApiError } from '../data/http.ts';
import { sessionQuery } from '../data/session.ts';
import { basePath } from '../data/base-path.ts';
import { ClockProvider, useClock, useNow } from '../parts/clock.tsx';
import { formatTime, zoneName } from '../parts/format.ts';
import { focusBack, focusIsLost } from '../parts/focus-back.ts';
import { part } from '../parts/part.ts';
import { Problem } from '../parts/problem.tsx';
import { useCommands } from './commands.tsx';
import { FilterBar } from './filter-bar.tsx';
import { OrgContext, useKeepFilters, usePageSearch } from './filters.ts';
import { useKeyBindings } from './keys.ts';
import { LiveProvider } from './live.tsx';
import { Nav } from './nav.tsx';
import { ENTRIES, SETTINGS } from './pages.ts';
import { carriedFilters } from './search.ts';
import { useToasts } from './toasts.tsx';
import { useUndoStack } from './undo.tsx';

const Palette = part(() => import('./palette.tsx').then((file) => file.Palette));
const KeySheet = part(() => import('./key-sheet.tsx').then((file) => file.KeySheet));

type Floating = 'palette' | 'keys' | undefined;

function useShellCommands(org: string, open: (what: Floating) => void): void {
  const navigate = useNavigate();
  const undo = useUndoStack();
  const toasts = useToasts();
  const search = carriedFilters(usePageSearch());
  const params = { org };
  useCommands([
    {
      id: 'palette',
      label: 'Open the palette',
      group: 'Everywhere',
      key: '$mod+k',
      keyOnly: true,
      anywhere: true,
      run: () => open('palette'),
    },
    { id: 'keys', label: 'Keys of this page', group: 'Everywhere', key: '?', run: () => open('keys') },
    {
      id: 'undo',
      label: 'Undo the last action',
      group: 'Everywhere',
      key: 'z',
      run: () => void (undo.runNewest() || toasts.done('There is nothing to undo')),
    },
    ...SETTINGS.map(({ to, settings: label }) => ({
      id: `settings-${to}`,
      label: `Settings: ${label}`,
      group: 'Go to',
      run: () => void navigate({ to, params }),
    })),
    ...ENTRIES.map(({ to, entry: { label, key } }) => ({
      id: `go-${to}`,
      label: `Go to ${label}`,
      group: 'Go to',
      key: `g ${key}`,
      run: () => void navigate({ to, params, search }),
    })),
  ]);
}

/** On paper: where the page was, and when. */
function PrintFoot() {
  const { href } = useLocation();
  const clock = useClock();
  const now = useNow();
  return (
    <p className="print-only">
      {location.origin + basePath + href} · {formatTime(now, clock)} {zoneName(clock)}
    </p>
  );
}

/** When a page with the focus is replaced, the next page gets the focus, so that Tab and screen readers start there. */
function useFocusOnArrival(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged && focusIsLost()) focusBack(null);
      }),
    [router],
  );
}

function SignedIn({ org }: { org: string }) {
  const [floating, setFloating] = useState<Floating>();
  const search = usePageSearch();
  useKeepFilters(org);
  useShellCommands(org, setFloating);
  useKeyBindings();
  useFocusOnArrival();
  const close = () => setFloating(undefined);
  return (
    <ClockProvider value={{ utc: search.utc === true }}>
      <LiveProvider>
        <div className="shell">
          <a href="#content" className="skip">
            Skip to the content
          </a>
          <Nav org={org} openKeys={() => setFloating('keys')} />
          <FilterBar openPalette={() => setFloating('palette')} />
          <main id="content" className="content" tabIndex={-1}>
            <Suspense fallback={null}>
              <Outlet />
            </Suspense>
            <PrintFoot />
          </main>
        </div>
        <Suspense fallback={null}>
          {floating === 'palette' ? <Palette org={org} close={close} /> : null}
          {floating === 'keys' ? <KeySheet close={close} /> : null}
        </Suspense>
      </LiveProvider>
    </ClockProvider>
  );
}

/** By an effect and not by `Navigate`, which would navigate again at each rendering. */
function SignInFirst() {
  const router = useRouter();
  useEffect(() => {
    const { href, pathname } = router.latestLocation;
    if (pathname.startsWith('/auth/')) return;
    void router.navigate({ to: '/auth/login/', search: { next: href }, replace: true });
  }, [router]);
  return null;
}

/** Everything behind the sign-in: navigation, filter bar, palette, keys, live stream. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const params = useParams({ strict: false });
  if (session.isError) {
    return <Problem what="Garrison could not be opened" error={session.error} retry={() => void session.refetch()} />;
  }
  if (session.data === undefined) return null;
  if (session.data === null) return <SignInFirst />;
  const { organizations } = session.data;
  const org = params.org ?? organizations[0]?.slug ?? '';
  // The session lists slugs only; whether a numeric id is right, the API says.
  if (!/^\d+$/.test(org) && !organizations.some(({ slug }) => slug === org)) {
    const error = new ApiError(404, 'You are not a member of an organisation with this name.');
    return <Problem what={`The organisation ${org} could not be opened`} error={error} />;
  }
  return (
    <OrgContext value={org}>
      <SignedIn key={org} org={org} />
    </OrgContext>
  );
}
