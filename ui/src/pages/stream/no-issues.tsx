import { Button } from '@mantine/core';
import { IconCircleCheck, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { projectsQuery } from '../../data/organization.ts';
import { DEFAULT_QUERY, issueFilter } from '../../parts/issue-actions/list-params.ts';

function FirstRun({ org }: { org: string }) {
  const projects = useQuery(projectsQuery(org)).data ?? [];
  return (
    <div className="empty">
      <IconPlugConnected size={28} aria-hidden />
      <h2>No event has arrived yet</h2>
      <p>Each project has a DSN and a snippet for its platform. The first error shows up here.</p>
      <ul className="empty-projects">
        {projects.slice(0, 20).map(({ slug }) => (
          <li key={slug}>
            <Link to="/settings/$org/projects/$project/" params={{ org, project: slug }}>
              {slug}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why the list is empty, and the one thing to do about it. */
export function NoIssues() {
  const org = useOrg();
  const search = usePageSearch();
  const setSearch = useSetSearch();
  const projects = useQuery(projectsQuery(org)).data;
  const { query, project, environment } = issueFilter(search);
  if (projects?.every(({ firstEvent }) => firstEvent === null)) return <FirstRun org={org} />;
  const narrowed = project.length + environment.length > 0;
  const asked = query === DEFAULT_QUERY || query === '' ? undefined : query;
  return (
    <div className="empty">
      <IconCircleCheck size={28} aria-hidden className="good" />
      <h2>{asked === undefined ? 'No open issue in this period' : 'Nothing matches'}</h2>
      <p className="muted">
        {asked === undefined ? null : (
          <>
            No issue fits <code>{asked}</code>.{' '}
          </>
        )}
        Look further:
      </p>
      <div className="row row-centre">
        {asked === undefined ? null : (
          <Button onClick={() => setSearch({ query: undefined })}>Remove the search</Button>
        )}
        {narrowed ? (
          <Button onClick={() => setSearch({ project: undefined, environment: undefined })}>
            All projects and environments
          </Button>
        ) : null}
        <Button onClick={() => setSearch({ statsPeriod: '90d', start: undefined, end: undefined })}>
          Last 90 days
        </Button>
        <Button onClick={() => setSearch({ query: '' })}>Resolved and archived too</Button>
      </div>
    </div>
  );
}
