import type { JsonObject } from '@garrison/protocol';
import type { EventStore } from '../store/index.ts';
import { pastEvent, scopeCondition, type EventScope, type EventSummary } from './events.ts';
import { dashedId } from './search/compile-search.ts';

/** Ids of the events just after and just before an event, in the order of time and id. */
export interface Neighbours {
  readonly next: string | null;
  readonly previous: string | null;
}

type Side = keyof Neighbours;
export interface EventParts {
  /** Undefined: it is no longer stored. */
  readonly payload: JsonObject | undefined;
  /** Of the payload as it is stored, bytes. */
  readonly size: number;
  readonly neighbours: Neighbours;
}

/**
 * What an event's page shows beside its row, in one statement. `neighbours`: the next and the previous event, when they are known
 * already; else they are looked up in the scope.
 */
export async function readEventParts(
  events: EventStore,
  event: EventSummary,
  around: { readonly scope: EventScope } | { readonly neighbours: Neighbours },
): Promise<EventParts> {
  const { sql, params } = 'scope' in around ? scopeCondition(around.scope) : { sql: '', params: {} };
  const own = { at: event.timestamp, event: dashedId(event.eventId) };
  const sides: readonly Side[] = 'scope' in around ? ['next', 'previous'] : [];
  const rows = await events.select<{ part: Side | 'payload'; text: string }>(
    [
      `(SELECT 'payload' AS part, payload AS text FROM payloads
        WHERE project_id = {ofProject:UInt64} AND hash_id = {ofHash:UInt64}
          AND timestamp = fromUnixTimestamp64Milli({at:Int64}) AND event_id = {event:UUID} LIMIT 1)`,
      ...sides.map((side) => `(${sideStatement(side, sql)})`),
    ].join(' UNION ALL '),
    { ...params, ...own, ofProject: event.projectId, ofHash: event.hashId },
  );
  const textOf = (part: Side | 'payload') => rows.find((row) => row.part === part)?.text;
  const payload = textOf('payload');
  return {
    payload: payload === undefined ? undefined : (JSON.parse(payload) as JsonObject),
    size: Buffer.byteLength(payload ?? ''),
    neighbours:
      'neighbours' in around
        ? around.neighbours
        : { next: textOf('next') ?? null, previous: textOf('previous') ?? null },
  };
}

const SIGNS = { next: '>', previous: '<' } as const;

function sideStatement(side: Side, condition: string): string {
  const order = side === 'next' ? 'ASC' : 'DESC';
  return `SELECT '${side}' AS part, replaceAll(toString(event_id), '-', '') AS text FROM events
    WHERE ${condition} AND ${pastEvent(SIGNS[side])} ORDER BY events.timestamp ${order}, event_id ${order} LIMIT 1`;
}
