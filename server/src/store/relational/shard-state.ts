import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Shard, ShardState } from './issue-writer.ts';
import { decodeState } from './note.ts';

export const START: ShardState = { cursor: '', noted: null };

/** Where processing of a shard stands, for those who do not process it. */
export async function readShardState(db: Pick<Kysely<Database>, 'selectFrom'>, shard: Shard): Promise<ShardState> {
  const row = await db
    .selectFrom('process_state')
    .select('state')
    .where('id', '=', shard + 1)
    .executeTakeFirst();
  return row === undefined ? START : decodeState(row.state);
}

/** The batches that are counted, and whose events may not be in the event store yet: at most one of each shard. */
export async function notedBatches(db: Pick<Kysely<Database>, 'selectFrom'>): Promise<string[]> {
  const rows = await db.selectFrom('process_state').select(['id', 'state']).execute();
  return rows.flatMap(({ id, state }) => {
    const { noted } = decodeState(state);
    return noted === null ? [] : [`${id} ${noted.to}`];
  });
}
