import type { Insertable, Kysely, Updateable } from 'kysely';
import type { AlertTables } from '../alert-tables.ts';
import type { Database, Integration } from '../database.ts';

type Db = Kysely<Database>;

export function addIntegration(db: Db, integration: Insertable<AlertTables['integrations']>): Promise<Integration> {
  return db.insertInto('integrations').values(integration).returningAll().executeTakeFirstOrThrow();
}

/** What is left out stays as it is. Undefined: it is gone. */
export function updateIntegration(
  db: Db,
  id: number,
  change: Updateable<AlertTables['integrations']>,
): Promise<Integration | undefined> {
  return db.updateTable('integrations').set(change).where('id', '=', id).returningAll().executeTakeFirst();
}

export async function deleteIntegration(db: Db, id: number): Promise<void> {
  await db.deleteFrom('integrations').where('id', '=', id).execute();
}

export async function setTeamAlerting(
  db: Db,
  teamId: number,
  change: { readonly hours: string | null; readonly channels: string },
): Promise<void> {
  await db
    .insertInto('team_alerting')
    .values({ team_id: teamId, ...change })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(change))
    .execute();
}
