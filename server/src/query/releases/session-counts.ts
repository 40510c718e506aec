import type { EventStore } from '../../store/index.ts';
import { arrayParam } from '../array-param.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { bucketsOf, type Period } from '../period.ts';
import { compileSearch } from '../search/compile-search.ts';
import { createParams, type Params } from '../search/params.ts';
import type { SearchNode } from '../search/search-tree.ts';

export const SESSION_GROUPS = ['project', 'release', 'environment'] as const;
export type SessionGroup = (typeof SESSION_GROUPS)[number];

export interface SessionQuery {
  readonly organizationId: number;
  readonly projectIds: readonly number[];
  readonly environments: readonly string[];
  readonly period: Period;
  readonly groupBy: readonly SessionGroup[];
  /** Undefined: no series. */
  readonly intervalMs?: number | undefined;
  readonly tree?: SearchNode | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** Of sessions, and of the users of sessions. `errored` counts crashed, abnormal and unhandled ones, too. */
export interface SessionCounts {
  readonly sessions: Readonly<Record<SessionMeasure, number>>;
  readonly users: Readonly<Record<SessionMeasure, number>>;
}
type SessionMeasure = 'all' | 'errored' | 'crashed' | 'abnormal' | 'unhandled';

export interface CountedSessions {
  readonly by: Readonly<Partial<Record<SessionGroup, string>>>;
  readonly total: SessionCounts;
  /** By the start of the bucket, milliseconds; buckets without sessions are not in it. */
  readonly series: ReadonlyMap<number, SessionCounts>;
}

/** What a search over sessions may name. */
const SEARCHABLE: Dataset = {
  name: 'sessions',
  table: 'sessions',
  timeColumn: 'started',
  idColumn: 'session_id',
  fields: new Map([
    ['release', { type: 'text', sql: 'release', match: 'release' }],
    ['release.version', { type: 'text', sql: `extract(release, '^(?:.*@)?([^@+]+)')`, match: 'version' }],
    ['release.package', { type: 'text', sql: `extract(release, '^(.*)@')` }],
    ['environment', { type: 'text', sql: 'environment' }],
    ['project.id', { type: 'number', sql: 'project_id' }],
  ]),
  notKept: new Map(),
  functions: new Map(),
  comparisons: [],
  hasIssues: false,
  text: 'release',
};
const COLUMNS: Readonly<Record<SessionGroup, string>> = {
  project: 'toString(project_id)',
  release: 'of_release',
  environment: 'of_environment',
};
const MEASURES: Readonly<Record<SessionMeasure, string>> = {
  all: '1',
  errored: `(error_count > 0 OR state IN ('crashed', 'abnormal', 'unhandled'))`,
  crashed: `state = 'crashed'`,
  abnormal: `state = 'abnormal'`,
  unhandled: `state = 'unhandled'`,
};
const NAMES = ['all', 'errored', 'crashed', 'abnormal', 'unhandled'] as const;
/** Some SDKs send the nil UUID for a user that they do not know. */
const KNOWN_USER = `user != '' AND user != '00000000-0000-0000-0000-000000000000'`;

type Row = Readonly<Record<string, string | number>>;

/**
 * A session counts once, as the update with its highest sequence says; counts that a client added up itself are
 * added. Distinct users of several buckets are not the sum of the buckets, so totals are asked for on their own.
 */
export async function countSessions(
  events: Pick<EventStore, 'select'>,
  query: SessionQuery,
): Promise<{ readonly buckets: readonly number[]; readonly groups: readonly CountedSessions[] }> {
  const { period, intervalMs, groupBy } = query;
  const buckets = intervalMs === undefined ? [] : bucketsOf(period, intervalMs);
  const [totals, series] = await Promise.all([
    selectCounts(events, query, undefined),
    intervalMs === undefined ? [] : selectCounts(events, query, intervalMs),
  ]);
  const keyOf = (row: Row) => groupBy.map((name) => row[name]).join('\n');
  const seriesOf = Map.groupBy(series, keyOf);
  const groups = totals.map((row) => ({
    by: Object.fromEntries(groupBy.map((name) => [name, String(row[name])])),
    total: countsOf(row),
    series: new Map((seriesOf.get(keyOf(row)) ?? []).map((one) => [Number(one['bucket']), countsOf(one)])),
  }));
  return { buckets, groups };
}

function selectCounts(
  events: Pick<EventStore, 'select'>,
  query: SessionQuery,
  intervalMs: number | undefined,
): Promise<Row[]> {
  const params = createParams('s');
  const groups: string[] = [...query.groupBy];
  const columns = query.groupBy.map((name) => `${COLUMNS[name]} AS ${name}`);
  if (intervalMs !== undefined) {
    const interval = params.bind(intervalMs, 'Int64');
    columns.push(`intDiv(toUnixTimestamp64Milli(begun), ${interval}) * ${interval} AS bucket`);
    groups.push('bucket');
  }
  const counts = NAMES.flatMap((name) => [
    `sumIf(sessions_in, ${MEASURES[name]}) AS sessions_${name}`,
    `uniqExactIf(user, ${KNOWN_USER} AND ${MEASURES[name]}) AS users_${name}`,
  ]);
  const sql = `SELECT ${[...columns, ...counts].join(', ')} FROM (${standings(query, params)})
    ${groups.length === 0 ? '' : `GROUP BY ${groups.join(', ')}`}`;
  return events.select<Row>(sql, params.values);
}

/** A row for each session as it stands, and for each count. */
function standings(query: SessionQuery, params: Params): string {
  const at = (ms: number) => `fromUnixTimestamp64Milli(${params.bind(Math.floor(ms), 'Int64')})`;
  const where = [
    `organization_id = ${params.bind(query.organizationId, 'UInt64')}`,
    `project_id IN ${arrayParam(params.values, 'projects', { type: 'UInt64', values: query.projectIds })}`,
    `started >= ${at(query.period.start)}`,
    `started < ${at(query.period.end)}`,
    ...(query.environments.length === 0 ? [] : [`environment IN ${params.bind(query.environments, 'Array(String)')}`]),
    ...(query.tree === undefined ? [] : [compileSearch(query.tree, { dataset: SEARCHABLE, params, now: query.now })]),
  ].join(' AND ');
  return `SELECT project_id, argMax(release, sequence) AS of_release, argMax(environment, sequence) AS of_environment,
      min(started) AS begun, argMax(distinct_id, (distinct_id != '', sequence)) AS user, toUInt64(1) AS sessions_in,
      argMax(status, sequence) AS state, argMax(errors, sequence) AS error_count
    FROM sessions WHERE is_count = 0 AND ${where} GROUP BY project_id, session_id
    UNION ALL SELECT project_id, release, environment, started, distinct_id, toUInt64(quantity), status, errors
    FROM sessions WHERE is_count = 1 AND ${where}`;
}

function countsOf(row: Row): SessionCounts {
  const of = (kind: 'sessions' | 'users') => ({
    all: Number(row[`${kind}_all`]),
    errored: Number(row[`${kind}_errored`]),
    crashed: Number(row[`${kind}_crashed`]),
    abnormal: Number(row[`${kind}_abnormal`]),
    unhandled: Number(row[`${kind}_unhandled`]),
  });
  return { sessions: of('sessions'), users: of('users') };
}
