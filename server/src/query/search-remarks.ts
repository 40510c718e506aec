import { sql } from 'kysely';
import { arrayParam } from './array-param.ts';
import { errors } from './datasets/errors.ts';
import { isIssueFilter, issueFieldOf, issueFilterCondition } from './datasets/issues.ts';
import type { IssueSearch, IssueStores } from './issue-search.ts';
import { compileSearch } from './search/compile-search.ts';
import { nearest } from './search/nearest.ts';
import { createParams } from './search/params.ts';
import { filtersOf, type SearchFilter } from './search/search-tree.ts';

/** A filter that finds nothing by itself, and what was probably meant. */
export interface SearchRemark {
  /** Index of the filter in the search text. */
  readonly position: number;
  readonly key: string;
  readonly message: string;
  readonly nearest: string | null;
}

const REMARKS_MAX = 10;
const KEYS_MAX = 500;
const VALUES_MAX = 200;

type RemarkSearch = Pick<IssueSearch, 'context' | 'projectIds' | 'period' | 'tree'>;

/** For a search that found nothing: each of its filters is looked at alone. */
export async function searchRemarks(stores: IssueStores, search: RemarkSearch): Promise<SearchRemark[]> {
  if (search.projectIds.length === 0) return [];
  const asked = filtersOf(search.tree).filter(({ negated, keyKind }) => !negated && keyKind !== 'function');
  const filters = asked.slice(0, REMARKS_MAX);
  const ofIssues = filters.filter((filter) => isIssueFilter(filter) && filter.key.toLowerCase() !== 'has');
  const ofEvents = filters.filter((filter) => !isIssueFilter(filter) && filter.values.some(({ text }) => text !== ''));
  const issues = await Promise.all(ofIssues.map((filter) => issueRemark(stores, search, filter)));
  const events = await eventRemarks(stores, search, ofEvents);
  return [...issues.flatMap((remark) => remark ?? []), ...events].toSorted((a, b) => a.position - b.position);
}

async function issueRemark(
  { db }: IssueStores,
  { context, projectIds }: RemarkSearch,
  filter: SearchFilter,
): Promise<SearchRemark | undefined> {
  const values = issueFieldOf(filter)?.values;
  const row = await db
    .selectFrom('issues')
    .select(sql<number>`1`.as('one'))
    .where('project_id', 'in', projectIds)
    .where(issueFilterCondition(filter, context))
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) return undefined;
  // A value that exists, but that no issue has at the moment, is not a typing mistake.
  if (values?.some((value) => filter.values.some(({ text }) => text === value)) === true) return undefined;
  const text = filter.values[0]?.text ?? '';
  return remark(
    filter,
    `No issue has the ${filter.key} "${text}"`,
    values === undefined ? null : nearest(text, values),
  );
}

interface EventFacts {
  readonly keys: readonly string[];
  readonly found: readonly number[];
  readonly present: readonly number[];
}

async function eventRemarks(
  stores: IssueStores,
  search: RemarkSearch,
  filters: readonly SearchFilter[],
): Promise<SearchRemark[]> {
  if (filters.length === 0) return [];
  const facts = await eventFacts(stores, search, filters);
  const known = [...errors.fields.keys(), ...facts.keys];
  const remarks = filters.map(async (filter, index) => {
    if (facts.found[index] === 1) return undefined;
    const key = filter.key.toLowerCase() === 'has' ? (filter.values[0]?.text ?? '') : filter.key;
    const isField = filter.keyKind === 'name' && errors.fields.has(key);
    if (facts.present[index] !== 1 && !isField) {
      const close = nearest(key, known);
      return remark({ ...filter, key }, `No event of the period has the key "${key}"`, close === key ? null : close);
    }
    const text = filter.values[0]?.text ?? '';
    const values = errors.fields.get(key)?.values ?? (await valuesOf(stores, search, filter));
    const close = nearest(text, values);
    return remark(filter, `No event of the period has the ${key} "${text}"`, close === text ? null : close);
  });
  return (await Promise.all(remarks)).flatMap((found) => found ?? []);
}

function remark(filter: SearchFilter, message: string, close: string | null): SearchRemark {
  return { position: filter.position, key: filter.key, message, nearest: close };
}

async function eventFacts(
  { events }: IssueStores,
  search: RemarkSearch,
  filters: readonly SearchFilter[],
): Promise<EventFacts> {
  const params = createParams('s');
  const target = { dataset: errors, params, now: search.context.now };
  const found = filters.map((filter) => `countIf(${compileSearch(filter, target)}) > 0`);
  const present = filters.map((filter) => `countIf(${compileSearch(hasKey(filter), target)}) > 0`);
  const [row] = await events.select<EventFacts>(
    `SELECT groupUniqArrayArray(${KEYS_MAX})(mapKeys(tags)) AS keys, [${found.join(', ')}] AS found, [${present.join(', ')}] AS present
     FROM events WHERE ${whereOf(search, params.values)}`,
    params.values,
  );
  return row ?? { keys: [], found: [], present: [] };
}

function hasKey(filter: SearchFilter): SearchFilter {
  if (filter.key.toLowerCase() === 'has') return filter;
  const text = filter.keyKind === 'name' ? filter.key : `tags[${filter.key}]`;
  return { ...filter, key: 'has', keyKind: 'name', operator: '=', values: [{ text, parts: null }] };
}

async function valuesOf(
  { events }: IssueStores,
  search: RemarkSearch,
  { key, keyKind }: SearchFilter,
): Promise<string[]> {
  const params = createParams('s');
  const field = keyKind === 'name' ? errors.fields.get(key) : undefined;
  if (field !== undefined && (field.type !== 'text' || field.match === 'contains')) return [];
  const value = field?.sql ?? `tags[${params.bind(key, 'String')}]`;
  const rows = await events.select<{ value: string }>(
    `SELECT ${field?.isList === true ? `arrayJoin(${value})` : `toString(${value})`} AS value
     FROM events WHERE ${whereOf(search, params.values)} GROUP BY value ORDER BY count() DESC LIMIT ${VALUES_MAX}`,
    params.values,
  );
  return rows.map((row) => row.value).filter((text) => text !== '');
}

function whereOf({ context, projectIds, period }: RemarkSearch, params: Record<string, unknown>): string {
  params['organization'] = context.organizationId;
  params['start'] = Math.floor(period.start);
  params['end'] = Math.floor(period.end);
  return `organization_id = {organization:UInt64}
    AND project_id IN ${arrayParam(params, 'projects', { type: 'UInt64', values: projectIds })}
    AND timestamp >= fromUnixTimestamp64Milli({start:Int64}) AND timestamp < fromUnixTimestamp64Milli({end:Int64})`;
}
