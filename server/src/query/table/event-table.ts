import type { Page } from '../page.ts';
import { SearchError } from '../search/search-error.ts';
import type { Column } from './columns.ts';
import { readColumn, tableQuery, type EventSource, type TableQuery, type TableScope } from './table-query.ts';

export interface TableRequest extends TableScope {
  readonly fields: readonly string[];
  /** `field` or `-field`, also a function. */
  readonly sort: readonly string[];
  readonly page: Page;
}

export interface EventTable {
  readonly columns: readonly Column[];
  /** One object per row, by the texts of the columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly hasMore: boolean;
}

/** Rows of a dataset, or with a function among the fields its groups. */
export async function eventTable(events: EventSource, request: TableRequest): Promise<EventTable> {
  const query = tableQuery(request, (request.period.end - request.period.start) / 1000);
  const columns = request.fields.map((text) => readColumn(text, query.target));
  const isGrouped = columns.some(({ isAggregate }) => isAggregate) || query.having !== '1';
  // Rows can be opened: each says which event of which project it is.
  const all = isGrouped ? columns : [...columns, ...missing(columns, query)];
  const groups = all.filter(({ isAggregate }) => !isAggregate).map(({ sql }) => sql);
  const rows = await events.select<Record<string, unknown>>(
    `SELECT ${all.map((column, index) => `${shownSql(column)} AS c${index}`).join(', ')} FROM ${request.dataset.table}
     WHERE ${query.where} ${isGrouped && groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : ''}
     ${isGrouped ? `HAVING ${query.having}` : ''}
     ORDER BY ${orderOf(request, { all, isGrouped, query })} LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    { ...query.params.values, limit: request.page.limit + 1, offset: request.page.offset },
  );
  return {
    columns,
    rows: rows.slice(0, request.page.limit).map((row) => readRow(row, all)),
    hasMore: rows.length > request.page.limit,
  };
}

/** How many rows a search finds. */
export async function countRows(events: EventSource, scope: TableScope): Promise<number> {
  const query = tableQuery(scope, 1);
  if (query.having !== '1') throw new SearchError('Rows cannot be counted by a condition on a function', 0);
  const [row] = await events.select<{ count: string }>(
    `SELECT toString(count()) AS count FROM ${scope.dataset.table} WHERE ${query.where}`,
    query.params.values,
  );
  return Number(row?.count ?? 0);
}

function missing(columns: readonly Column[], query: TableQuery): Column[] {
  const has = (...names: string[]) => columns.some(({ text }) => names.includes(text));
  return [
    ...(has('id') ? [] : [readColumn('id', query.target)]),
    ...(has('project', 'project.name') || query.target.extra?.has('project.name') !== true
      ? []
      : [readColumn('project.name', query.target)]),
  ];
}

function orderOf(
  { sort, dataset }: TableRequest,
  { all, isGrouped, query }: { all: readonly Column[]; isGrouped: boolean; query: TableQuery },
): string {
  const named = sort
    .filter((text) => text !== '')
    .map((text) => {
      const isDescending = text.startsWith('-');
      const column = sortColumn(isDescending ? text.slice(1) : text, { all, isGrouped, query });
      return `${column.sql} ${isDescending ? 'DESC' : 'ASC'}`;
    });
  const first = all.find(({ isAggregate }) => isAggregate);
  const usual = isGrouped ? (first === undefined ? [] : [`${first.sql} DESC`]) : [`${dataset.timeColumn} DESC`];
  // Rows that are equal by these stay in one order from page to page.
  const last = isGrouped
    ? all.filter(({ isAggregate }) => !isAggregate).map(({ sql }) => sql)
    : [`${dataset.idColumn} DESC`];
  const order = [...(named.length === 0 ? usual : named), ...last];
  return order.length === 0 ? '1' : order.join(', ');
}

function sortColumn(
  text: string,
  { all, isGrouped, query }: { all: readonly Column[]; isGrouped: boolean; query: TableQuery },
): Column {
  const index = /^equation\[(\d+)\]$/.exec(text)?.[1];
  const equations = all.filter((column) => column.text.startsWith('equation|'));
  const known =
    index === undefined
      ? all.find((column) => column.text === text || aliasOf(column.text) === text)
      : equations[Number(index)];
  if (known !== undefined) return known;
  if (!isGrouped && query.target.dataset.fields.has(text)) return readColumn(text, query.target);
  throw new SearchError(`Rows can be sorted by the fields that are asked for; "${text}" is none of them`, 0);
}

/** Old clients sort by `count_unique_user` for `count_unique(user)`. */
function aliasOf(text: string): string {
  return text.replaceAll(/\W+/g, '_').replace(/_$/, '');
}

/** Times travel as milliseconds. */
function shownSql({ shown, type }: Column): string {
  return type === 'date' ? `toUnixTimestamp64Milli(toDateTime64(${shown}, 3, 'UTC'))` : shown;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'duration', 'size', 'percentage', 'rate']);

function readRow(row: Readonly<Record<string, unknown>>, columns: readonly Column[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, index) => [column.text, readValue(row[`c${index}`], column)]));
}

/** The engine writes 64-bit numbers as text. */
export function readValue(value: unknown, { type }: Column): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'date') return Number(value) === 0 ? null : new Date(Number(value)).toISOString();
  if (type === 'boolean') return Number(value) === 1;
  return NUMBERS.has(type) ? Number(value) : value;
}
