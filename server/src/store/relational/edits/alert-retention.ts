import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

const ROWS_AT_ONCE = 500;

/**
 * Messages with their deliveries that were settled before `before` (milliseconds), unless one of their alerts is not over: whoever was
 * told of it is told its end. Then alerts that ended before `before` and have no message any more. Returns how many rows were deleted.
 */
export async function dropAlertsBefore(db: Kysely<Database>, before: number): Promise<number> {
  const messages = await repeat(() => dropMessages(db, before));
  return messages + (await repeat(() => dropAlerts(db, before)));
}

async function repeat(dropSome: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await dropSome();
    sum += count;
    if (count < ROWS_AT_ONCE) return sum;
  }
}

async function dropMessages(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox as message')
        .select('message.id')
        .where('message.state', 'not in', ['waiting', 'sending'])
        .where('message.settled_at', '<', before)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox_alerts as told')
                .innerJoin('alerts', 'alerts.id', 'told.alert_id')
                .select('alerts.id')
                .whereRef('told.outbox_id', '=', 'message.id')
                .where('alerts.resolved_at', 'is', null),
            ),
          ),
        )
        .limit(ROWS_AT_ONCE),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function dropAlerts(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('alerts')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('alerts as ended')
        .select('ended.id')
        .where('ended.resolved_at', '<', before)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('outbox_alerts as told')
                .select('told.outbox_id')
                .whereRef('told.alert_id', '=', 'ended.id'),
            ),
          ),
        )
        .limit(ROWS_AT_ONCE),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
