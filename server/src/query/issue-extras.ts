import type { EventId, IssueId, OrganizationId, ProjectId, UserId } from '@garrison/protocol';
import { sql, type Selectable } from 'kysely';
import { type Database, inStatements, type Issue, type Selects } from '../store/index.ts';
import { idsPast, toPositionPage, type PositionPage, type PositionResult } from './page.ts';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

export function listActivity(db: Selects, issueId: IssueId): Promise<Row<'issue_activity'>[]> {
  return db
    .selectFrom('issue_activity')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export function findNote(db: Selects, issueId: IssueId, id: number): Promise<Row<'issue_activity'> | undefined> {
  return db
    .selectFrom('issue_activity')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('id', '=', id)
    .where('type', '=', 'note')
    .executeTakeFirst();
}

/** Who opened the issue's page, and when last. */
export function listSeenBy(db: Selects, issueId: IssueId): Promise<Row<'issue_seen'>[]> {
  return db
    .selectFrom('issue_seen')
    .selectAll()
    .where('issue_id', '=', issueId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Of these issues, the ones that the user bookmarked, has opened, or subscribed to. */
export async function flagsOfUser(
  db: Selects,
  userId: UserId | null,
  issueIds: readonly IssueId[],
): Promise<Record<'bookmarked' | 'seen' | 'subscribed', ReadonlySet<number>>> {
  if (userId === null || issueIds.length === 0) {
    return { bookmarked: new Set(), seen: new Set(), subscribed: new Set() };
  }
  const flagged = (table: 'issue_bookmarks' | 'issue_seen' | 'issue_subscriptions') =>
    db
      .selectFrom(table)
      .select(['issue_id', sql<string>`${table}`.as('flag')])
      .where('user_id', '=', userId)
      .where('issue_id', 'in', issueIds);
  const rows = await flagged('issue_bookmarks')
    .unionAll(flagged('issue_seen'))
    .unionAll(flagged('issue_subscriptions'))
    .execute();
  const idsOf = (table: string) => new Set(rows.filter(({ flag }) => flag === table).map((row) => row.issue_id));
  return {
    bookmarked: idsOf('issue_bookmarks'),
    seen: idsOf('issue_seen'),
    subscribed: idsOf('issue_subscriptions'),
  };
}

/** A release as it was seen in a project. */
export type ProjectRelease = Row<'releases'> & Pick<Row<'release_projects'>, 'first_seen_at' | 'last_seen_at'>;

/** Those of the versions that were seen in the project, by version. */
export async function findReleases(
  db: Selects,
  projectId: ProjectId,
  versions: Iterable<string | null>,
): Promise<ReadonlyMap<string, ProjectRelease>> {
  const wanted = [...new Set(versions)].filter((version) => version !== null && version !== '');
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('release_projects')
    .innerJoin('releases', 'releases.id', 'release_projects.release_id')
    .selectAll('releases')
    .select(['release_projects.first_seen_at', 'release_projects.last_seen_at'])
    .where('release_projects.project_id', '=', projectId)
    .where('releases.version', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.version, row]));
}

/** Of an issue, or of a project. Newest first; the position is the id of a report. */
export async function listUserReports(
  db: Selects,
  filter: { projectId: ProjectId; issueId?: IssueId },
  page: PositionPage,
): Promise<PositionResult<Row<'user_reports'>>> {
  const { operator, id, order } = idsPast(page);
  let query = db.selectFrom('user_reports').selectAll().where('project_id', '=', filter.projectId);
  if (filter.issueId !== undefined) query = query.where('issue_id', '=', filter.issueId);
  const rows = await query
    .where('id', operator, id)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
  return toPositionPage(rows, page);
}

/** The newest report of each of the events, by event id. */
export async function reportsOfEvents(
  db: Selects,
  projectId: ProjectId,
  eventIds: readonly EventId[],
): Promise<ReadonlyMap<string, Row<'user_reports'>>> {
  if (eventIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('user_reports')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('event_id', 'in', eventIds)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.event_id, row]));
}

export function listAttachments(db: Selects, projectId: ProjectId, eventId: EventId): Promise<Row<'attachments'>[]> {
  return db
    .selectFrom('attachments')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('event_id', '=', eventId)
    .orderBy('id')
    .execute();
}

/** Ids of events of a project that have attachments, in order, the next so many after one of them. */
export async function eventsWithAttachments(
  db: Selects,
  projectId: ProjectId,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('attachments')
    .select('event_id')
    .distinct()
    .where('project_id', '=', projectId)
    .where('event_id', '>', after)
    .orderBy('event_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.event_id);
}

/** Issues by id within an organisation: ids of others are left out. */
export async function issuesOfOrganization(
  db: Selects,
  organizationId: OrganizationId,
  ids: readonly IssueId[],
): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const some of inStatements(ids)) {
    const rows = await db
      .selectFrom('issues')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', 'in', some)
      .execute();
    for (const row of rows) issues.push(row);
  }
  return issues;
}
