import type { OrganizationId, ProjectId } from '@garrison/protocol';
import { type Selectable, sql } from 'kysely';
import type { Database, Release, Selects } from '../../store/index.ts';
import { toPage, type Page } from '../page.ts';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

export interface ReleaseFilter {
  readonly organizationId: OrganizationId;
  /** Undefined: of every project, and those without a project. */
  readonly projectIds?: readonly ProjectId[] | undefined;
  /** Empty: seen in whatever environment, or in none yet. */
  readonly environments?: readonly string[];
  readonly status?: 'open' | 'archived' | undefined;
  /** Part of the version. */
  readonly text?: string | undefined;
}

/** The age of a release counts from its release date, else from when it was first seen or announced. */
const DATE = sql<number>`coalesce(releases.released_at, releases.created_at)`;

/** Newest first. */
export async function listReleases(
  db: Selects,
  filter: ReleaseFilter,
  page: Page,
): Promise<{ readonly rows: readonly Release[]; readonly hasMore: boolean }> {
  const { organizationId, projectIds, environments = [], status, text } = filter;
  let query = db.selectFrom('releases').selectAll().where('organization_id', '=', organizationId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (text !== undefined && text !== '') {
    const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where(sql<boolean>`lower(version) LIKE ${pattern} ESCAPE '\\'`);
  }
  if (projectIds !== undefined) {
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('release_projects').select('release_id').where('project_id', 'in', projectIds),
    );
  }
  if (environments.length > 0) {
    query = query.where('id', 'in', (eb) => {
      const seen = eb.selectFrom('release_environments').select('release_id').where('environment', 'in', environments);
      return projectIds === undefined ? seen : seen.where('project_id', 'in', projectIds);
    });
  }
  const rows = await query
    .orderBy(DATE, 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  return toPage(rows, page);
}

/** Of the organisation, and of the project when one is given. */
export async function findRelease(
  db: Selects,
  { organizationId, projectId }: { organizationId: OrganizationId; projectId?: ProjectId | undefined },
  version: string,
): Promise<Release | undefined> {
  let query = db
    .selectFrom('releases')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('version', '=', version);
  if (projectId !== undefined) {
    query = query.where('id', 'in', (eb) =>
      eb.selectFrom('release_projects').select('release_id').where('project_id', '=', projectId),
    );
  }
  return query.executeTakeFirst();
}

/** The newest release before this one, of one of its projects, that has commits. */
export async function previousWithCommits(db: Selects, release: Release): Promise<Release | undefined> {
  const age = release.released_at ?? release.created_at;
  return db
    .selectFrom('releases')
    .selectAll()
    .where('organization_id', '=', release.organization_id)
    .where('id', '!=', release.id)
    .where((eb) => eb.or([eb(DATE, '<', age), eb.and([eb(DATE, '=', age), eb('id', '<', release.id)])]))
    .where('id', 'in', (eb) => eb.selectFrom('release_commits').select('release_id'))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('release_projects as other')
        .innerJoin('release_projects as own', 'own.project_id', 'other.project_id')
        .select('other.release_id')
        .where('own.release_id', '=', release.id),
    )
    .orderBy(DATE, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether the release is the first release of any issue. */
export async function isFirstReleaseOfIssues(db: Selects, release: Release): Promise<boolean> {
  const row = await db
    .selectFrom('issues')
    .innerJoin('projects', 'projects.id', 'issues.project_id')
    .select('issues.id')
    .where('projects.organization_id', '=', release.organization_id)
    .where('issues.first_release', '=', release.version)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export function listDeploys(db: Selects, releaseId: number): Promise<Row<'deploys'>[]> {
  return db
    .selectFrom('deploys')
    .selectAll()
    .where('release_id', '=', releaseId)
    .orderBy('finished_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
