import type { OrganizationId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export interface NewCommit {
  readonly sha: string;
  readonly repository: string;
  readonly message: string | null;
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  /** Null: the pipeline does not say. */
  readonly committedAt: number | null;
  /** Null: the pipeline sent no list of changed files. */
  readonly files: readonly { readonly path: string; readonly type: string }[] | null;
}

export interface NewRepository {
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly url: string | null;
  readonly provider: string | null;
  readonly now: number;
}

const FILES_PER_STATEMENT = 1000;

/** Undefined: a repository of this name is there already. */
export async function addRepository(db: Db, repository: NewRepository): Promise<number | undefined> {
  const row = await db
    .insertInto('repositories')
    .values({
      organization_id: repository.organizationId,
      name: repository.name,
      url: repository.url,
      provider: repository.provider,
      created_at: repository.now,
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** Deletes its commits, too. */
export async function deleteRepository(db: Db, organizationId: OrganizationId, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('repositories')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** The release has these commits, newest first, and no others. Repositories that commits name are created. */
export async function setCommits(
  db: Db,
  release: { readonly id: number; readonly organizationId: OrganizationId; readonly now: number },
  commits: readonly NewCommit[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('release_commits').where('release_id', '=', release.id).execute();
    const repositories = new Map<string, number>();
    for (const [position, commit] of commits.entries()) {
      const repositoryId =
        repositories.get(commit.repository) ?? (await repositoryNamed(tx, commit.repository, release));
      repositories.set(commit.repository, repositoryId);
      const commitId = await saveCommit(tx, { commit, repositoryId, now: release.now });
      await tx
        .insertInto('release_commits')
        .values({ release_id: release.id, commit_id: commitId, position })
        .onConflict((conflict) => conflict.columns(['release_id', 'commit_id']).doNothing())
        .execute();
    }
  });
}

async function repositoryNamed(
  tx: Tx,
  name: string,
  { organizationId, now }: { organizationId: OrganizationId; now: number },
): Promise<number> {
  await addRepository(tx, { organizationId, name, url: null, provider: null, now });
  const { id } = await tx
    .selectFrom('repositories')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return id;
}

/** Fields of a known commit that are not given this time are kept. */
async function saveCommit(
  tx: Tx,
  { commit, repositoryId, now }: { commit: NewCommit; repositoryId: number; now: number },
): Promise<number> {
  const { sha, message, authorName, authorEmail, committedAt, files } = commit;
  const { id } = await tx
    .insertInto('commits')
    .values({
      repository_id: repositoryId,
      sha,
      message,
      author_name: authorName,
      author_email: authorEmail,
      committed_at: committedAt ?? now,
    })
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'sha']).doUpdateSet((eb) => ({
        message: eb.fn.coalesce('excluded.message', 'commits.message'),
        author_name: eb.fn.coalesce('excluded.author_name', 'commits.author_name'),
        author_email: eb.fn.coalesce('excluded.author_email', 'commits.author_email'),
        committed_at: committedAt === null ? eb.ref('commits.committed_at') : eb.ref('excluded.committed_at'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  if (files === null) return id;
  await tx.deleteFrom('commit_files').where('commit_id', '=', id).execute();
  const rows = [...new Map(files.map(({ path, type }) => [path, { commit_id: id, path, type }])).values()];
  for (let at = 0; at < rows.length; at += FILES_PER_STATEMENT) {
    await tx
      .insertInto('commit_files')
      .values(rows.slice(at, at + FILES_PER_STATEMENT))
      .execute();
  }
  return id;
}
