import type { Kysely, Transaction } from 'kysely';
import type { Database, VersionName } from '../database.ts';

/**
 * Runs a change in a transaction (in the one that is open, when there is one) that also raises the versions of what it changes,
 * so that every cache of it, in whatever thread or process, notices.
 */
export function changing<Result>(
  db: Kysely<Database>,
  names: readonly VersionName[],
  change: (tx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  const changeAndRaise = async (tx: Transaction<Database>): Promise<Result> => {
    const result = await change(tx);
    await tx
      .updateTable('versions')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('name', 'in', names)
      .execute();
    return result;
  };
  return isTransaction(db) ? changeAndRaise(db) : db.transaction().execute(changeAndRaise);
}

function isTransaction(db: Kysely<Database>): db is Transaction<Database> {
  return db.isTransaction;
}
