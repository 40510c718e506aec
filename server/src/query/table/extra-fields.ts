import type { ProjectId, IssueId } from '@garrison/protocol';
import type { Project, Selects } from '../../store/index.ts';
import { arrayParam } from '../array-param.ts';
import type { Field } from '../datasets/field.ts';
import { hashId } from '../issue-hashes.ts';
import type { Period } from '../period.ts';
import { SearchError } from '../search/search-error.ts';
import { formatShortId } from '../short-id.ts';

/** They are sent as URL parameters of one statement. */
const HASHES_MAX = 10_000;

/** Fields that the relational store knows: the names of projects, and the issues that events are in. */
export interface ExtraFields {
  readonly extra: ReadonlyMap<string, Field>;
  readonly extraParams: Readonly<Record<string, unknown>>;
}

/** `texts`: the fields, functions and sorts of a request; what none of them names is not read. */
export async function extraFields(
  db: Selects,
  { projects, period }: { projects: readonly Project[]; period: Period },
  texts: readonly string[],
): Promise<ExtraFields> {
  const extraParams: Record<string, unknown> = {};
  const ids = arrayParam(extraParams, 'projectIds', { type: 'UInt64', values: projects.map(({ id }) => id) });
  const slugs = arrayParam(extraParams, 'projectSlugs', { type: 'String', values: projects.map(({ slug }) => slug) });
  const name: Field = { type: 'text', sql: `transform(project_id, ${ids}, ${slugs}, '')` };
  const extra = new Map<string, Field>([
    ['project', name],
    ['project.name', name],
  ]);
  if (!texts.some((text) => /\bissue\b/.test(text))) return { extra, extraParams };
  const owners = await ownersOf(db, projects, period);
  const keyOf = ({ hash, projectId }: Owner): bigint => BigInt.asUintN(64, hashId(hash) + BigInt(projectId));
  const keys = arrayParam(extraParams, 'issueKeys', { type: 'UInt64', values: owners.map(keyOf) });
  const issues = arrayParam(extraParams, 'issueIds', { type: 'UInt64', values: owners.map(({ issueId }) => issueId) });
  const id = `transform(hash_id + project_id, ${keys}, ${issues}, toUInt64(0))`;
  extra.set('issue.id', { type: 'number', sql: id });
  if (texts.some((text) => /\bissue\b(?!\.)/.test(text))) {
    const slugOf = new Map(projects.map((project) => [project.id, project.slug]));
    const shortIds = owners.map(({ projectId, shortId }) => formatShortId(slugOf.get(projectId) ?? '', shortId));
    const names = arrayParam(extraParams, 'issueNames', { type: 'String', values: shortIds });
    extra.set('issue', { type: 'text', sql: `transform(hash_id + project_id, ${keys}, ${names}, '')` });
  }
  return { extra, extraParams };
}

interface Owner {
  readonly hash: string;
  readonly projectId: ProjectId;
  readonly issueId: IssueId;
  readonly shortId: number;
}

async function ownersOf(db: Selects, projects: readonly Project[], period: Period): Promise<Owner[]> {
  if (projects.length === 0) return [];
  const rows = await db
    .selectFrom('issues')
    .innerJoin('issue_hashes', 'issue_hashes.issue_id', 'issues.id')
    .select([
      'issue_hashes.hash',
      'issue_hashes.project_id as projectId',
      'issues.id as issueId',
      'issues.short_id as shortId',
    ])
    .where(
      'issues.project_id',
      'in',
      projects.map(({ id }) => id),
    )
    .where('issues.last_seen_at', '>=', period.start)
    .where('issues.first_seen_at', '<', period.end)
    .limit(HASHES_MAX + 1)
    .execute();
  if (rows.length > HASHES_MAX) {
    throw new SearchError(
      `The period and the projects hold more than ${HASHES_MAX} groups of events, too many to name their issues: choose fewer projects or a shorter period`,
      0,
    );
  }
  return rows;
}
