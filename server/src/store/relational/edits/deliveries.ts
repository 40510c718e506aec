import type { Kysely } from 'kysely';
import type { MessageState } from '../alert-tables.ts';
import type { Database, OutboxMessage } from '../database.ts';

type Db = Kysely<Database>;
const ANSWER_CHARACTERS_MAX = 500;

/** Marks a message as being sent. Undefined: it is not waiting any more. */
export function takeMessage(db: Db, id: number): Promise<OutboxMessage | undefined> {
  return db
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', tries: eb('tries', '+', 1), gather_key: null }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}

/** Writes the result of an attempt to send: the row of the attempt and the new state of the message, in one transaction. */
export async function settleMessage(
  db: Db,
  id: number,
  {
    now,
    state,
    note,
    nextTryAt,
    delivery,
  }: {
    now: number;
    state: MessageState;
    note: string | null;
    nextTryAt?: number;
    /** Absent: nothing was tried. */
    delivery?: { readonly outcome: string; readonly status: number | null; readonly answer: string };
  },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const settled = state === 'waiting' ? { next_try_at: nextTryAt ?? now } : { settled_at: now };
    const { numUpdatedRows } = await tx
      .updateTable('outbox')
      .set({ state, note, ...settled })
      .where('id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n || delivery === undefined) return;
    const answer = delivery.answer.slice(0, ANSWER_CHARACTERS_MAX);
    await tx
      .insertInto('deliveries')
      .values({ outbox_id: id, at: now, outcome: delivery.outcome, status: delivery.status, answer })
      .execute();
  });
}

/** A person wants a message sent (again). False: there is none that could be. */
export async function resendMessage(
  db: Db,
  { id, organizationId }: { id: number; organizationId: number },
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ state: 'waiting', tries: 0, next_try_at: now, note: null, settled_at: null })
    .where('id', '=', id)
    .where('organization_id', '=', organizationId)
    .where('state', 'in', ['failed', 'unsure', 'kept'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * What a crash left between sending and writing: channels that recognise a repeated message get it again, of the others nobody knows
 * whether it arrived. Gives how many are unsure.
 */
export async function recoverMessages(
  db: Db,
  { now, repeatable }: { now: number; repeatable: readonly string[] },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('outbox')
      .set({ state: 'waiting', next_try_at: now })
      .where('state', '=', 'sending')
      .where('via', 'in', repeatable)
      .execute();
    const { numUpdatedRows } = await tx
      .updateTable('outbox')
      .set({
        state: 'unsure',
        note: 'the server ended while this was being sent: it may have arrived',
        settled_at: now,
      })
      .where('state', '=', 'sending')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });
}
