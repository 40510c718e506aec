import { latestVersion, type OrganizationId, type ProjectId } from '@garrison/protocol';
import { sql, type Selectable } from 'kysely';
import type {
  CodeownersRow,
  Database,
  Organization,
  OwnershipRow,
  Project,
  ProjectKeyRow,
  Team,
  Selects,
} from '../store/index.ts';
import { idsPast, toPositionPage, type PositionPage, type PositionResult } from './page.ts';

const ID = /^\d{1,15}$/;
type Row<Table extends keyof Database> = Selectable<Database[Table]>;

/** A path segment is a slug or a numeric id; slugs are never all digits. */
function byIdOrSlug(text: string): { column: 'id' | 'slug'; value: number | string } {
  return ID.test(text) ? { column: 'id', value: Number(text) } : { column: 'slug', value: text.toLowerCase() };
}

export function findOrganization(db: Selects, idOrSlug: string): Promise<Organization | undefined> {
  const { column, value } = byIdOrSlug(idOrSlug);
  return db.selectFrom('organizations').selectAll().where(column, '=', value).executeTakeFirst();
}

export function findOrganizationById(db: Selects, id: OrganizationId): Promise<Organization | undefined> {
  return db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listOrganizations(db: Selects, ids: readonly OrganizationId[]): Promise<Organization[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('organizations').selectAll().where('id', 'in', ids).orderBy('slug').execute();
}

/** The organisation that the sign-in page shows. */
export function firstOrganization(db: Selects): Promise<Organization | undefined> {
  return db.selectFrom('organizations').selectAll().orderBy('id').limit(1).executeTakeFirst();
}

export function findTeam(db: Selects, organizationId: OrganizationId, idOrSlug: string): Promise<Team | undefined> {
  const { column, value } = byIdOrSlug(idOrSlug);
  return db
    .selectFrom('teams')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(column, '=', value)
    .executeTakeFirst();
}

export function listTeams(db: Selects, organizationId: OrganizationId): Promise<Team[]> {
  return db.selectFrom('teams').selectAll().where('organization_id', '=', organizationId).orderBy('slug').execute();
}

export function listTeamMembers(db: Selects, organizationId: OrganizationId): Promise<Row<'team_members'>[]> {
  return db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .selectAll('team_members')
    .where('teams.organization_id', '=', organizationId)
    .execute();
}

export function findProject(
  db: Selects,
  organizationId: OrganizationId,
  idOrSlug: string,
): Promise<Project | undefined> {
  const { column, value } = byIdOrSlug(idOrSlug);
  return db
    .selectFrom('projects')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(column, '=', value)
    .where('status', '=', 'active')
    .executeTakeFirst();
}

export function listProjects(db: Selects, organizationId: OrganizationId): Promise<Project[]> {
  return db
    .selectFrom('projects')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'active')
    .orderBy('slug')
    .execute();
}

/** Which teams each project belongs to. */
export async function teamsOfProjects(
  db: Selects,
  organizationId: OrganizationId,
): Promise<ReadonlyMap<number, readonly Team[]>> {
  const rows = await db
    .selectFrom('project_teams')
    .innerJoin('teams', 'teams.id', 'project_teams.team_id')
    .selectAll('teams')
    .select('project_teams.project_id')
    .where('teams.organization_id', '=', organizationId)
    .orderBy('teams.slug')
    .execute();
  return Map.groupBy(rows, (row) => row.project_id);
}

/** What `release:latest` means in each project: the highest version where versions order its releases, else the newest release. */
export async function latestReleases(db: Selects, organizationId: OrganizationId): Promise<Map<ProjectId, string>> {
  const rows = await db
    .selectFrom('releases')
    .innerJoin('release_projects as seen', 'seen.release_id', 'releases.id')
    .select(['seen.project_id', 'releases.version'])
    .where('releases.organization_id', '=', organizationId)
    .orderBy(sql`coalesce(releases.released_at, seen.first_seen_at)`, 'desc')
    .orderBy('releases.id', 'desc')
    .execute();
  const versions = Map.groupBy(rows, (row) => row.project_id);
  return new Map(
    [...versions].flatMap(([projectId, own]): [ProjectId, string][] => {
      const latest = latestVersion(own.map(({ version }) => version));
      return latest === undefined ? [] : [[projectId, latest]];
    }),
  );
}

export interface KeyFilter {
  readonly projectIds: readonly ProjectId[];
  readonly status?: 'active' | 'inactive' | undefined;
}

export async function listKeys(db: Selects, { projectIds, status }: KeyFilter): Promise<ProjectKeyRow[]> {
  if (projectIds.length === 0) return [];
  let query = db.selectFrom('project_keys').selectAll().where('project_id', 'in', projectIds);
  if (status !== undefined) query = query.where('is_active', '=', status === 'active' ? 1 : 0);
  return query.orderBy('id').execute();
}

/** A key's id on the API is its public key. */
export function findKey(db: Selects, projectId: ProjectId, publicKey: string): Promise<ProjectKeyRow | undefined> {
  return db
    .selectFrom('project_keys')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('public_key', '=', publicKey)
    .executeTakeFirst();
}

/** Projects of several organisations; `publicKey` finds the one of a DSN. */
export async function listProjectsOf(
  db: Selects,
  organizationIds: readonly OrganizationId[],
  publicKey?: string,
): Promise<Project[]> {
  if (organizationIds.length === 0) return [];
  let query = db
    .selectFrom('projects')
    .selectAll()
    .where('organization_id', 'in', organizationIds)
    .where('status', '=', 'active');
  if (publicKey !== undefined) {
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('project_keys').select('project_id').where('public_key', '=', publicKey),
    );
  }
  return query.orderBy('id').execute();
}

export type Visibility = 'all' | 'hidden' | 'visible';

export async function listEnvironments(
  db: Selects,
  projectIds: readonly ProjectId[],
  visibility: Visibility,
): Promise<Row<'environments'>[]> {
  if (projectIds.length === 0) return [];
  let query = db.selectFrom('environments').selectAll().where('project_id', 'in', projectIds);
  if (visibility !== 'all') query = query.where('is_hidden', '=', visibility === 'hidden' ? 1 : 0);
  return query.orderBy('name').execute();
}

/** Newest first; the position is the id of a dead letter. */
export async function listDeadLetters(
  db: Selects,
  filter: { organizationId: OrganizationId; projectIds: readonly ProjectId[]; ofNoProject: boolean },
  page: PositionPage,
): Promise<PositionResult<Omit<Row<'dead_letters'>, 'item'>>> {
  const { operator, id, order } = idsPast(page);
  const rows = await db
    .selectFrom('dead_letters')
    .select(['id', 'organization_id', 'project_id', 'item_type', 'event_id', 'reason', 'detail', 'created_at'])
    .where('organization_id', '=', filter.organizationId)
    .where((eb) => {
      const ofProjects = eb('project_id', 'in', filter.projectIds);
      return filter.ofNoProject ? eb.or([ofProjects, eb('project_id', 'is', null)]) : ofProjects;
    })
    .where('id', operator, id)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
  return toPositionPage(rows, page);
}

/** The ownership rules and their settings. Undefined: the project has set nothing. */
export function findOwnership(db: Selects, projectId: ProjectId): Promise<OwnershipRow | undefined> {
  return db.selectFrom('ownership').selectAll().where('project_id', '=', projectId).executeTakeFirst();
}

/** The CODEOWNERS files of a project: of two that match, the later one decides. */
export function listCodeowners(db: Selects, projectId: ProjectId): Promise<CodeownersRow[]> {
  return db.selectFrom('codeowners').selectAll().where('project_id', '=', projectId).orderBy('id').execute();
}

/** The team or the user that a name of a code host stands for. */
export interface ExternalActor {
  readonly id: number;
  readonly provider: string;
  readonly name: string;
  readonly type: 'team' | 'user';
  /** The team's slug, the user's address. */
  readonly identifier: string;
}

export async function listExternalActors(db: Selects, organizationId: OrganizationId): Promise<ExternalActor[]> {
  const rows = await db
    .selectFrom('external_actors as actor')
    .leftJoin('teams as team', 'team.id', 'actor.team_id')
    .leftJoin('users as user', 'user.id', 'actor.user_id')
    .select(['actor.id', 'actor.provider', 'actor.external_name as name', 'team.slug', 'user.email'])
    .where('actor.organization_id', '=', organizationId)
    .orderBy('actor.id')
    .execute();
  return rows.flatMap(({ slug, email, ...actor }): ExternalActor[] => {
    if (slug !== null) return [{ ...actor, type: 'team', identifier: slug }];
    return email === null ? [] : [{ ...actor, type: 'user', identifier: email.toLowerCase() }];
  });
}
