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
