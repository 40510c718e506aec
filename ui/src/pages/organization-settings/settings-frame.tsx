import './organization-settings.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrg } from '../../app/filters.ts';
import { SETTINGS } from '../../app/pages.ts';
import { useTitle } from '../../parts/title.ts';

/** The settings of the organisation and of the person, each part at an address of its own. */
export function SettingsFrame({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const org = useOrg();
  useTitle(title);
  return (
    <div className="settings">
      <nav className="settings-parts" aria-label="Settings">
        {SETTINGS.map(({ to, settings: label }) => (
          <Link key={to} to={to} params={{ org }} className="settings-part">
            {label}
          </Link>
        ))}
      </nav>
      <div className="row">
        <h1 className="settings-title">{title}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
