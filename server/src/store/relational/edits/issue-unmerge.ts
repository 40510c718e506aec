import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Database, Issue, IssueTable } from '../database.ts';
import { priorityOf } from '../issue-life.ts';
import { appendChanges } from '../change-feed.ts';
import { type Actor, addActivities } from './activity.ts';
import { changeBy } from './plan-edit.ts';
import { changing } from './versions.ts';
import { inStatements } from '../../statement-limits.ts';

/** What the events on one side of an unmerge say of their issue. */
export type UnmergedSide = Pick<
  Insertable<IssueTable>,
  | 'title'
  | 'culprit'
  | 'type'
  | 'metadata'
  | 'level'
  | 'platform'
  | 'logger'
  | 'is_unhandled'
  | 'times_seen'
  | 'first_seen_at'
  | 'last_seen_at'
  | 'first_release'
  | 'last_release'
>;

export interface Unmerge {
  readonly source: Issue;
  /** What leaves. */
  readonly hashes: readonly string[];
  /** Of the events that leave: the new issue. */
  readonly leaving: UnmergedSide;
  /** Of the events that stay. */
  readonly staying: UnmergedSide;
  /** Events that leave and have user reports. */
  readonly reported: readonly string[];
}

/**
 * Some of an issue's hashes become an issue of their own; no event is rewritten, and the next event with one of them is the new
 * issue's. Notes, assignee and status stay. The old ids of a merged issue that leaves completely lead to the new issue. Undefined,
 * and nothing done, when the hashes are no longer the issue's.
 */
export async function unmergeIssue(
  db: Kysely<Database>,
  unmerge: Unmerge,
  actor: Actor,
): Promise<{ readonly source: Issue; readonly created: Issue } | undefined> {
  return changing(db, ['issue_hashes'], async (tx) => {
    const source = await tx
      .selectFrom('issues')
      .selectAll()
      .where('id', '=', unmerge.source.id)
      .where('project_id', '=', unmerge.source.project_id)
      .executeTakeFirst();
    const held = await tx
      .selectFrom('issue_hashes')
      .select(['hash', 'merged_from'])
      .where('issue_id', '=', unmerge.source.id)
      .execute();
    const leaves = new Set(unmerge.hashes);
    if (source === undefined || held.filter(({ hash }) => leaves.has(hash)).length < leaves.size) return undefined;
    const created = await createIssue(tx, source, unmerge.leaving);
    await moveHashes(tx, created, { source, hashes: unmerge.hashes });
    await moveRedirects(tx, created, { source, held, leaves });
    const reports = await moveReports(tx, created, { source, reported: unmerge.reported });
    const rest = await tx
      .updateTable('issues')
      .set(remainderOf(source, unmerge))
      .set((eb) => ({ user_report_count: eb('user_report_count', '-', reports) }))
      .where('id', '=', source.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await tellBoth(tx, { source, created, hashes: unmerge.hashes, actor });
    return { source: rest, created: { ...created, user_report_count: reports } };
  });
}

async function createIssue(tx: Transaction<Database>, source: Issue, side: UnmergedSide): Promise<Issue> {
  const { short_id_counter } = await tx
    .updateTable('projects')
    .set((eb) => ({ short_id_counter: eb('short_id_counter', '+', 1) }))
    .where('id', '=', source.project_id)
    .returning('short_id_counter')
    .executeTakeFirstOrThrow();
  return tx
    .insertInto('issues')
    .values({
      ...side,
      organization_id: source.organization_id,
      project_id: source.project_id,
      short_id: short_id_counter,
      status: 'unresolved',
      substatus: 'ongoing',
      status_details: '{}',
      priority: priorityOf(side.level),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function moveHashes(
  tx: Transaction<Database>,
  to: Issue,
  { source, hashes }: { source: Issue; hashes: readonly string[] },
): Promise<void> {
  for (const some of inStatements(hashes)) {
    await tx
      .updateTable('issue_hashes')
      .set({ issue_id: to.id, merged_from: null })
      .where('issue_id', '=', source.id)
      .where('hash', 'in', some)
      .execute();
  }
}

interface HeldHash {
  readonly hash: string;
  readonly merged_from: number | null;
}

/** The ids of a merged issue lead to the issue that has its hashes, when one issue has all of them. */
async function moveRedirects(
  tx: Transaction<Database>,
  to: Issue,
  { source, held, leaves }: { source: Issue; held: readonly HeldHash[]; leaves: ReadonlySet<string> },
): Promise<void> {
  const staying = new Set(held.filter(({ hash }) => !leaves.has(hash)).map(({ merged_from }) => merged_from));
  const whole = held.flatMap(({ merged_from }) =>
    merged_from === null || staying.has(merged_from) ? [] : [merged_from],
  );
  if (whole.length === 0) return;
  await tx
    .updateTable('issue_redirects')
    .set({ to_id: to.id })
    .where('to_id', '=', source.id)
    .where('from_id', 'in', [...new Set(whole)])
    .execute();
}

/** Returns how many moved. */
async function moveReports(
  tx: Transaction<Database>,
  to: Issue,
  { source, reported }: { source: Issue; reported: readonly string[] },
): Promise<number> {
  let moved = 0;
  for (const some of inStatements(reported)) {
    const { numUpdatedRows } = await tx
      .updateTable('user_reports')
      .set({ issue_id: to.id })
      .where('issue_id', '=', source.id)
      .where('event_id', 'in', some)
      .executeTakeFirst();
    moved += Number(numUpdatedRows);
  }
  if (moved === 0) return 0;
  await tx.updateTable('issues').set({ user_report_count: moved }).where('id', '=', to.id).execute();
  return moved;
}

/**
 * The source keeps what the leaving events did not decide: a first event older than all that are stored, or a last one that came
 * while the events were being counted.
 */
function remainderOf(source: Issue, { leaving, staying }: Unmerge): Partial<UnmergedSide> {
  const { times_seen, first_seen_at, first_release, platform: _platform, logger: _logger, ...latest } = staying;
  return {
    times_seen: Math.max(source.times_seen - leaving.times_seen, times_seen),
    ...(source.first_seen_at < leaving.first_seen_at ? {} : { first_seen_at, first_release }),
    ...(source.last_seen_at > leaving.last_seen_at ? {} : latest),
  };
}

async function tellBoth(
  tx: Transaction<Database>,
  { source, created, hashes, actor }: { source: Issue; created: Issue; hashes: readonly string[]; actor: Actor },
): Promise<void> {
  const toCreated = { fingerprints: hashes, destination_id: String(created.id), destinationShortId: created.short_id };
  const fromSource = { fingerprints: hashes, source_id: String(source.id), sourceShortId: source.short_id };
  const lines = [
    { issue: source, type: 'unmerge_source', data: toCreated },
    { issue: created, type: 'unmerge_destination', data: fromSource },
  ];
  await addActivities(tx, lines, actor);
  await appendChanges(tx, [changeBy(actor, created, { kind: 'unmerged', data: { from: source.id } })]);
}
