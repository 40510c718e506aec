import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { changing } from './versions.ts';
import { inStatements, ROWS_PER_STATEMENT } from '../../statement-limits.ts';

export interface NewBundle {
  readonly organizationId: OrganizationId;
  /** SHA-1 of the whole upload, hex. */
  readonly checksum: string;
  readonly projectIds: readonly ProjectId[];
  readonly release: string | null;
  readonly dist: string | null;
  readonly size: number;
  readonly files: readonly NewArtifactFile[];
  readonly now: number;
}

export interface NewArtifactFile {
  /** 32 hex digits; null: the file is found by its address alone. */
  readonly debugId: string | null;
  /** Sentry's names: `source`, `minified_source`, `source_map`, `indexed_ram_bundle`. */
  readonly type: string;
  readonly url: string;
  readonly sourceMapRef: string | null;
  readonly blobKey: string;
  readonly size: number;
}

/** Several per statement; statements take a bounded number of parameters. */
export async function addChunk(
  db: Kysely<Database>,
  chunk: { organizationId: OrganizationId; checksum: string; size: number; now: number },
): Promise<void> {
  const { organizationId, checksum, size, now } = chunk;
  await db
    .insertInto('artifact_chunks')
    .values({ organization_id: organizationId, checksum, size, created_at: now })
    .onConflict((conflict) => conflict.columns(['organization_id', 'checksum']).doUpdateSet({ created_at: now }))
    .execute();
}

/** Their bytes are no longer needed. */
export async function deleteChunks(
  db: Kysely<Database>,
  organizationId: OrganizationId,
  checksums: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('artifact_chunks')
    .where('organization_id', '=', organizationId)
    .where('checksum', 'in', checksums)
    .execute();
}

/** The bundle with its files, in one transaction; the same upload again only adds projects. Caches of files are emptied. */
export function addBundle(db: Kysely<Database>, bundle: NewBundle): Promise<void> {
  return changing(db, ['artifacts'], async (tx) => {
    const { organizationId, checksum, now } = bundle;
    const added = await tx
      .insertInto('artifact_bundles')
      .values({
        organization_id: organizationId,
        checksum,
        release: bundle.release,
        dist: bundle.dist,
        size: bundle.size,
        file_count: bundle.files.length,
        created_at: now,
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'checksum']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const { id } =
      added ??
      (await tx
        .selectFrom('artifact_bundles')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('checksum', '=', checksum)
        .executeTakeFirstOrThrow());
    for (const projectId of bundle.projectIds) {
      await tx
        .insertInto('artifact_bundle_projects')
        .values({ bundle_id: id, project_id: projectId, uploaded_at: now })
        .onConflict((conflict) => conflict.columns(['bundle_id', 'project_id']).doUpdateSet({ uploaded_at: now }))
        .execute();
    }
    if (added === undefined) return;
    for (const files of inStatements(bundle.files, ROWS_PER_STATEMENT)) {
      const rows = files.map((file) => ({
        bundle_id: id,
        debug_id: file.debugId,
        type: file.type,
        url: file.url,
        source_map_ref: file.sourceMapRef,
        blob_key: file.blobKey,
        size: file.size,
      }));
      await tx.insertInto('artifact_files').values(rows).execute();
    }
  });
}
