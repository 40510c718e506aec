import './project-settings.css';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { carriedFilters } from '../../app/search.ts';
import { projectsQuery, teamsQuery } from '../../data/organization.ts';
import { createProject } from '../../data/projects.ts';
import type { Project } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { SettingsFrame } from '../organization-settings/settings-frame.tsx';
import { useChange } from '../organization-settings/use-change.ts';
import { snippetFor, SNIPPETS } from './snippets.ts';

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

/** What a new project can be of: one platform per set of lines to paste. */
const PLATFORMS = SNIPPETS.map(({ label, platforms: [platform = ''] }) => ({ value: platform, label }));

function NewProject({ org }: { org: string }) {
  const navigate = useNavigate();
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const change = useChange([projectsQuery(org).queryKey]);
  const [slug, setSlug] = useState('');
  const [platform, setPlatform] = useState(PLATFORMS[0]?.value ?? '');
  const [chosen, setTeam] = useState<string>();
  const team = chosen ?? teams[0]?.slug;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (team === undefined) return;
    const made = await change.run(() => createProject(org, team, { slug: slug.trim(), platform }), {
      failed: 'No project was created',
    });
    if (made === undefined) return;
    await navigate({ to: '/settings/$org/projects/$project/', params: { org, project: made.slug } });
  };
  return (
    <Panel title="New project">
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          description="Small letters, digits and hyphens, e.g. payment-api"
          required
          value={slug}
          error={change.fields['slug'] ?? change.fields['name']}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <NativeSelect
          label="Platform"
          description="Decides which lines to paste"
          data={PLATFORMS}
          value={platform}
          onChange={(event) => setPlatform(event.currentTarget.value)}
        />
        <NativeSelect
          label="Team"
          description="Owns the issues of the project"
          data={teams.map((one) => ({ value: one.slug, label: `#${one.slug}` }))}
          value={team ?? ''}
          onChange={(event) => setTeam(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="filled" loading={change.busy} disabled={team === undefined}>
          Create
        </Button>
      </form>
    </Panel>
  );
}

function ProjectTable({ projects }: { projects: readonly Project[] }) {
  return (
    <table className="table settings-table table-cards">
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
        {projects.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </tbody>
    </table>
  );
}

export function ProjectsPage() {
  const org = useOrg();
  const projects = useQuery(projectsQuery(org));
  const [text, setText] = useState('');
  const found = (projects.data ?? []).filter(({ slug, name }) =>
    `${slug} ${name}`.toLowerCase().includes(text.toLowerCase()),
  );
  const find = (
    <TextInput
      aria-label="Find a project"
      placeholder="Find a project"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
  return (
    <SettingsFrame title="Projects" aside={find}>
      {projects.isError ? (
        <Problem what="The projects could not be loaded" error={projects.error} retry={() => void projects.refetch()} />
      ) : null}
      {projects.isPending ? <Waiting rows={7} height={40} what="projects" /> : null}
      {projects.data === undefined ? null : (
        <div className="panel table-scroll" tabIndex={0} role="group" aria-label="Projects">
          <ProjectTable projects={found} />
          {found.length === 0 ? (
            <p className="settings-none muted">
              {text === '' ? 'There is no project yet. Create one below.' : 'No project has this name.'}
            </p>
          ) : null}
        </div>
      )}
      <NewProject org={org} />
    </SettingsFrame>
  );
}
