import { findOrganization, findProject, findTeam, listKeys } from '../../query/index.ts';
import { edits, type Team } from '../../store/index.ts';
import type { SetupStores } from './bootstrap-organization.ts';

export interface WantedTopology {
  readonly teams: readonly { readonly slug: string; readonly name?: string }[];
  readonly projects: readonly WantedProject[];
}
export interface WantedProject {
  readonly slug: string;
  readonly name?: string;
  readonly platform?: string | null;
  readonly teams: readonly string[];
  /** 32 hex digits of the first key, for a DSN that is known in advance; only counts when the project is created. */
  readonly publicKey?: string;
}

export interface EnsuredProject {
  readonly slug: string;
  readonly id: number;
  readonly publicKey: string;
}

/** Creates the teams and projects that are missing, by slug, and adds missing links; nothing is removed or renamed. */
export async function ensureTopology(
  { db, now }: SetupStores,
  organizationSlug: string,
  wanted: WantedTopology,
): Promise<EnsuredProject[]> {
  const organization = await findOrganization(db, organizationSlug);
  if (organization === undefined) throw new Error(`there is no organisation ${organizationSlug}`);
  const teams = new Map<string, Team>();
  for (const { slug, name } of wanted.teams) {
    const team =
      (await findTeam(db, organization.id, slug)) ??
      (await edits.createTeam(db, { organizationId: organization.id, slug, name: name ?? slug, now: now() }));
    teams.set(slug, team);
  }
  const ensured: EnsuredProject[] = [];
  for (const { slug, name, platform, publicKey, teams: slugs } of wanted.projects) {
    const project =
      (await findProject(db, organization.id, slug)) ??
      (await edits.createProject(db, {
        organizationId: organization.id,
        slug,
        name: name ?? slug,
        platform: platform ?? null,
        now: now(),
        ...(publicKey === undefined ? {} : { key: { publicKey } }),
      }));
    for (const teamSlug of slugs) {
      const team = teams.get(teamSlug) ?? (await findTeam(db, organization.id, teamSlug));
      if (team === undefined) throw new Error(`project ${slug}: there is no team ${teamSlug}`);
      await edits.linkTeam(db, project.id, team.id);
    }
    const [key] = await listKeys(db, { projectIds: [project.id], status: 'active' });
    if (key !== undefined) ensured.push({ slug, id: project.id, publicKey: key.public_key });
  }
  return ensured;
}
