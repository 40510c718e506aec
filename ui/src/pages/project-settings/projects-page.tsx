import './project-settings.css';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { carriedFilters } from '../../app/search.ts';
import { projectsQuery } from '../../data/organization.ts';
import type { Project } from '../../data/shapes.ts';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { snippetFor } from './snippets.ts';

function ProjectRow({ project }: { project: Project }) {
  const org = useOrg();
  const filters = carriedFilters(usePageSearch());
  return (
    <tr>
      <td>
        <Link to="/settings/$org/projects/$project/" params={{ org, project: project.slug }} search={filters}>
          {project.slug}
        </Link>
      </td>
      <td>{project.platform ?? <span className="faint">not set</span>}</td>
      <td>
        {(project.teams ?? []).map(({ slug }) => `#${slug}`).join(', ') || <span className="faint">no team</span>}
      </td>
      <td>
        {project.firstEvent === null ? (
          <span className="chip level-warning">no event yet · add {snippetFor(project.platform ?? null).label}</span>
        ) : (
          <>
            first event <When at={project.firstEvent} />
          </>
        )}
      </td>
      <td>
        <Link to="/organizations/$org/issues/" params={{ org }} search={{ ...filters, project: [project.id] }}>
          Issues
        </Link>
      </td>
    </tr>
  );
}

export function ProjectsPage() {
  const org = useOrg();
  const projects = useQuery(projectsQuery(org));
  const [text, setText] = useState('');
  useTitle('Projects');
  if (projects.isError) {
    return (
      <Problem what="The projects could not be loaded" error={projects.error} retry={() => void projects.refetch()} />
    );
  }
  const found = (projects.data ?? []).filter(({ slug, name }) =>
    `${slug} ${name}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <div className="settings">
      <div className="row">
        <h1 className="settings-title">Projects</h1>
        <TextInput
          aria-label="Find a project"
          placeholder="Find a project"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {projects.data === undefined ? (
        <Waiting rows={7} height={40} what="projects" />
      ) : (
        <div className="panel table-scroll" tabIndex={0} role="group" aria-label="Projects">
          <table className="table settings-table">
            <thead>
              <tr>
                <th>Project</th>
                <th>Platform</th>
                <th>Teams</th>
                <th>Connected</th>
                <th>
                  <span className="hidden-text">Links</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map((project) => (
                <ProjectRow key={project.id} project={project} />
              ))}
            </tbody>
          </table>
          {found.length === 0 ? (
            <p className="settings-none muted">
              {text === ''
                ? 'There is no project yet. “garrison apply” makes those of your organisation.'
                : 'No project has this name.'}
            </p>
          ) : null}
        </div>
      )}
    </div>
  );
}
