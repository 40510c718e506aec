import type { OrganizationId, ProjectId, IssueId, UserId, EventId } from '@garrison/protocol';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ChangeKind, ChangeTable, Database } from './database.ts';
import { inStatements, ROWS_PER_STATEMENT } from '../statement-limits.ts';
import { WEEK_MS } from '../../durations.ts';

/** What happened to an issue. The event that caused it gives `eventId`, `level`, `environment` and `release`. */
export interface Change {
  /** Ascending; a reader's place. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: ChangeKind;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly issueId: IssueId;
  readonly eventId?: EventId;
  readonly level?: string;
  readonly environment?: string;
  readonly release?: string;
  /** Who did it; absent: the server. */
  readonly actor?: { readonly userId: UserId };
  readonly data?: Readonly<Record<string, unknown>>;
}

type Row = Selectable<ChangeTable>;

const FEED_KEPT_MS = WEEK_MS;

/**
 * Appends to the feed, in the transaction of the cause. Ids ascend in the order of commits because writing transactions run one
 * after the other; an engine that commits them at the same time must lock the feed here.
 */
export async function appendChanges(tx: Transaction<Database>, changes: readonly Omit<Change, 'id'>[]): Promise<void> {
  for (const some of inStatements(changes, ROWS_PER_STATEMENT)) {
    await tx
      .insertInto('changes')
      .values(some.map((change) => rowOf(change)))
      .execute();
  }
}

/** The changes after the one with the id `after`, oldest first. */
export async function readChanges(
  db: Pick<Kysely<Database>, 'selectFrom'>,
  { after, limit }: { after: number; limit: number },
): Promise<Change[]> {
  const rows = await db.selectFrom('changes').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
  return rows.map((row) => changeOf(row));
}

/** The id of the newest change, and of the oldest that is kept; 0 for none. */
export async function feedBounds(
  db: Pick<Kysely<Database>, 'selectFrom'>,
): Promise<{ readonly first: number; readonly last: number }> {
  const row = await db
    .selectFrom('changes')
    .select((eb) => [eb.fn.min('id').as('first'), eb.fn.max('id').as('last')])
    .executeTakeFirst();
  return { first: Number(row?.first ?? 0), last: Number(row?.last ?? 0) };
}

/** Drops what is older than a week and was read by every reader. */
export async function dropReadChanges(db: Kysely<Database>, now: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('changes')
    .where('at', '<', now - FEED_KEPT_MS)
    .where((eb) => {
      const behind = eb.selectFrom('feed_readers').select('name').whereRef('feed_readers.change_id', '<', 'changes.id');
      return eb.not(eb.exists(behind));
    })
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function rowOf(change: Omit<Change, 'id'>): Omit<Row, 'id'> {
  return {
    at: change.at,
    kind: change.kind,
    organization_id: change.organizationId,
    project_id: change.projectId,
    issue_id: change.issueId,
    event_id: change.eventId ?? null,
    level: change.level ?? null,
    environment: change.environment ?? null,
    release: change.release ?? null,
    user_id: change.actor?.userId ?? null,
    data: change.data === undefined ? null : JSON.stringify(change.data),
  };
}

function changeOf(row: Row): Change {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    organizationId: row.organization_id,
    projectId: row.project_id,
    issueId: row.issue_id,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    ...(row.level === null ? {} : { level: row.level }),
    ...(row.environment === null ? {} : { environment: row.environment }),
    ...(row.release === null ? {} : { release: row.release }),
    ...(row.user_id === null ? {} : { actor: { userId: row.user_id } }),
    ...(row.data === null ? {} : { data: JSON.parse(row.data) as Record<string, unknown> }),
  };
}
