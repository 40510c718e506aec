import type { EventStore } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import type { Page } from './page.ts';
import type { Period } from './period.ts';
import { eventCondition } from './search/event-condition.ts';
import type { SearchNode } from './search/search-tree.ts';

/** Which events: of a project, narrowed to the hashes of an issue. */
export interface EventScope {
  readonly projectIds: readonly number[];
  /** Undefined: all events. */
  readonly hashIds?: readonly bigint[] | undefined;
  readonly period?: Period | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly tree?: SearchNode | undefined;
  /** Of the parts of `tree` that are about issues: what they mean. */
  readonly ofIssues?: ReadonlyMap<SearchNode, readonly bigint[]>;
}

/** A narrow event row. Times are milliseconds, ids 32 hex digits. */
export interface EventSummary {
  readonly eventId: string;
  readonly projectId: number;
  /** A UInt64 in decimal. */
  readonly hashId: string;
  readonly timestamp: number;
  readonly receivedAt: number;
  readonly type: string;
  readonly level: string;
  readonly platform: string;
  readonly environment: string;
  readonly release: string;
  readonly dist: string;
  readonly transaction: string;
  readonly title: string;
  readonly culprit: string;
  readonly user: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface EventRecord extends Omit<EventSummary, 'projectId' | 'timestamp' | 'receivedAt'> {
  readonly projectId: string;
  readonly timestamp: string;
  readonly receivedAt: string;
}

const COLUMNS = `replaceAll(toString(event_id), '-', '') AS eventId, toString(project_id) AS projectId,
  toString(hash_id) AS hashId, toString(toUnixTimestamp64Milli(events.timestamp)) AS timestamp,
  toString(toUnixTimestamp64Milli(received_at)) AS receivedAt, type, level, platform, environment, release, dist,
  transaction, title, culprit, user, tags`;

/** The WHERE of a scope and its parameters. */
export function scopeCondition(scope: EventScope): { sql: string; params: Record<string, unknown> } {
  const params: Record<string, unknown> = {};
  const parts: string[] = [];
  // With one project and one hash the table's own order is the order of the list, and a LIMIT ends the read early.
  const among = (column: string, values: readonly (number | bigint)[]) => {
    const [only] = values;
    if (values.length === 1) {
      params[column] = only;
      parts.push(`${column} = {${column}:UInt64}`);
    } else {
      parts.push(`${column} IN ${arrayParam(params, column, { type: 'UInt64', values })}`);
    }
  };
  among('project_id', scope.projectIds);
  if (scope.hashIds !== undefined) among('hash_id', scope.hashIds);
  if (scope.period !== undefined) {
    parts.push('events.timestamp >= fromUnixTimestamp64Milli({start:Int64})');
    parts.push('events.timestamp < fromUnixTimestamp64Milli({end:Int64})');
    params['start'] = Math.floor(scope.period.start);
    params['end'] = Math.floor(scope.period.end);
  }
  if (scope.environments !== undefined && scope.environments.length > 0) {
    parts.push('environment IN {environments:Array(String)}');
    params['environments'] = scope.environments;
  }
  if (scope.tree !== undefined) {
    const condition = eventCondition(scope.tree, scope.ofIssues);
    parts.push(condition.sql);
    Object.assign(params, condition.params);
  }
  return { sql: parts.join(' AND '), params };
}

/** Newest first. One more than asked for when there is a next page. */
export async function listEvents(events: EventStore, scope: EventScope, page: Page): Promise<EventSummary[]> {
  const { sql, params } = scopeCondition(scope);
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql}
     ORDER BY events.timestamp DESC, event_id DESC LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    { ...params, limit: page.limit + 1, offset: page.offset },
  );
  return rows.map(summaryOf);
}

export async function findOldestEvent(events: EventStore, scope: EventScope): Promise<EventSummary | undefined> {
  const { sql, params } = scopeCondition(scope);
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} ORDER BY events.timestamp, event_id LIMIT 1`,
    params,
  );
  return rows[0] === undefined ? undefined : summaryOf(rows[0]);
}

/** Those of the events that are in the scope, in no order. `eventIds`: 32 hex digits each. */
export async function findEvents(
  events: EventStore,
  scope: EventScope,
  eventIds: readonly string[],
): Promise<EventSummary[]> {
  if (eventIds.length === 0) return [];
  const { sql, params } = scopeCondition(scope);
  const ids = arrayParam(params, 'ids', { type: 'UUID', values: eventIds.map(dashedEventId) });
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} AND event_id IN ${ids}`,
    params,
  );
  return rows.map(summaryOf);
}

/** `eventId`: 32 hex digits. */
export async function findEvent(
  events: EventStore,
  scope: EventScope,
  eventId: string,
): Promise<EventSummary | undefined> {
  const { sql, params } = scopeCondition(scope);
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} AND event_id = toUUID({event:String}) LIMIT 1`,
    { ...params, event: dashedEventId(eventId) },
  );
  return rows[0] === undefined ? undefined : summaryOf(rows[0]);
}

/** The normalised event as it was stored. The narrow row tells where the payload lies. */
export async function readPayload(
  events: EventStore,
  event: EventSummary,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const rows = await events.select<{ payload: string }>(
    `SELECT payload FROM payloads WHERE project_id = {project:UInt64} AND hash_id = {hash:UInt64}
       AND timestamp = fromUnixTimestamp64Milli({at:Int64}) AND event_id = toUUID({event:String}) LIMIT 1`,
    { project: event.projectId, hash: event.hashId, at: event.timestamp, event: dashedEventId(event.eventId) },
  );
  const payload = rows[0]?.payload;
  return payload === undefined ? undefined : (JSON.parse(payload) as Record<string, unknown>);
}

/** Of several events of a project, by event id; an event whose payload is gone is left out. */
export async function readPayloads(
  events: EventStore,
  projectId: number,
  summaries: readonly EventSummary[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const rows = await events.select<{ eventId: string; payload: string }>(
    `SELECT replaceAll(toString(event_id), '-', '') AS eventId, payload FROM payloads
     WHERE project_id = {project:UInt64} AND hash_id IN {hashes:Array(UInt64)} AND event_id IN {ids:Array(UUID)}`,
    {
      project: projectId,
      hashes: [...new Set(summaries.map(({ hashId }) => BigInt(hashId)))],
      ids: summaries.map(({ eventId }) => dashedEventId(eventId)),
    },
  );
  return new Map(rows.map(({ eventId, payload }) => [eventId, JSON.parse(payload) as Record<string, unknown>]));
}

export interface Neighbours {
  readonly next: string | null;
  readonly previous: string | null;
}

/** The events just after and just before, in the order of the list. */
export async function findNeighbours(events: EventStore, scope: EventScope, event: EventSummary): Promise<Neighbours> {
  const { sql, params } = scopeCondition(scope);
  const at = '(fromUnixTimestamp64Milli({at:Int64}), toUUID({event:String}))';
  const side = (name: 'next' | 'previous') => `(SELECT '${name}' AS side, replaceAll(toString(event_id), '-', '') AS id
    FROM events WHERE ${sql} AND (events.timestamp, event_id) ${name === 'next' ? '>' : '<'} ${at}
    AND events.timestamp ${name === 'next' ? '>=' : '<='} fromUnixTimestamp64Milli({at:Int64})
    ORDER BY events.timestamp ${name === 'next' ? 'ASC' : 'DESC'}, event_id ${name === 'next' ? 'ASC' : 'DESC'} LIMIT 1)`;
  const rows = await events.select<{ side: string; id: string }>(`${side('next')} UNION ALL ${side('previous')}`, {
    ...params,
    at: event.timestamp,
    event: dashedEventId(event.eventId),
  });
  return {
    next: rows.find((row) => row.side === 'next')?.id ?? null,
    previous: rows.find((row) => row.side === 'previous')?.id ?? null,
  };
}

/** `[seconds, count]` per bucket. */
export async function countEvents(
  events: EventStore,
  scope: EventScope & { readonly period: Period },
  options: { intervalMs: number; buckets: readonly number[]; measure: 'count' | 'users' },
): Promise<[number, number][]> {
  const { sql, params } = scopeCondition(scope);
  const measure = options.measure === 'count' ? 'count()' : "uniqIf(user, user != '')";
  const rows = await events.select<{ bucket: string; value: string }>(
    `SELECT toString(intDiv(toUnixTimestamp64Milli(events.timestamp), {interval:Int64}) * {interval:Int64}) AS bucket,
       toString(${measure}) AS value FROM events WHERE ${sql} GROUP BY bucket`,
    { ...params, interval: options.intervalMs },
  );
  const values = new Map(rows.map((row) => [Number(row.bucket), Number(row.value)]));
  return options.buckets.map((at) => [Math.floor(at / 1000), values.get(at) ?? 0]);
}

function dashedEventId(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function summaryOf(row: EventRecord): EventSummary {
  return {
    ...row,
    projectId: Number(row.projectId),
    timestamp: Number(row.timestamp),
    receivedAt: Number(row.receivedAt),
  };
}
