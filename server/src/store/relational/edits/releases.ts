import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database, Release } from '../database.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** The fields of a release that a pipeline sends; an absent field is not changed. */
export interface ReleaseDetails {
  readonly status?: 'open' | 'archived' | undefined;
  readonly ref?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly startedAt?: number | null | undefined;
  readonly releasedAt?: number | null | undefined;
}

/** Creates the release, or changes the one that is there; it belongs to these projects too from then on. */
export async function saveRelease(
  db: Db,
  release: {
    readonly organizationId: OrganizationId;
    readonly version: string;
    readonly projectIds: readonly ProjectId[];
    readonly details: ReleaseDetails;
    readonly now: number;
  },
): Promise<{ readonly release: Release; readonly isNew: boolean }> {
  const { organizationId, version, now } = release;
  return db.transaction().execute(async (tx) => {
    const created = await tx
      .insertInto('releases')
      .values({ organization_id: organizationId, version, created_at: now })
      .onConflict((conflict) => conflict.columns(['organization_id', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id } =
      created ??
      (await tx
        .selectFrom('releases')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('version', '=', version)
        .executeTakeFirstOrThrow());
    await linkProjects(tx, { releaseId: id, projectIds: release.projectIds, now });
    await setDetails(tx, id, release.details);
    const row = await tx.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return { release: row, isNew: created !== undefined };
  });
}

async function linkProjects(
  tx: Tx,
  { releaseId, projectIds, now }: { releaseId: number; projectIds: readonly ProjectId[]; now: number },
): Promise<void> {
  if (projectIds.length === 0) return;
  const rows = projectIds.map((id) => ({
    release_id: releaseId,
    project_id: id,
    first_seen_at: now,
    last_seen_at: now,
  }));
  await tx
    .insertInto('release_projects')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['release_id', 'project_id']).doNothing())
    .execute();
}

async function setDetails(tx: Tx, id: number, details: ReleaseDetails): Promise<void> {
  const { status, ref, url, startedAt, releasedAt } = details;
  const given = { status, ref, url, started_at: startedAt, released_at: releasedAt };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (Object.keys(set).length > 0) await tx.updateTable('releases').set(set).where('id', '=', id).execute();
}

export async function deleteRelease(db: Db, id: number): Promise<void> {
  await db.deleteFrom('releases').where('id', '=', id).execute();
}

export interface NewDeploy {
  readonly releaseId: number;
  /** Empty: of all projects of the release. */
  readonly projectIds: readonly ProjectId[];
  readonly environment: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly startedAt: number | null;
  readonly finishedAt: number;
}

export async function addDeploy(db: Db, deploy: NewDeploy): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('deploys')
      .values({
        release_id: deploy.releaseId,
        environment: deploy.environment,
        name: deploy.name,
        url: deploy.url,
        started_at: deploy.startedAt,
        finished_at: deploy.finishedAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const rows = deploy.projectIds.map((projectId) => ({ deploy_id: id, project_id: projectId }));
    if (rows.length > 0) await tx.insertInto('deploy_projects').values(rows).execute();
    return id;
  });
}
