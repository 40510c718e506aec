import type { ProjectId, EventId } from '@garrison/protocol';
import { type EventStore, VALUES_PER_PARAMETER } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import { errors } from './datasets/errors.ts';
import { toPositionPage, type PositionPage, type PositionResult } from './page.ts';
import type { Period } from './period.ts';
import { compileSearch, dashedId } from './search/compile-search.ts';
import { createParams, type Params } from './search/params.ts';
import type { SearchNode } from './search/search-tree.ts';

/** Which events: of a project, narrowed to the hashes of an issue. */
export interface EventScope {
  readonly projectIds: readonly ProjectId[];
  /** Undefined: all events. */
  readonly hashIds?: readonly bigint[] | undefined;
  readonly period?: Period | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly tree?: SearchNode | undefined;
  /** What relative times in `tree` are relative to, milliseconds. */
  readonly now?: number;
  /** The hashes for those parts of `tree` that are about issues. */
  readonly ofIssues?: ReadonlyMap<SearchNode, readonly bigint[]>;
}

/** A narrow event row. Times are milliseconds, ids 32 hex digits. */
export interface EventSummary {
  readonly eventId: EventId;
  readonly projectId: ProjectId;
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
    const bound = createParams('s');
    const answered = new Map([...(scope.ofIssues ?? [])].map(([part, hashes]) => [part, amongHashes(hashes, bound)]));
    parts.push(compileSearch(scope.tree, { dataset: errors, params: bound, now: scope.now ?? Date.now(), answered }));
    Object.assign(params, bound.values);
  }
  return { sql: parts.join(' AND '), params };
}

function amongHashes(hashes: readonly bigint[], params: Params): string {
  const among: string[] = [];
  for (let at = 0; at < hashes.length; at += VALUES_PER_PARAMETER) {
    const some = params.bind(hashes.slice(at, at + VALUES_PER_PARAMETER), 'Array(UInt64)');
    among.push(`hash_id + project_id IN ${some}`);
  }
  return among.length === 0 ? '0' : `(${among.join(' OR ')})`;
}

/** Newest first. A position is the time of an event in milliseconds, and its id. */
export async function listEvents(
  events: EventStore,
  scope: EventScope,
  page: PositionPage,
): Promise<PositionResult<EventSummary>> {
  const { sql, params } = scopeCondition(scope);
  const { position } = page;
  const isBack = position?.side === 'before';
  const order = isBack ? 'ASC' : 'DESC';
  const past = position === undefined ? '1' : pastEvent(isBack ? '>' : '<');
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} AND ${past}
     ORDER BY events.timestamp ${order}, event_id ${order} LIMIT {limit:UInt32}`,
    {
      ...params,
      limit: page.limit + 1,
      ...(position === undefined ? {} : { at: position.value, event: dashedId(hexOf(position.id)) }),
    },
  );
  return toPositionPage(rows.map(summaryOf), page);
}

/** The time alone lets the engine skip what is not past it. */
export function pastEvent(sign: '<' | '>'): string {
  const at = 'fromUnixTimestamp64Milli({at:Int64})';
  return `events.timestamp ${sign}= ${at} AND (events.timestamp, event_id) ${sign} (${at}, {event:UUID})`;
}

function hexOf(id: bigint): string {
  return BigInt.asUintN(128, id).toString(16).padStart(32, '0');
}

/** The newest or the oldest event of a scope, and the one next to it. */
export async function findEndEvent(
  events: EventStore,
  scope: EventScope,
  end: 'newest' | 'oldest',
): Promise<{ readonly event: EventSummary; readonly beside: EventSummary | undefined } | undefined> {
  const { sql, params } = scopeCondition(scope);
  const order = end === 'newest' ? 'DESC' : 'ASC';
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} ORDER BY events.timestamp ${order}, event_id ${order} LIMIT 2`,
    params,
  );
  const [event, beside] = rows.map(summaryOf);
  return event === undefined ? undefined : { event, beside };
}

/** Those of the events that are in the scope, in no order. `eventIds`: 32 hex digits each. */
export async function findEvents(
  events: EventStore,
  scope: EventScope,
  eventIds: readonly EventId[],
): Promise<EventSummary[]> {
  if (eventIds.length === 0) return [];
  const { sql, params } = scopeCondition(scope);
  const ids = arrayParam(params, 'ids', { type: 'UUID', values: eventIds.map(dashedId) });
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
  eventId: EventId,
): Promise<EventSummary | undefined> {
  const { sql, params } = scopeCondition(scope);
  const rows = await events.select<EventRecord>(
    `SELECT ${COLUMNS} FROM events WHERE ${sql} AND event_id = toUUID({event:String}) LIMIT 1`,
    { ...params, event: dashedId(eventId) },
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
    { project: event.projectId, hash: event.hashId, at: event.timestamp, event: dashedId(event.eventId) },
  );
  const payload = rows[0]?.payload;
  return payload === undefined ? undefined : (JSON.parse(payload) as Record<string, unknown>);
}

/** An event as it was stored; `size` in bytes. */
export interface StoredPayload {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly size: number;
}

/** Of several events of a project, by event id; an event whose payload is gone is left out. */
export async function readPayloads(
  events: EventStore,
  projectId: ProjectId,
  summaries: readonly EventSummary[],
): Promise<ReadonlyMap<string, StoredPayload>> {
  if (summaries.length === 0) return new Map();
  const rows = await events.select<{ eventId: EventId; payload: string }>(
    `SELECT replaceAll(toString(event_id), '-', '') AS eventId, payload FROM payloads
     WHERE project_id = {project:UInt64} AND hash_id IN {hashes:Array(UInt64)} AND event_id IN {ids:Array(UUID)}`,
    {
      project: projectId,
      hashes: [...new Set(summaries.map(({ hashId }) => BigInt(hashId)))],
      ids: summaries.map(({ eventId }) => dashedId(eventId)),
    },
  );
  return new Map(
    rows.map(({ eventId, payload: text }) => {
      const payload = JSON.parse(text) as Record<string, unknown>;
      return [eventId, { payload, size: Buffer.byteLength(text) }];
    }),
  );
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

function summaryOf(row: EventRecord): EventSummary {
  return {
    ...row,
    projectId: Number(row.projectId),
    timestamp: Number(row.timestamp),
    receivedAt: Number(row.receivedAt),
  };
}
