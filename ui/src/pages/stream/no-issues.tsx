import { Button } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected, IconSearchOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { useLiveChanges } from '../../app/live.tsx';
import { projectsQuery } from '../../data/organization.ts';
import { keysQuery } from '../../data/projects.ts';
import type { Project } from '../../data/shapes.ts';
import { DEFAULT_QUERY, useIssueFilter } from '../../parts/issue-actions/list-params.ts';
import { part } from '../../parts/part.ts';

const SHOWN_MAX = 20;

const ConnectPanel = part(() => import('../project-settings/connect-panel.tsx').then((file) => file.ConnectPanel));

/** One project without events: the lines to paste. */
function Connect({ org, project }: { org: string; project: Project }) {
  const keys = useQuery(keysQuery(org, project.slug)).data;
  if (keys === undefined) return null;
  return (
    <div className="first-run">
      <Suspense fallback={null}>
        <ConnectPanel project={project} keys={keys} />
      </Suspense>
    </div>
  );
}

function FirstRun({ org, projects }: { org: string; projects: readonly Project[] }) {
  const client = useQueryClient();
  useLiveChanges(() => void client.invalidateQueries({ queryKey: projectsQuery(org).queryKey }));
  const [only] = projects;
  const one = projects.length === 1 ? only : undefined;
  return (
    <>
      <div className="empty">
        <IconPlugConnected size={28} aria-hidden />
        <h2>No event has arrived yet</h2>
        <p className="muted">
          {projects.length === 0
            ? 'An event belongs to a project, and there is no project yet.'
            : one === undefined
              ? 'Each project has a DSN and the lines to paste for its platform. The first error appears here.'
              : `Put this into ${one.slug} and start it. The first error appears here by itself.`}
        </p>
        {one === undefined ? (
          <ul className="empty-projects">
            {projects.slice(0, SHOWN_MAX).map(({ slug }) => (
              <li key={slug}>
                <Link to="/settings/$org/projects/$project/" params={{ org, project: slug }}>
                  {slug}
                </Link>
              </li>
            ))}
            {projects.length > SHOWN_MAX ? (
              <li>
                <Link to="/settings/$org/projects/" params={{ org }}>
                  all {projects.length} projects
                </Link>
              </li>
            ) : null}
          </ul>
        ) : null}
      </div>
      {one === undefined ? null : <Connect key={one.id} org={org} project={one} />}
    </>
  );
}

/** Buttons that widen the list, each by one condition, shown only where that condition is set. */
function LookFurther() {
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const { query, project, environment } = useIssueFilter();
  const searched = query !== DEFAULT_QUERY && query !== '';
  return (
    <div className="row row-centre">
      {searched ? <Button onClick={() => setSearch({ query: undefined })}>Remove the search</Button> : null}
      {project.length + environment.length > 0 ? (
        <Button onClick={() => setSearch({ project: undefined, environment: undefined })}>
          All projects and environments
        </Button>
      ) : null}
      {search.statsPeriod === '90d' ? null : (
        <Button onClick={() => setSearch({ statsPeriod: '90d', start: undefined, end: undefined })}>
          Last 90 days
        </Button>
      )}
      {query.includes(DEFAULT_QUERY) ? (
        <Button onClick={() => setSearch({ query: query.replace(DEFAULT_QUERY, '').trim() })}>
          Resolved and archived too
        </Button>
      ) : null}
    </div>
  );
}

/** Why the list is empty, and what to do about it. */
export function NoIssues() {
  const org = useOrg();
  const all = useQuery(projectsQuery(org)).data;
  const { query, project } = useIssueFilter();
  const chosen = all?.filter(({ id }) => project.length === 0 || project.includes(id));
  if (chosen?.every(({ firstEvent }) => firstEvent === null)) return <FirstRun org={org} projects={chosen} />;
  const searched = query !== DEFAULT_QUERY && query !== '';
  const Icon = searched ? IconSearchOff : IconCircleCheck;
  return (
    <div className="empty">
      <Icon size={28} aria-hidden className={searched ? 'muted' : 'good'} />
      <h2>{searched ? 'No results' : query === '' ? 'No issue in this period' : 'No open issue in this period'}</h2>
      <p className="muted">
        {searched ? (
          <>
            No issue matches <code>{query}</code> in this period.
          </>
        ) : null}
      </p>
      <LookFurther />
    </div>
  );
}
