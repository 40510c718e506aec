import { sql, type RawBuilder } from 'kysely';
import type { Issue, Selects } from '../store/index.ts';
import { parseShortId } from './short-id.ts';

export function findIssue(db: Selects, id: number): Promise<Issue | undefined> {
  return db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst();
}

/** By id or short id, also of an issue that was merged into another. */
export async function resolveIssueId(
  db: Selects,
  organizationId: number | undefined,
  text: string,
): Promise<number | undefined> {
  if (/^\d{1,15}$/.test(text)) {
    let query = db.selectFrom('issues').select('id').where('id', '=', Number(text));
    if (organizationId !== undefined) query = query.where('organization_id', '=', organizationId);
    const row = await query.executeTakeFirst();
    return row?.id ?? redirected(db, organizationId, sql`issue_redirects.from_id = ${Number(text)}`);
  }
  const shortId = parseShortId(text);
  if (shortId === undefined || organizationId === undefined) return undefined;
  const project = await db
    .selectFrom('projects')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('slug', '=', shortId.projectSlug)
    .executeTakeFirst();
  if (project === undefined) return undefined;
  const row = await db
    .selectFrom('issues')
    .select('id')
    .where('project_id', '=', project.id)
    .where('short_id', '=', shortId.number)
    .executeTakeFirst();
  const merged = sql<boolean>`issue_redirects.project_id = ${project.id} and issue_redirects.short_id = ${shortId.number}`;
  return row?.id ?? redirected(db, organizationId, merged);
}

async function redirected(
  db: Selects,
  organizationId: number | undefined,
  which: RawBuilder<boolean>,
): Promise<number | undefined> {
  let query = db
    .selectFrom('issue_redirects')
    .innerJoin('issues', 'issues.id', 'issue_redirects.to_id')
    .select('issues.id')
    .where(which);
  if (organizationId !== undefined) query = query.where('issues.organization_id', '=', organizationId);
  return (await query.executeTakeFirst())?.id;
}
