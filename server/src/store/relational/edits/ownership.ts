import type { ProjectId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Database, OwnershipRow } from '../database.ts';
import { changing } from './versions.ts';

export type OwnershipChange = Partial<
  Pick<OwnershipRow, 'raw' | 'fallthrough' | 'auto_assignment' | 'codeowners_auto_sync'>
>;

/** What a project has that has set nothing: Sentry's defaults. */
const DEFAULTS = { raw: '', fallthrough: 1, auto_assignment: 'Auto Assign to Issue Owner', codeowners_auto_sync: 1 };

/** What is left out stays as it is. */
export function setOwnership(
  db: Kysely<Database>,
  projectId: ProjectId,
  { change, now }: { change: OwnershipChange; now: number },
): Promise<OwnershipRow> {
  return changing(db, ['settings'], (tx) =>
    tx
      .insertInto('ownership')
      .values({ ...DEFAULTS, ...change, project_id: projectId, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.column('project_id').doUpdateSet({ ...change, updated_at: now }))
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}
