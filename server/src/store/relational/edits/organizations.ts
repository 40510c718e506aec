import { randomBytes } from 'node:crypto';
import type { OrganizationId, ProjectId, TeamId, UserId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Database, Organization, Project, ProjectKeyRow, Team } from '../database.ts';
import { addMember } from './accounts.ts';
import { addIssueDetectors } from './detectors.ts';
import { changing } from './versions.ts';

type Db = Kysely<Database>;

export function createOrganization(
  db: Db,
  organization: { slug: string; name: string; now: number },
): Promise<Organization> {
  return db
    .insertInto('organizations')
    .values({ slug: organization.slug, name: organization.name, created_at: organization.now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** With its first owner. */
export function foundOrganization(
  db: Db,
  { ownerId, ...organization }: { slug: string; name: string; ownerId: number; now: number },
): Promise<Organization> {
  return db.transaction().execute(async (tx) => {
    const made = await createOrganization(tx, organization);
    await addMember(tx, { organizationId: made.id, userId: ownerId, role: 'owner', now: organization.now });
    return made;
  });
}

/** Its projects must have been deleted before. */
export async function deleteOrganization(db: Db, id: OrganizationId): Promise<void> {
  await changing(db, ['settings', 'issue_hashes'], (tx) =>
    tx.deleteFrom('organizations').where('id', '=', id).execute(),
  );
}

/** `options` are merged into the ones that are stored. */
export interface OrganizationChange {
  readonly slug?: string | undefined;
  readonly name?: string | undefined;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Changes of others in the meantime are kept. Undefined: the organisation does not exist. */
export function updateOrganization(
  db: Db,
  id: OrganizationId,
  change: OrganizationChange,
): Promise<Organization | undefined> {
  return changing(db, ['settings'], async (tx) => {
    const current = await tx.selectFrom('organizations').select('options').where('id', '=', id).executeTakeFirst();
    if (current === undefined) return undefined;
    return tx
      .updateTable('organizations')
      .set({ slug: change.slug, name: change.name, options: mergedOptions(current.options, change.options) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
  });
}

export function createTeam(
  db: Db,
  team: { organizationId: OrganizationId; slug: string; name: string; now: number },
): Promise<Team> {
  return db
    .insertInto('teams')
    .values({ organization_id: team.organizationId, slug: team.slug, name: team.name, created_at: team.now })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function updateTeam(
  db: Db,
  current: Team,
  change: { slug?: string | undefined; name?: string | undefined },
): Promise<Team> {
  if (change.slug === undefined && change.name === undefined) return Promise.resolve(current);
  return changing(db, ['settings'], (tx) =>
    tx
      .updateTable('teams')
      .set({ slug: change.slug, name: change.name })
      .where('id', '=', current.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** The names that a code host has for the team go with it. */
export async function deleteTeam(db: Db, id: TeamId): Promise<void> {
  await changing(db, ['settings'], (tx) => tx.deleteFrom('teams').where('id', '=', id).execute());
}

export async function addTeamMember(db: Db, teamId: TeamId, userId: UserId): Promise<void> {
  await db
    .insertInto('team_members')
    .values({ team_id: teamId, user_id: userId, role: null })
    .onConflict((conflict) => conflict.columns(['team_id', 'user_id']).doNothing())
    .execute();
}

export async function removeTeamMember(db: Db, teamId: TeamId, userId: UserId): Promise<void> {
  await db.deleteFrom('team_members').where('team_id', '=', teamId).where('user_id', '=', userId).execute();
}

/** A project always has a first key, called Default, so that an SDK can be set up at once. */
export function createProject(
  db: Db,
  project: {
    organizationId: OrganizationId;
    slug: string;
    name: string;
    platform: string | null;
    teamId?: TeamId;
    now: number;
    key?: { publicKey: string };
  },
): Promise<Project> {
  return changing(db, ['settings'], async (tx) => {
    const created = await tx
      .insertInto('projects')
      .values({
        organization_id: project.organizationId,
        slug: project.slug,
        name: project.name,
        platform: project.platform,
        first_event_at: null,
        created_at: project.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await addIssueDetectors(tx, created.id, project.now);
    if (project.teamId !== undefined) await linkTeam(tx, created.id, project.teamId);
    await createKey(tx, {
      projectId: created.id,
      label: 'Default',
      now: project.now,
      ...(project.key === undefined ? {} : { publicKey: project.key.publicKey }),
    });
    return created;
  });
}

export interface ProjectChange {
  readonly slug?: string | undefined;
  readonly name?: string | undefined;
  readonly platform?: string | null | undefined;
  /** What to merge into the options, given the project as it is when it is changed. */
  readonly options?: (current: Project) => Readonly<Record<string, unknown>>;
}

/** Changes of others in the meantime are kept. Undefined: the project does not exist. */
export function updateProject(db: Db, id: ProjectId, change: ProjectChange): Promise<Project | undefined> {
  return changing(db, ['settings'], async (tx) => {
    const current = await tx.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst();
    if (current === undefined) return undefined;
    const { slug, name, platform } = change;
    return tx
      .updateTable('projects')
      .set({ slug, name, platform, options: mergedOptions(current.options, change.options?.(current)) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
  });
}

export async function linkTeam(db: Db, projectId: ProjectId, teamId: TeamId): Promise<void> {
  await db
    .insertInto('project_teams')
    .values({ project_id: projectId, team_id: teamId })
    .onConflict((conflict) => conflict.columns(['project_id', 'team_id']).doNothing())
    .execute();
}

export async function unlinkTeam(db: Db, projectId: ProjectId, teamId: TeamId): Promise<void> {
  await db.deleteFrom('project_teams').where('project_id', '=', projectId).where('team_id', '=', teamId).execute();
}

export interface KeyRateLimit {
  readonly window: number;
  readonly count: number;
}

/** `publicKey`: 32 hex digits, random when not given. */
export function createKey(
  db: Db,
  key: { projectId: ProjectId; label: string; rateLimit?: KeyRateLimit | null; publicKey?: string; now: number },
): Promise<ProjectKeyRow> {
  return changing(db, ['settings'], (tx) =>
    tx
      .insertInto('project_keys')
      .values({
        project_id: key.projectId,
        label: key.label,
        public_key: key.publicKey ?? randomBytes(16).toString('hex'),
        secret_key: randomBytes(16).toString('hex'),
        rate_window_s: key.rateLimit?.window ?? null,
        rate_count: key.rateLimit?.count ?? null,
        created_at: key.now,
        last_used_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

export interface KeyChange {
  readonly label?: string | undefined;
  readonly isActive?: boolean | undefined;
  /** Null: no limit. */
  readonly rateLimit?: KeyRateLimit | null | undefined;
}

/** Undefined: the key does not exist. */
export function updateKey(db: Db, id: number, change: KeyChange): Promise<ProjectKeyRow | undefined> {
  const { label, isActive, rateLimit: limit } = change;
  return changing(db, ['settings'], async (tx) => {
    const set = {
      ...(label === undefined ? {} : { label }),
      ...(isActive === undefined ? {} : { is_active: Number(isActive) }),
      ...(limit === undefined ? {} : { rate_window_s: limit?.window ?? null, rate_count: limit?.count ?? null }),
    };
    if (Object.keys(set).length > 0) await tx.updateTable('project_keys').set(set).where('id', '=', id).execute();
    return tx.selectFrom('project_keys').selectAll().where('id', '=', id).executeTakeFirst();
  });
}

export async function deleteKey(db: Db, id: number): Promise<void> {
  await changing(db, ['settings'], (tx) => tx.deleteFrom('project_keys').where('id', '=', id).execute());
}

export async function setEnvironmentHidden(
  db: Db,
  environment: { projectId: ProjectId; name: string; hidden: boolean },
): Promise<void> {
  await db
    .updateTable('environments')
    .set({ is_hidden: Number(environment.hidden) })
    .where('project_id', '=', environment.projectId)
    .where('name', '=', environment.name)
    .execute();
}

/** Undefined values leave an option alone, null removes it. */
function mergedOptions(stored: string, change: Readonly<Record<string, unknown>> = {}): string {
  const merged: Record<string, unknown> = JSON.parse(stored) as Record<string, unknown>;
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = value;
  }
  return JSON.stringify(merged);
}
