import type { EventStore } from '../store/index.ts';
import { errors } from './datasets/errors.ts';
import { fieldNamed } from './datasets/field-names.ts';
import { scopeCondition, type EventScope } from './events.ts';
import { toPositionPage, type PositionPage, type PositionResult } from './page.ts';
import { createParams } from './search/params.ts';

/** An issue's tags are counted over this many of its newest events: a sample of millions answers in the time of thousands. */
const TAG_SAMPLE_EVENTS = 5_000;
const TOP_VALUES = 10;

export interface TagValue {
  readonly key: string;
  readonly value: string;
  readonly count: number;
  /** Milliseconds. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Ids of projects that have it. */
  readonly projects?: readonly number[];
}

export interface TagSummary {
  readonly key: string;
  readonly totalValues: number;
  readonly uniqueValues: number;
  readonly topValues: readonly TagValue[];
}

/** What the columns of an event say, as tags: searches name them so too. */
const COLUMN_TAGS = ['level', 'environment', 'release', 'dist', 'transaction', 'user'] as const;
const ALL_TAGS = `arrayConcat(
  arrayFilter(pair -> pair.2 != '', [${COLUMN_TAGS.map((column) => `('${column}', toString(${column}))`).join(', ')}]),
  arrayFilter(pair -> NOT has([${COLUMN_TAGS.map((column) => `'${column}'`).join(', ')}], pair.1),
    arrayMap((k, v) -> (toString(k), v), mapKeys(tags), mapValues(tags))))`;

interface TagRow {
  readonly key: string;
  readonly value: string;
  readonly hits: string;
  readonly first: string;
  readonly last: string;
  readonly projects?: readonly string[];
}

export interface TagList {
  readonly tags: readonly TagSummary[];
  /** Set when there were more events than are looked at: the counts are those of the newest so many. */
  readonly sampleEvents: number | undefined;
}

/** A tag that every event has: it says how many events were looked at. */
const ON_EVERY_EVENT = 'level';

/** All tags with their most frequent values; `keys` narrows. */
export async function listTags(
  events: EventStore,
  scope: EventScope,
  options: { keys?: readonly string[]; topValues?: number } = {},
): Promise<TagList> {
  const { sql, params } = scopeCondition(scope);
  const asked = options.keys ?? [];
  const keys = asked.length === 0 ? [] : [...asked, ON_EVERY_EVENT];
  const rows = await events.select<TagRow & { readonly total: string; readonly distinct: string }>(
    `SELECT pair.1 AS key, pair.2 AS value, toString(count()) AS hits,
       toString(toUnixTimestamp64Milli(min(at))) AS first, toString(toUnixTimestamp64Milli(max(at))) AS last,
       toString(sum(count()) OVER (PARTITION BY key)) AS total, toString(count() OVER (PARTITION BY key)) AS distinct
     FROM (SELECT arrayJoin(${ALL_TAGS}) AS pair, at FROM (
       SELECT *, events.timestamp AS at FROM events WHERE ${sql} ORDER BY events.timestamp DESC LIMIT {sample:UInt32}))
     ${keys.length === 0 ? '' : 'WHERE pair.1 IN {keys:Array(String)}'}
     GROUP BY key, value ORDER BY key, count() DESC, value LIMIT {top:UInt32} BY key`,
    { ...params, keys, sample: TAG_SAMPLE_EVENTS, top: options.topValues ?? TOP_VALUES },
  );
  const tags = [...Map.groupBy(rows, (row) => row.key)].map(([key, values]) => ({
    key,
    totalValues: Number(values[0]?.total ?? 0),
    uniqueValues: Number(values[0]?.distinct ?? 0),
    topValues: values.map(tagValueOf),
  }));
  const looked = tags.find(({ key }) => key === ON_EVERY_EVENT)?.totalValues ?? 0;
  return {
    tags: tags.filter(({ key }) => asked.length === 0 || asked.includes(key)),
    sampleEvents: looked >= TAG_SAMPLE_EVENTS ? TAG_SAMPLE_EVENTS : undefined,
  };
}

/** What values are ordered by, most or newest first; equal ones, and those by `id`, in the order of their text. */
const VALUE_ORDER = {
  count: { sql: 'toInt64(count())', of: ({ count }: TagValue) => count },
  date: { sql: 'toUnixTimestamp64Milli(max(at))', of: ({ lastSeen }: TagValue) => lastSeen },
  age: { sql: 'toUnixTimestamp64Milli(min(at))', of: ({ firstSeen }: TagValue) => firstSeen },
  id: { sql: 'toInt64(0)', of: () => 0 },
} as const;
export type TagValueSort = keyof typeof VALUE_ORDER;

const PROJECTS_MAX = 20;

export interface TagValuesRequest {
  readonly scope: EventScope;
  readonly key: string;
  readonly sort: TagValueSort;
  readonly contains?: string | undefined;
}

export interface FoundTagValues extends PositionResult<TagValue> {
  /** Of a value, for the page that begins there. */
  positionOf(value: TagValue): { readonly value: number; readonly id: string };
}

/**
 * The values of a field or a tag, over all events of the scope. A position is what the list is ordered by, and the text of a value:
 * events that come between two pages move the values that they carry, and no others.
 */
export async function listTagValues(
  events: EventStore,
  request: TagValuesRequest,
  page: PositionPage<string>,
): Promise<FoundTagValues> {
  const { sql, params } = scopeCondition(request.scope);
  const bound = createParams('k');
  const field = fieldNamed(errors, request.key, bound);
  const value =
    field.isList === true ? `arrayJoin(arrayDistinct(${field.sql}))` : `toString(${field.shown ?? field.sql})`;
  const order = VALUE_ORDER[request.sort];
  const { position } = page;
  const isBack = position?.side === 'before';
  const rows = await events.select<TagRow>(
    `SELECT {key:String} AS key, value, toString(count()) AS hits,
       toString(toUnixTimestamp64Milli(min(at))) AS first, toString(toUnixTimestamp64Milli(max(at))) AS last,
       arrayMap(id -> toString(id), groupUniqArray(${PROJECTS_MAX})(project)) AS projects
     FROM (SELECT ${value} AS value, events.timestamp AS at, project_id AS project FROM events WHERE ${sql})
     WHERE value != '' AND (positionCaseInsensitiveUTF8(value, {contains:String}) > 0 OR {contains:String} = '')
     GROUP BY value ${position === undefined ? '' : `HAVING ${pastValue(order.sql, isBack)}`}
     ORDER BY ${order.sql} ${isBack ? 'ASC' : 'DESC'}, value ${isBack ? 'DESC' : 'ASC'} LIMIT {limit:UInt32}`,
    {
      ...params,
      ...bound.values,
      key: request.key,
      contains: request.contains ?? '',
      limit: page.limit + 1,
      ...(position === undefined ? {} : { place: Math.trunc(position.value), past: position.id }),
    },
  );
  return {
    ...toPositionPage(rows.map(tagValueOf), page),
    positionOf: (row) => ({ value: order.of(row), id: row.value }),
  };
}

function pastValue(order: string, isBack: boolean): string {
  const [further, beyond] = isBack ? ['>', '<'] : ['<', '>'];
  return `${order} ${further} {place:Int64} OR (${order} = {place:Int64} AND value ${beyond} {past:String})`;
}

function tagValueOf(row: TagRow): TagValue {
  return {
    key: row.key,
    value: row.value,
    count: Number(row.hits),
    firstSeen: Number(row.first),
    lastSeen: Number(row.last),
    ...(row.projects === undefined ? {} : { projects: row.projects.map(Number) }),
  };
}
