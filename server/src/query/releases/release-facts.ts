import type { ProjectId } from '@garrison/protocol';
import { type Selectable, sql } from 'kysely';
import type { Database, Release, Selects } from '../../store/index.ts';
import { type Commit, lastCommits } from './commits.ts';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

/** What is known of a release beside its own row. */
export interface ReleaseFacts {
  readonly projects: readonly ReleaseProject[];
  /** Of events and sessions; undefined: there were none. */
  readonly firstEventAt: number | undefined;
  readonly lastEventAt: number | undefined;
  readonly commitCount: number;
  readonly lastCommit: Commit | undefined;
  readonly authors: readonly { readonly name: string | null; readonly email: string }[];
  readonly deployCount: number;
  readonly lastDeploy: Row<'deploys'> | undefined;
}

export interface ReleaseProject {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
  /** Issues that began in the release. */
  readonly newIssues: number;
  readonly firstSeenAt: number;
}

/** Of several releases of one organisation at once, by the release's id. */
export async function factsOfReleases(
  db: Selects,
  releases: readonly Release[],
): Promise<ReadonlyMap<number, ReleaseFacts>> {
  if (releases.length === 0) return new Map();
  const ids = releases.map(({ id }) => id);
  const [projects, times, commits, newest, authors, deploys] = await Promise.all([
    projectsOf(db, releases),
    eventTimes(db, ids),
    commitCounts(db, ids),
    lastCommits(db, ids),
    authorsOf(db, ids),
    deploysOf(db, ids),
  ]);
  return new Map(
    ids.map((id): [number, ReleaseFacts] => {
      const own = deploys.get(id) ?? [];
      return [
        id,
        {
          projects: projects.get(id) ?? [],
          firstEventAt: times.get(id)?.first,
          lastEventAt: times.get(id)?.last,
          commitCount: commits.get(id) ?? 0,
          lastCommit: newest.get(id),
          authors: authors.get(id) ?? [],
          deployCount: own.length,
          lastDeploy: own[0],
        },
      ];
    }),
  );
}

async function projectsOf(
  db: Selects,
  releases: readonly Release[],
): Promise<ReadonlyMap<number, readonly ReleaseProject[]>> {
  const ids = releases.map(({ id }) => id);
  const rows = await db
    .selectFrom('release_projects as of')
    .innerJoin('projects as project', 'project.id', 'of.project_id')
    .innerJoin('releases', 'releases.id', 'of.release_id')
    .select(['of.release_id', 'of.first_seen_at', 'releases.version'])
    .select(['project.id', 'project.slug', 'project.name', 'project.platform'])
    .where('of.release_id', 'in', ids)
    .where('project.status', '=', 'active')
    .orderBy('project.slug')
    .execute();
  const projectIds = [...new Set(rows.map(({ id }) => id))];
  const counts = projectIds.length === 0 ? [] : await newIssueCounts(db, projectIds, releases);
  const newIssues = new Map(counts.map((row) => [`${row.project_id} ${row.first_release}`, row.issues]));
  const projects = rows.map(({ first_seen_at: firstSeenAt, version, ...row }) => ({
    ...row,
    firstSeenAt,
    newIssues: newIssues.get(`${row.id} ${version}`) ?? 0,
  }));
  return Map.groupBy(projects, (row) => row.release_id);
}

function newIssueCounts(db: Selects, projectIds: readonly ProjectId[], releases: readonly Release[]) {
  return db
    .selectFrom('issues')
    .select(['project_id', 'first_release', (eb) => eb.fn.countAll<number>().as('issues')])
    .where('project_id', 'in', projectIds)
    .where(
      'first_release',
      'in',
      releases.map(({ version }) => version),
    )
    .groupBy(['project_id', 'first_release'])
    .execute();
}

async function eventTimes(
  db: Selects,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly first: number; readonly last: number }>> {
  const rows = await db
    .selectFrom('release_environments')
    .select(['release_id', sql<number>`min(first_seen_at)`.as('first'), sql<number>`max(last_seen_at)`.as('last')])
    .where('release_id', 'in', ids)
    .groupBy('release_id')
    .execute();
  return new Map(rows.map((row) => [row.release_id, row]));
}

async function commitCounts(db: Selects, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('release_commits')
    .select(['release_id', (eb) => eb.fn.countAll<number>().as('commits')])
    .where('release_id', 'in', ids)
    .groupBy('release_id')
    .execute();
  return new Map(rows.map((row) => [row.release_id, row.commits]));
}

async function authorsOf(db: Selects, ids: readonly number[]): Promise<ReadonlyMap<number, ReleaseFacts['authors']>> {
  const rows = await db
    .selectFrom('release_commits as of')
    .innerJoin('commits', 'commits.id', 'of.commit_id')
    .select(['of.release_id', 'commits.author_email as email'])
    .select(sql<string | null>`max(commits.author_name)`.as('name'))
    .where('of.release_id', 'in', ids)
    .where('commits.author_email', 'is not', null)
    .groupBy(['of.release_id', 'commits.author_email'])
    .orderBy('commits.author_email')
    .execute();
  return Map.groupBy(
    rows.map(({ name, email, release_id }) => ({ release_id, name, email: email ?? '' })),
    (row) => row.release_id,
  );
}

/** Newest first. */
async function deploysOf(db: Selects, ids: readonly number[]): Promise<ReadonlyMap<number, Row<'deploys'>[]>> {
  const rows = await db
    .selectFrom('deploys')
    .selectAll()
    .where('release_id', 'in', ids)
    .orderBy('finished_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return Map.groupBy(rows, (row) => row.release_id);
}
