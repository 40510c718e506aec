import type { IssueId, OrganizationId } from '@garrison/protocol';
import { sql, type RawBuilder } from 'kysely';
import type { Issue, Selects } from '../store/index.ts';
import { parseShortId } from './short-id.ts';

export function findIssue(db: Selects, id: IssueId): Promise<Issue | undefined> {
  return db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
}

/** By id or short id, also of an issue that was merged into another. */
export async function resolveIssue(
  db: Selects,
  organizationId: OrganizationId | undefined,
  text: string,
): Promise<Issue | undefined> {
  if (/^\d{1,15}$/.test(text)) {
    const id = Number(text);
    const direct = await among(db, organizationId).where('issues.id', '=', id).executeTakeFirst();
    return direct ?? merged(db, organizationId, sql`issue_redirects.from_id = ${id}`);
  }
  const shortId = parseShortId(text);
  if (shortId === undefined || organizationId === undefined) return undefined;
  const project = db
    .selectFrom('projects')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('slug', '=', shortId.projectSlug);
  const direct = await among(db, organizationId)
    .where('issues.project_id', '=', project)
    .where('issues.short_id', '=', shortId.number)
    .executeTakeFirst();
  const which = sql<boolean>`issue_redirects.project_id = ${project} and issue_redirects.short_id = ${shortId.number}`;
  return direct ?? merged(db, organizationId, which);
}

function among(db: Selects, organizationId: OrganizationId | undefined) {
  const query = db.selectFrom('issues').selectAll('issues');
  return organizationId === undefined ? query : query.where('issues.organization_id', '=', organizationId);
}

function merged(
  db: Selects,
  organizationId: OrganizationId | undefined,
  which: RawBuilder<boolean>,
): Promise<Issue | undefined> {
  return among(db, organizationId)
    .innerJoin('issue_redirects', 'issue_redirects.to_id', 'issues.id')
    .where(which)
    .executeTakeFirst();
}
