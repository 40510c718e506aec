import { bucketsOf } from '../period.ts';
import { SearchError } from '../search/search-error.ts';
import type { Column } from './columns.ts';
import { readValue } from './event-table.ts';
import { readColumn, tableQuery, type EventSource, type TableQuery, type TableScope } from './table-query.ts';

export interface SeriesRequest extends TableScope {
  /** Functions or equations. */
  readonly yAxis: readonly string[];
  readonly intervalMs: number;
  readonly top?: TopGroups | undefined;
}

/** The groups with the most, each as a line of its own. */
export interface TopGroups {
  readonly groupBy: readonly string[];
  readonly limit: number;
  /** `-count()`; absent: by the first line, most first. */
  readonly sort: string | undefined;
  /** Without the line of all other groups. */
  readonly excludeOther: boolean;
}

export interface Series {
  readonly column: Column;
  /** Null: all rows, or all other groups. */
  readonly group: readonly { readonly key: string; readonly value: unknown }[] | null;
  readonly isOther: boolean;
  /** 0 has the most. */
  readonly order: number;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  /** Milliseconds. */
  readonly at: number;
  readonly value: number;
  /** Rows behind the value. */
  readonly count: number;
}

interface Group {
  readonly values: readonly { readonly key: string; readonly value: unknown }[];
  /** As the engine writes them, to be found again. */
  readonly keys: readonly string[];
}

/** Lines over time, one point per interval; without rows a point is 0. */
export async function eventSeries(events: EventSource, request: SeriesRequest): Promise<Series[]> {
  const query = tableQuery(request, request.intervalMs / 1000);
  if (query.having !== '1') throw new SearchError('A chart cannot be narrowed by a condition on a function', 0);
  const columns = request.yAxis.map((text) => readColumn(text, query.target));
  const field = columns.find(({ isAggregate }) => !isAggregate);
  if (field !== undefined) throw new SearchError(`A chart shows functions; "${field.text}" is a field`, 0);
  const groups = request.top === undefined ? undefined : await topGroups(events, request, request.top);
  const rows = await readBuckets(events, { request, query, columns, groups });
  const buckets = bucketsOf(request.period, request.intervalMs);
  const wanted = groups === undefined ? [-1] : [...groups.keys(), ...(request.top?.excludeOther === true ? [] : [-1])];
  return wanted.flatMap((index) =>
    columns.map((column, place) => ({
      column,
      group: groups?.[index]?.values ?? null,
      isOther: groups !== undefined && index === -1,
      order: index === -1 ? (groups?.length ?? 0) : index,
      points: buckets.map((at) => pointOf(rows.get(`${index}:${at}`), { at, place, column })),
    })),
  );
}

function pointOf(
  row: Readonly<Record<string, unknown>> | undefined,
  { at, place, column }: { at: number; place: number; column: Column },
): SeriesPoint {
  const value = row === undefined ? 0 : Number(readValue(row[`f${place}`], column) ?? 0);
  return { at, value: Number.isFinite(value) ? value : 0, count: Number(row?.['rows'] ?? 0) };
}

async function readBuckets(
  events: EventSource,
  {
    request,
    query,
    columns,
    groups,
  }: { request: SeriesRequest; query: TableQuery; columns: readonly Column[]; groups: readonly Group[] | undefined },
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const { dataset, top } = request;
  const interval = query.params.bind(request.intervalMs, 'Int64');
  const groupSql = groups === undefined || groups.length === 0 ? '-1' : groupIndex(groups, query, top);
  const rows = await events.select<Record<string, unknown>>(
    `SELECT toString(intDiv(toUnixTimestamp64Milli(${dataset.timeColumn}), ${interval}) * ${interval}) AS bucket,
       ${groupSql} AS group_index, toString(count()) AS rows,
       ${columns.map(({ sql }, index) => `${sql} AS f${index}`).join(', ')}
     FROM ${dataset.table} WHERE ${query.where} GROUP BY bucket, group_index
     ${top?.excludeOther === true ? 'HAVING group_index >= 0' : ''}`,
    query.params.values,
  );
  return new Map(rows.map((row) => [`${String(row['group_index'])}:${String(row['bucket'])}`, row]));
}

function groupIndex(groups: readonly Group[], query: TableQuery, top: TopGroups | undefined): string {
  const columns = (top?.groupBy ?? []).map((text) => readColumn(text, query.target));
  const branches = groups.map(({ keys }, index) => {
    const same = columns.map(
      ({ sql }, place) => `toString(${sql}) = ${query.params.bind(keys[place] ?? '', 'String')}`,
    );
    return `${same.join(' AND ')}, ${index}`;
  });
  return `multiIf(${branches.join(', ')}, -1)`;
}

async function topGroups(events: EventSource, request: SeriesRequest, top: TopGroups): Promise<Group[]> {
  const query = tableQuery(request, (request.period.end - request.period.start) / 1000);
  const groupBy = top.groupBy.map((text) => readColumn(text, query.target));
  const aggregate = groupBy.find(({ isAggregate }) => isAggregate);
  if (groupBy.length === 0) throw new SearchError('topEvents needs a field to group by', 0);
  if (aggregate !== undefined) throw new SearchError(`"${aggregate.text}" is a function: groups are made by fields`, 0);
  const sort = top.sort === undefined || top.sort === '' ? `-${request.yAxis[0] ?? 'count()'}` : top.sort;
  const order = readColumn(sort.replace(/^-/, ''), query.target);
  const shown = groupBy.map(
    ({ sql, shown: asShown }, index) => `toString(${sql}) AS k${index}, ${asShown} AS c${index}`,
  );
  const rows = await events.select<Record<string, unknown>>(
    `SELECT ${shown.join(', ')} FROM ${request.dataset.table} WHERE ${query.where}
     GROUP BY ${groupBy.map(({ sql }) => sql).join(', ')}
     ORDER BY ${order.sql} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, ${groupBy.map(({ sql }) => sql).join(', ')}
     LIMIT {limit:UInt32}`,
    { ...query.params.values, limit: top.limit },
  );
  return rows.map((row) => ({
    keys: groupBy.map((_, index) => String(row[`k${index}`])),
    values: groupBy.map((column, index) => ({ key: column.text, value: readValue(row[`c${index}`], column) })),
  }));
}
