import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** The two detectors that every project has: all errors, and everything that happens to issues. */
export async function addIssueDetectors(tx: Tx, projectId: number, now: number): Promise<void> {
  const common = { project_id: projectId, created_at: now, updated_at: now };
  await tx
    .insertInto('detectors')
    .values([
      { ...common, name: 'Error Monitor', type: 'error' },
      { ...common, name: 'Issue Stream', type: 'issue_stream' },
    ])
    .execute();
}

export async function setDetectorsEnabled(db: Db, ids: readonly number[], isEnabled: boolean): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('detectors')
    .set({ enabled: Number(isEnabled) })
    .where('id', 'in', ids)
    .execute();
}

export async function connect(
  tx: Tx,
  pairs: readonly { readonly workflow_id: number; readonly detector_id: number }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await tx
    .insertInto('workflow_detectors')
    .values(pairs)
    .onConflict((conflict) => conflict.columns(['workflow_id', 'detector_id']).doNothing())
    .execute();
}
