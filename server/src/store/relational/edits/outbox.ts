import type { Transaction } from 'kysely';
import type { MessageKind } from '../alert-tables.ts';
import type { Database } from '../database.ts';

type Tx = Transaction<Database>;

/** Where a message goes: `via` is the kind of channel; `integrationId` when a workflow names one. */
export interface MessageTarget {
  readonly via: string;
  readonly target: string;
  readonly integrationId: number | null;
  /** Alerts until this time are collected into one message. */
  readonly gatherUntil?: number;
}

export interface NewMessage extends MessageTarget {
  readonly organizationId: number;
  readonly workflowId: number | null;
  readonly kind: MessageKind;
  readonly alertId: number;
}

/** As many single messages go to one target within this time; what follows is collected. */
const STORM_MESSAGES = 5;
const STORM_WITHIN_MS = 600_000;
const STORM_GATHER_MS = 60_000;
/** This channel keeps one incident per alert, so that each can be acknowledged and resolved there. */
const SINGLE = 'pagerduty';

/** Adds a message about an alert, in the transaction of its cause. When many go to one target, one message tells them together. */
export async function enqueue(tx: Tx, message: NewMessage, now: number): Promise<void> {
  const key = `${message.workflowId ?? 0} ${message.kind} ${message.via} ${message.target}`;
  const gathering = await tx
    .selectFrom('outbox')
    .select(['id', 'alert_count'])
    .where('gather_key', '=', key)
    .executeTakeFirst();
  if (gathering !== undefined) {
    const count = gathering.alert_count + 1;
    await tx
      .updateTable('outbox')
      .set({ alert_count: count, kind: message.kind === 'fired' ? 'digest' : message.kind })
      .where('id', '=', gathering.id)
      .execute();
    await addAlert(tx, gathering.id, message.alertId);
    return;
  }
  const until = message.gatherUntil ?? ((await isStorm(tx, message, now)) ? now + STORM_GATHER_MS : undefined);
  const { id } = await tx
    .insertInto('outbox')
    .values({
      organization_id: message.organizationId,
      workflow_id: message.workflowId,
      kind: message.kind,
      via: message.via,
      target: message.target,
      integration_id: message.integrationId,
      gather_key: until === undefined ? null : key,
      state: 'waiting',
      note: null,
      next_try_at: until ?? now,
      created_at: now,
      settled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addAlert(tx, id, message.alertId);
}

async function addAlert(tx: Tx, outboxId: number, alertId: number): Promise<void> {
  await tx
    .insertInto('outbox_alerts')
    .values({ outbox_id: outboxId, alert_id: alertId })
    .onConflict((conflict) => conflict.columns(['alert_id', 'outbox_id']).doNothing())
    .execute();
}

async function isStorm(tx: Tx, { workflowId, kind, via, target }: NewMessage, now: number): Promise<boolean> {
  if (via === SINGLE) return false;
  const recent = await tx
    .selectFrom('outbox')
    .select('id')
    .where('workflow_id', 'is', workflowId)
    .where('kind', '=', kind)
    .where('via', '=', via)
    .where('target', '=', target)
    .where('created_at', '>', now - STORM_WITHIN_MS)
    .limit(STORM_MESSAGES)
    .execute();
  return recent.length >= STORM_MESSAGES;
}

/** Adds a message about the progress of an alert for every target that got a message about it. Targets whose first message is not sent yet get both in one. */
export async function tellFollowUp(
  tx: Tx,
  alert: { readonly id: number; readonly organization_id: number; readonly workflow_id: number | null },
  { kind, now }: { kind: 'acknowledged' | 'resolved'; now: number },
): Promise<void> {
  const told = await tx
    .selectFrom('outbox_alerts as told')
    .innerJoin('outbox', 'outbox.id', 'told.outbox_id')
    .select(['outbox.via', 'outbox.target', 'outbox.integration_id'])
    .distinct()
    .where('told.alert_id', '=', alert.id)
    .where('outbox.kind', 'in', ['fired', 'escalated', 'digest'])
    .where('outbox.gather_key', 'is', null)
    // Only channels with incidents get a message about an acknowledgement, so that they stop paging.
    .$if(kind === 'acknowledged', (query) => query.where('outbox.via', '=', SINGLE))
    .execute();
  for (const { via, target, integration_id: integrationId } of told) {
    await enqueue(
      tx,
      {
        organizationId: alert.organization_id,
        workflowId: alert.workflow_id,
        kind,
        via,
        target,
        integrationId,
        alertId: alert.id,
      },
      now,
    );
  }
}
