import type { IssueId, ProjectId, UserId } from '@garrison/protocol';
import type { Kysely, Transaction } from 'kysely';
import type { Database, Issue } from '../database.ts';
import { inStatements, ROWS_PER_STATEMENT } from '../../statement-limits.ts';

/** Who does something, and when. */
export interface Actor {
  readonly userId: UserId | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A line of an issue's history. */
export interface Activity {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function addActivities(
  tx: Transaction<Database>,
  lines: readonly (Activity & { readonly issue: { readonly id: IssueId; readonly project_id: ProjectId } })[],
  actor: Actor,
): Promise<void> {
  for (const some of inStatements(lines, ROWS_PER_STATEMENT)) {
    const rows = some.map(({ issue, type, data }) => ({
      issue_id: issue.id,
      project_id: issue.project_id,
      user_id: actor.userId,
      type,
      data: JSON.stringify(data),
      created_at: actor.now,
    }));
    await tx.insertInto('issue_activity').values(rows).execute();
  }
}

export function addNote(
  db: Kysely<Database>,
  issue: Issue,
  { text, actor }: { text: string; actor: Actor },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await tx
      .updateTable('issues')
      .set((eb) => ({ comment_count: eb('comment_count', '+', 1) }))
      .where('id', '=', issue.id)
      .execute();
    const { id } = await tx
      .insertInto('issue_activity')
      .values({
        issue_id: issue.id,
        project_id: issue.project_id,
        user_id: actor.userId,
        type: 'note',
        data: JSON.stringify({ text }),
        created_at: actor.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

export async function editNote(db: Kysely<Database>, id: number, text: string): Promise<void> {
  await db
    .updateTable('issue_activity')
    .set({ data: JSON.stringify({ text }) })
    .where('id', '=', id)
    .execute();
}

export async function deleteNote(db: Kysely<Database>, issueId: IssueId, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('issue_activity').where('id', '=', id).execute();
    await tx
      .updateTable('issues')
      .set((eb) => ({ comment_count: eb('comment_count', '-', 1) }))
      .where('id', '=', issueId)
      .execute();
  });
}
