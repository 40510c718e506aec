import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconKeyboard, IconSunMoon, IconUserCircle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { configQuery, sessionQuery, signOut } from '../data/session.ts';
import { useCommands } from './commands.tsx';
import { usePageSearch } from './filters.ts';
import { PAGES } from './pages.ts';
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
    <Menu position="right-end">
      <Menu.Target>
        <ActionIcon aria-label={`Account of ${user?.name ?? 'you'}`}>
          <IconUserCircle size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user?.email ?? user?.name} · Garrison {config?.version}
        </Menu.Label>
        <Menu.Item onClick={toggleScheme}>Switch between dark and light</Menu.Item>
        <Menu.Item onClick={() => void leave()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="nav-org" title={name}>
          {mark}
          <span className="nav-label">{name}</span>
          <IconChevronDown size={14} aria-hidden className="nav-label" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {organizations.map(({ slug, name: label }) => (
          <Menu.Item
            key={slug}
            onClick={() => void navigate({ to: '/organizations/$org/issues/', params: { org: slug } })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
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
      {[...Map.groupBy(PAGES, ({ section }) => section)].map(([section, pages]) => (
        <div key={section} className="nav-section">
          <div className="nav-heading">{section}</div>
          {pages.map(({ to, label, icon: Icon }) => (
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
        <Tooltip label="Keys (?)">
          <ActionIcon aria-label="Keys" onClick={openKeys} className="wide-only">
            <IconKeyboard size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Dark or light">
          <ActionIcon aria-label="Switch between dark and light" onClick={toggleScheme} className="wide-only">
            <IconSunMoon size={18} />
          </ActionIcon>
        </Tooltip>
        <Account toggleScheme={toggleScheme} />
      </div>
    </nav>
  );
}
