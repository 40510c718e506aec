import './releases.css';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { PageButtons } from '../../app/page-buttons.tsx';
import { type Release, type ReleaseProject, releasesQuery } from '../../data/releases.ts';
import { formatExact } from '../../parts/format.ts';
import { Problem } from '../../parts/problem.tsx';
import { ServiceChip } from '../../parts/service-chip.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { HealthCells } from './health.tsx';

function SearchForm() {
  const { query } = usePageSearch();
  const setSearch = useSetSearch();
  const [text, setText] = useState(query ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSearch({ query: text.trim() === '' ? undefined : text.trim() });
  };
  return (
    <form onSubmit={submit} role="search">
      <TextInput
        aria-label="Part of a version"
        placeholder="Part of a version"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}

function Row({ release, project }: { release: Release; project: ReleaseProject }) {
  const org = useOrg();
  return (
    <tr>
      <td>
        <Link
          to="/organizations/$org/releases/$version/"
          params={{ org, version: release.version }}
          className="release-name mono"
          title={release.version}
        >
          {release.shortVersion}
        </Link>{' '}
        {release.versionInfo.package === null ? null : <span className="muted">{release.versionInfo.package}</span>}
      </td>
      <td>
        <ServiceChip project={{ id: String(project.id), slug: project.slug }} />
      </td>
      <td>
        <When at={release.dateReleased ?? release.dateCreated} />
      </td>
      <td>
        {release.lastDeploy === null ? (
          <span className="faint">none</span>
        ) : (
          <>
            {release.lastDeploy.environment} <When at={release.lastDeploy.dateFinished} />
          </>
        )}
      </td>
      <HealthCells release={release} project={project} />
      <td>{release.commitCount === 0 ? <span className="faint">0</span> : formatExact(release.commitCount)}</td>
    </tr>
  );
}

const COLUMNS = [
  'Release',
  'Service',
  'Released',
  'Last deploy',
  'Adoption, 24 h',
  'Crash-free sessions',
  'Crash-free users',
  'New issues',
  'Commits',
];

function ReleaseTable({ releases }: { releases: readonly Release[] }) {
  return (
    <div className="panel table-scroll" tabIndex={0} role="group" aria-label="Releases">
      <table className="table">
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {releases.flatMap((release) =>
            release.projects.map((project) => (
              <Row key={`${release.id} ${project.id}`} release={release} project={project} />
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function NoReleases({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p className="empty muted">
      {isFiltered
        ? 'No release matches. Choose other projects or environments, or another part of a version.'
        : 'There is no release yet. One appears with the first event that names it (`release` in the options of the SDK), or when a pipeline announces it: sentry-cli releases new VERSION.'}
    </p>
  );
}

/** Which releases there are, how they do, and what came with them. */
export function ReleasesPage() {
  const org = useOrg();
  const { project = [], environment = [], query, cursor } = usePageSearch();
  useTitle('Releases');
  const releases = useQuery(releasesQuery(org, { project, environment, query, cursor }));
  const page = releases.data;
  const isFiltered = query !== undefined || project.length > 0 || environment.length > 0;
  return (
    <div className="releases">
      <div className="releases-head">
        <h1>Releases</h1>
        <SearchForm key={query ?? ''} />
      </div>
      {releases.error === null ? null : (
        <Problem what="The releases could not be loaded" error={releases.error} retry={() => void releases.refetch()} />
      )}
      {page === undefined && releases.error === null ? <Waiting rows={10} height={40} what="releases" /> : null}
      {page === undefined ? null : page.items.length === 0 ? (
        <NoReleases isFiltered={isFiltered} />
      ) : (
        <ReleaseTable releases={page.items} />
      )}
      {page === undefined || (page.previous === undefined && page.next === undefined) ? null : (
        <PageButtons page={page} />
      )}
    </div>
  );
}
