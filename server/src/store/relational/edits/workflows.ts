import type { Insertable, Kysely, Updateable } from 'kysely';
import type { AlertTables } from '../alert-tables.ts';
import type { Database, StoredWorkflow } from '../database.ts';
import { connect } from './detectors.ts';

type Db = Kysely<Database>;

export function addWorkflow(
  db: Db,
  workflow: Insertable<AlertTables['workflows']>,
  detectorIds: readonly number[],
): Promise<StoredWorkflow> {
  return db.transaction().execute(async (tx) => {
    const made = await tx.insertInto('workflows').values(workflow).returningAll().executeTakeFirstOrThrow();
    await connect(
      tx,
      detectorIds.map((detectorId) => ({ workflow_id: made.id, detector_id: detectorId })),
    );
    return made;
  });
}

/** What is left out stays as it is. Undefined: the workflow is gone. */
export function updateWorkflow(
  db: Db,
  id: number,
  { change, detectorIds }: { change: Updateable<AlertTables['workflows']>; detectorIds?: readonly number[] },
): Promise<StoredWorkflow | undefined> {
  return db.transaction().execute(async (tx) => {
    if (detectorIds !== undefined) {
      await tx.deleteFrom('workflow_detectors').where('workflow_id', '=', id).execute();
      await connect(
        tx,
        detectorIds.map((detectorId) => ({ workflow_id: id, detector_id: detectorId })),
      );
    }
    return tx.updateTable('workflows').set(change).where('id', '=', id).returningAll().executeTakeFirst();
  });
}

export async function setWorkflowsEnabled(db: Db, ids: readonly number[], isEnabled: boolean): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('workflows')
    .set({ enabled: Number(isEnabled) })
    .where('id', 'in', ids)
    .execute();
}

export async function deleteWorkflows(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('workflows').where('id', 'in', ids).execute();
}

/** The tiers of an organisation become these; those that are not named any more go. A tier that stays keeps its id. */
export async function setTiers(
  db: Db,
  organizationId: number,
  tiers: readonly (Insertable<AlertTables['workflows']> & { readonly tier: string })[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const names = tiers.map(({ tier }) => tier);
    await tx
      .deleteFrom('workflows')
      .where('organization_id', '=', organizationId)
      .where('tier', 'is not', null)
      .$if(names.length > 0, (query) => query.where('tier', 'not in', names))
      .execute();
    await tx.updateTable('organizations').set({ has_tiers: 1 }).where('id', '=', organizationId).execute();
    for (const tier of tiers) {
      const { created_at: _, created_by: __, ...change } = tier;
      const { numUpdatedRows } = await tx
        .updateTable('workflows')
        .set(change)
        .where('organization_id', '=', organizationId)
        .where('tier', '=', tier.tier)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) await tx.insertInto('workflows').values(tier).execute();
    }
  });
}
