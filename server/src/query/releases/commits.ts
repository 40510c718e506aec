import type { OrganizationId } from '@garrison/protocol';
import type { Selectable } from 'kysely';
import type { Database, Selects } from '../../store/index.ts';
import { toPage, type Page } from '../page.ts';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

export type Repository = Row<'repositories'>;

/** A commit, and the repository that it is in. */
export interface Commit extends Row<'commits'> {
  readonly repository: Repository;
}

/** Of one release, newest first. */
export async function listCommits(
  db: Selects,
  releaseId: number,
  page: Page,
): Promise<{ readonly rows: readonly Commit[]; readonly hasMore: boolean }> {
  const rows = await db
    .selectFrom('release_commits as of')
    .innerJoin('commits', 'commits.id', 'of.commit_id')
    .selectAll('commits')
    .where('of.release_id', '=', releaseId)
    .orderBy('of.position')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  return toPage(await withRepositories(db, rows), page);
}

/** The newest commit of each release that has any. */
export async function lastCommits(db: Selects, releaseIds: readonly number[]): Promise<ReadonlyMap<number, Commit>> {
  const rows = await db
    .selectFrom('release_commits as of')
    .innerJoin('commits', 'commits.id', 'of.commit_id')
    .selectAll('commits')
    .select('of.release_id')
    .where('of.release_id', 'in', releaseIds)
    .where('of.position', '=', 0)
    .execute();
  // One commit may be the newest of several releases.
  const commits = new Map((await withRepositories(db, rows)).map((commit) => [commit.id, commit]));
  const found = new Map<number, Commit>();
  for (const row of rows) {
    const commit = commits.get(row.id);
    if (commit !== undefined) found.set(row.release_id, commit);
  }
  return found;
}

/** Which files the commits of a release change, in the order of their paths. */
export async function listCommitFiles(
  db: Selects,
  releaseId: number,
  page: Page,
): Promise<{
  readonly rows: readonly (Row<'commit_files'> & {
    readonly sha: string;
    readonly message: string | null;
    readonly repository: string;
  })[];
  readonly hasMore: boolean;
}> {
  const rows = await db
    .selectFrom('release_commits as of')
    .innerJoin('commit_files as file', 'file.commit_id', 'of.commit_id')
    .innerJoin('commits', 'commits.id', 'of.commit_id')
    .innerJoin('repositories as repository', 'repository.id', 'commits.repository_id')
    .selectAll('file')
    .select(['commits.sha', 'commits.message', 'repository.name as repository'])
    .where('of.release_id', '=', releaseId)
    .orderBy('file.path')
    .orderBy('of.position')
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
  return toPage(rows, page);
}

/** The whole id of a commit that is known by it, or by its beginning of at least seven digits. */
export async function findCommit(
  db: Selects,
  organizationId: OrganizationId,
  { repository, commit }: { readonly repository: string; readonly commit: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('commits')
    .innerJoin('repositories', 'repositories.id', 'commits.repository_id')
    .select('commits.sha')
    .where('repositories.organization_id', '=', organizationId)
    .where('repositories.name', '=', repository)
    .where((eb) =>
      /^[0-9a-f]{7,39}$/.test(commit)
        ? eb.or([eb('commits.sha', '=', commit), eb('commits.sha', 'like', `${commit}%`)])
        : eb('commits.sha', '=', commit),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.sha;
}

/** A commit with the files that it changes. */
export interface CommitWithFiles extends Commit {
  readonly paths: readonly string[];
}

/** Of one release, newest first. */
export async function commitsWithFiles(db: Selects, releaseId: number, limit: number): Promise<CommitWithFiles[]> {
  const { rows } = await listCommits(db, releaseId, { limit, offset: 0 });
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const files = await db
    .selectFrom('commit_files')
    .select(['commit_id', 'path'])
    .where('commit_id', 'in', ids)
    .execute();
  const paths = Map.groupBy(files, (file) => file.commit_id);
  return rows.map((row) => ({ ...row, paths: (paths.get(row.id) ?? []).map(({ path }) => path) }));
}

export function listRepositories(db: Selects, organizationId: OrganizationId): Promise<Repository[]> {
  return db
    .selectFrom('repositories')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('name')
    .execute();
}

async function withRepositories(db: Selects, rows: readonly Row<'commits'>[]): Promise<Commit[]> {
  const ids = [...new Set(rows.map((row) => row.repository_id))];
  if (ids.length === 0) return [];
  const repositories = await db.selectFrom('repositories').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(repositories.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const repository = byId.get(row.repository_id);
    return repository === undefined ? [] : [{ ...row, repository }];
  });
}
