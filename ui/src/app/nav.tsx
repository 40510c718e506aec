import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconSunMoon, IconUserCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { configQuery, sessionQuery, signOut } from '../data/session.ts';
import { MenuButton } from '../parts/menu/menu-button.tsx';
import { useCommands } from './commands.tsx';
import { usePageSearch } from './filters.ts';
import { ENTRIES } from './pages.ts';
import { carriedFilters } from './search.ts';
import { useToasts } from './toasts.tsx';

/** All settings belong to one entry of the navigation. */
const SETTINGS_ROOT = '/settings/';

function useSchemeToggle(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  return () => {
    const now = document.documentElement.getAttribute('data-mantine-color-scheme');
    setColorScheme(now === 'dark' ? 'light' : 'dark');
  };
}

function Account({ toggleScheme }: { toggleScheme: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const user = useQuery(sessionQuery).data?.user;
  const config = useQuery(configQuery).data;
  const leave = async () => {
    try {
      await signOut();
      client.clear();
      await navigate({ to: '/auth/login/' });
    } catch (error) {
      toasts.failed('You are still signed in', error);
    }
  };
  return (
    <MenuButton
      position="right-end"
      button={
        <ActionIcon aria-label={`Account of ${user?.name ?? 'you'}`}>
          <IconUserCircle size={18} />
        </ActionIcon>
      }
      entries={[
        { heading: `${user?.email ?? user?.name ?? ''} · Garrison ${config?.version ?? ''}` },
        { label: 'Switch between dark and light', run: toggleScheme },
        { label: 'Sign out', run: () => void leave() },
      ]}
    />
  );
}

function OrganizationSwitch({ org }: { org: string }) {
  const organizations = useQuery(sessionQuery).data?.organizations ?? [];
  const navigate = useNavigate();
  const name = organizations.find(({ slug }) => slug === org)?.name ?? org;
  const mark = <span className="nav-mark">{name.slice(0, 1).toUpperCase()}</span>;
  if (organizations.length < 2) {
    return (
      <div className="nav-org" title={name}>
        {mark}
        <span className="nav-label">{name}</span>
      </div>
    );
  }
  return (
    <MenuButton
      position="bottom-start"
      button={
        <button type="button" className="nav-org" title={name}>
          {mark}
          <span className="nav-label">{name}</span>
          <IconChevronDown size={14} aria-hidden className="nav-label" />
        </button>
      }
      entries={organizations.map(({ slug, name: label }) => ({
        label,
        run: () => void navigate({ to: '/organizations/$org/issues/', params: { org: slug } }),
      }))}
    />
  );
}

/** Only pages that exist. Open from 1280 px, icons from 768 px, a bar at the bottom below that. */
export function Nav({ org, openKeys }: { org: string; openKeys: () => void }) {
  const search = carriedFilters(usePageSearch());
  const toggleScheme = useSchemeToggle();
  const isSettings = useLocation().pathname.startsWith(SETTINGS_ROOT);
  useCommands([{ id: 'scheme', label: 'Switch between dark and light', group: 'Everywhere', run: toggleScheme }]);
  return (
    <nav className="nav" aria-label="Main">
      <OrganizationSwitch org={org} />
      {[...Map.groupBy(ENTRIES, ({ entry }) => entry.section)].map(([section, pages]) => (
        <div key={section} className="nav-section">
          <div className="nav-heading">{section}</div>
          {pages.map(({ to, entry: { label, icon: Icon } }) => (
            <Link
              key={to}
              to={to}
              params={{ org }}
              search={search}
              activeOptions={{ includeSearch: false }}
              className={isSettings && to.startsWith(SETTINGS_ROOT) ? 'nav-item active' : 'nav-item'}
              title={label}
            >
              <Icon size={18} aria-hidden />
              <span className="nav-text">{label}</span>
            </Link>
          ))}
        </div>
      ))}
      <div className="nav-foot">
        <ActionIcon title="Keys (?)" aria-label="Keys" onClick={openKeys} className="wide-only">
          <IconKeyboard size={18} />
        </ActionIcon>
        <ActionIcon
          title="Switch between dark and light"
          aria-label="Switch between dark and light"
          onClick={toggleScheme}
          className="wide-only"
        >
          <IconSunMoon size={18} />
        </ActionIcon>
        <Account toggleScheme={toggleScheme} />
      </div>
    </nav>
  );
}
