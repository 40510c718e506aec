import type { Insertable, Kysely, Transaction } from 'kysely';
import type { AlertTables } from '../alert-tables.ts';
import type { Alert, Database } from '../database.ts';
import { enqueue, type MessageTarget, tellFollowUp } from './outbox.ts';

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** What one change comes to. `fire` does nothing while the workflow fired for the subject within its frequency. */
export type AlertEffect =
  | {
      readonly kind: 'fire';
      readonly workflowId: number;
      readonly subject: string;
      readonly frequencyMs: number;
      readonly alert: Insertable<AlertTables['alerts']>;
      readonly targets: readonly MessageTarget[];
    }
  | { readonly kind: 'resolve'; readonly issueId: number; readonly by: string; readonly at: number }
  | { readonly kind: 'assign'; readonly issueId: number; readonly owner: string | null };

const READER = 'alert';

/** Up to which change alerts have been evaluated. */
export async function alertCursor(db: Pick<Kysely<Database>, 'selectFrom'>): Promise<number> {
  const row = await db
    .selectFrom('feed_readers')
    .select('change_id')
    .where('name', '=', READER)
    .executeTakeFirstOrThrow();
  return row.change_id;
}

/** Writes what changes come to and moves the cursor, in one transaction. False: somebody else has read on meanwhile; nothing is written. */
export function recordAlertStep(
  db: Db,
  { from, to, effects, now }: { from: number; to: number; effects: readonly AlertEffect[]; now: number },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('feed_readers')
      .set({ change_id: to, moved_at: now })
      .where('name', '=', READER)
      .where('change_id', '=', from)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    for (const effect of effects) await apply(tx, effect, now);
    return true;
  });
}

async function apply(tx: Tx, effect: AlertEffect, now: number): Promise<void> {
  if (effect.kind === 'fire') return fire(tx, effect, now);
  if (effect.kind === 'assign') {
    await tx
      .updateTable('alerts')
      .set({ owner: effect.owner })
      .where('issue_id', '=', effect.issueId)
      .where('resolved_at', 'is', null)
      .execute();
    return;
  }
  const open = await tx
    .selectFrom('alerts')
    .selectAll()
    .where('issue_id', '=', effect.issueId)
    .where('resolved_at', 'is', null)
    .where('fired_at', '<=', effect.at)
    .execute();
  for (const alert of open) await resolve(tx, alert, { by: effect.by, now });
}

async function fire(tx: Tx, effect: AlertEffect & { readonly kind: 'fire' }, now: number): Promise<void> {
  const { workflowId, subject, frequencyMs, alert, targets } = effect;
  // A project or a workflow may have been deleted since it was read.
  const isThere = await tx
    .selectFrom('workflows')
    .innerJoin('projects', 'projects.organization_id', 'workflows.organization_id')
    .select('workflows.id')
    .where('workflows.id', '=', workflowId)
    .where('projects.id', '=', alert.project_id)
    .executeTakeFirst();
  if (isThere === undefined) return;
  const first = await tx
    .insertInto('workflow_firings')
    .values({ workflow_id: workflowId, subject, fired_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['workflow_id', 'subject'])
        .doUpdateSet({ fired_at: now })
        .where('workflow_firings.fired_at', '<=', now - frequencyMs),
    )
    .returning('workflow_id')
    .executeTakeFirst();
  if (first === undefined) return;
  const { id } = await tx.insertInto('alerts').values(alert).returning('id').executeTakeFirstOrThrow();
  for (const target of targets) {
    await enqueue(
      tx,
      { ...target, organizationId: alert.organization_id, workflowId, kind: 'fired', alertId: id },
      now,
    );
  }
}

async function resolve(tx: Tx, alert: Alert, { by, now }: { by: string; now: number }): Promise<void> {
  await tx
    .updateTable('alerts')
    .set({ resolved_at: now, resolved_by: by, next_step_at: null })
    .where('id', '=', alert.id)
    .execute();
  await tellFollowUp(tx, alert, { kind: 'resolved', now });
}

/** Marks an alert as acknowledged: it does not escalate. Returns undefined when there is no such alert. An alert that is acknowledged or resolved already is not changed. */
export function acknowledgeAlert(
  db: Db,
  id: number,
  { by, now }: { by: string; now: number },
): Promise<Alert | undefined> {
  return db.transaction().execute(async (tx) => {
    const alert = await tx.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
    if (alert === undefined || alert.resolved_at !== null || alert.acknowledged_at !== null) return alert;
    const set = { acknowledged_at: now, acknowledged_by: by, next_step_at: null };
    await tx.updateTable('alerts').set(set).where('id', '=', id).execute();
    await tellFollowUp(tx, alert, { kind: 'acknowledged', now });
    return { ...alert, ...set };
  });
}

export function resolveAlert(db: Db, id: number, { by, now }: { by: string; now: number }): Promise<Alert | undefined> {
  return db.transaction().execute(async (tx) => {
    const alert = await tx.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
    if (alert === undefined || alert.resolved_at !== null) return alert;
    await resolve(tx, alert, { by, now });
    return { ...alert, resolved_at: now, resolved_by: by, next_step_at: null };
  });
}

export async function handOverAlert(db: Db, id: number, owner: string): Promise<void> {
  await db.updateTable('alerts').set({ owner }).where('id', '=', id).execute();
}

/** A step of an escalation. Nothing happens when somebody has taken the alert since, or the step was made. */
export function escalateAlert(
  db: Db,
  alert: Alert,
  {
    change,
    targets,
    now,
  }: {
    change: Partial<Pick<Alert, 'tier' | 'workflow_id' | 'due_at' | 'next_step_at' | 'step'>>;
    targets: readonly MessageTarget[];
    now: number;
  },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('alerts')
      .set(change)
      .where('id', '=', alert.id)
      .where('resolved_at', 'is', null)
      .where('acknowledged_at', 'is', null)
      .where('next_step_at', '=', alert.next_step_at)
      .where('step', '=', alert.step)
      .where('workflow_id', 'is', alert.workflow_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    for (const target of targets) {
      const workflowId = change.workflow_id ?? alert.workflow_id;
      const { organization_id: organizationId, id: alertId } = alert;
      await enqueue(tx, { ...target, organizationId, workflowId, kind: 'escalated', alertId }, now);
    }
  });
}
