/** The organisation as code: what `garrison.config.ts` exports. Slugs are the identity; names default to them. */
export interface OrganizationConfig {
  readonly slug: string;
  readonly name?: string;
  readonly teams: Readonly<Record<string, TeamConfig>>;
  readonly projects: Readonly<Record<string, ProjectConfig>>;
}

export interface TeamConfig {
  readonly name?: string;
}

export interface ProjectConfig {
  readonly name?: string;
  /** Sentry's platform name, e.g. `node-express`, `javascript-react`, `python-fastapi`. */
  readonly platform: string;
  /** Slugs of the teams that own it; the first one is asked first. */
  readonly teams: readonly [string, ...string[]];
}

const SLUG = /^[a-z0-9][a-z0-9_-]{0,49}$/;

/**
 * Checks a configuration and gives it back with its exact type.
 * Throws one `Error` that lists every problem: an organisation that is half right must not be applied.
 */
export function defineOrganization<const T extends OrganizationConfig>(config: T): T {
  const problems = [
    ...[config.slug, ...Object.keys(config.teams), ...Object.keys(config.projects)]
      .filter((slug) => !SLUG.test(slug))
      .map((slug) => `“${slug}” is not a slug: lower-case letters, digits, “-” and “_”, at most 50`),
    ...Object.entries(config.projects).flatMap(([project, { teams }]) =>
      teams
        .filter((team) => !Object.hasOwn(config.teams, team))
        .map((team) => `project ${project} names team ${team}, which is not in teams`),
    ),
  ];
  if (problems.length > 0) throw new Error(`The organisation cannot be used:\n- ${problems.join('\n- ')}`);
  return config;
}
