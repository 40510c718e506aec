import type { OrganizationConfig } from './organization.ts';

/** What a Sentry says there is. */
export interface CurrentState {
  readonly teams: readonly { readonly slug: string; readonly name: string }[];
  readonly projects: readonly {
    readonly slug: string;
    readonly name: string;
    readonly platform: string | null;
    readonly teams: readonly string[];
  }[];
}

/** One call of Sentry's REST API that brings the current state closer to the configuration; `path` is below `/api/0`. */
export interface Operation {
  readonly summary: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * The calls that are missing, in an order in which they work. Applying them and planning again gives none.
 * What the configuration does not name is left alone: removing it is a person's decision.
 */
export function planOrganization(config: OrganizationConfig, current: CurrentState): Operation[] {
  return [...planTeams(config, current), ...planProjects(config, current)];
}

function planTeams(config: OrganizationConfig, current: CurrentState): Operation[] {
  const known = new Map(current.teams.map((team) => [team.slug, team]));
  return Object.entries(config.teams).flatMap(([slug, team]): Operation[] => {
    const name = team.name ?? slug;
    const existing = known.get(slug);
    if (existing === undefined)
      return [
        {
          summary: `create team ${slug}`,
          method: 'POST',
          path: `/organizations/${config.slug}/teams/`,
          body: { slug, name },
        },
      ];
    if (team.name === undefined || existing.name === name) return [];
    return [
      {
        summary: `rename team ${slug} to ${name}`,
        method: 'PUT',
        path: `/teams/${config.slug}/${slug}/`,
        body: { name },
      },
    ];
  });
}

function planProjects(config: OrganizationConfig, current: CurrentState): Operation[] {
  const known = new Map(current.projects.map((project) => [project.slug, project]));
  return Object.entries(config.projects).flatMap(([slug, project]) => {
    const { platform, teams } = project;
    const existing = known.get(slug);
    const [owner, ...others] = teams;
    if (existing === undefined)
      return [
        {
          summary: `create project ${slug}`,
          method: 'POST' as const,
          path: `/teams/${config.slug}/${owner}/projects/`,
          body: { slug, name: project.name ?? slug, platform },
        },
        ...others.map((team) => addTeam(config.slug, slug, team)),
      ];
    const changes = {
      ...(existing.platform === platform ? {} : { platform }),
      ...(project.name === undefined || existing.name === project.name ? {} : { name: project.name }),
    };
    return [
      ...(Object.keys(changes).length > 0
        ? [
            {
              summary: `update project ${slug}: ${Object.keys(changes).join(', ')}`,
              method: 'PUT' as const,
              path: `/projects/${config.slug}/${slug}/`,
              body: changes,
            },
          ]
        : []),
      ...teams.filter((team) => !existing.teams.includes(team)).map((team) => addTeam(config.slug, slug, team)),
    ];
  });
}

function addTeam(organization: string, project: string, team: string): Operation {
  return {
    summary: `give team ${team} project ${project}`,
    method: 'POST',
    path: `/projects/${organization}/${project}/teams/${team}/`,
  };
}
