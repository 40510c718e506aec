import type { ProjectId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { CodeownersRow, Database, ExternalActorRow } from '../database.ts';
import { changing } from './versions.ts';

type Db = Kysely<Database>;
type Written = Pick<CodeownersRow, 'raw' | 'source_root' | 'stack_root'>;

export function addCodeowners(
  db: Db,
  projectId: ProjectId,
  { file, now }: { file: Written; now: number },
): Promise<CodeownersRow> {
  return changing(db, ['settings'], (tx) =>
    tx
      .insertInto('codeowners')
      .values({ ...file, project_id: projectId, created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Fields that are left out are not changed. Undefined: the file does not exist. */
export function updateCodeowners(
  db: Db,
  id: number,
  { change, now }: { change: Partial<Written>; now: number },
): Promise<CodeownersRow | undefined> {
  return changing(db, ['settings'], (tx) =>
    tx
      .updateTable('codeowners')
      .set({ ...change, updated_at: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  );
}

export async function deleteCodeowners(db: Db, id: number): Promise<void> {
  await changing(db, ['settings'], (tx) => tx.deleteFrom('codeowners').where('id', '=', id).execute());
}

/** One of `team_id` and `user_id` is null. */
export function addExternalActor(db: Db, actor: Omit<ExternalActorRow, 'id'>): Promise<ExternalActorRow> {
  return changing(db, ['settings'], (tx) =>
    tx.insertInto('external_actors').values(actor).returningAll().executeTakeFirstOrThrow(),
  );
}

export async function deleteExternalActor(db: Db, id: number): Promise<void> {
  await changing(db, ['settings'], (tx) => tx.deleteFrom('external_actors').where('id', '=', id).execute());
}
