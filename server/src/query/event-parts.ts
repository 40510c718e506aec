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

/** Events that are read to find the event itself among those of its millisecond; SDKs that send whole seconds make many. */
const TIES_MAX = 100;

/**
 * What an event's page shows beside its row. `neighbours`: when they are known already; else they are looked for in the scope.
 * A condition on the time alone costs the engine half of one that also compares ids, so the next few events are read, the event
 * itself among them; only when more than those have the same time is the exact condition asked for.
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
      ...sides.map((side) => `(${sideStatement(side, `${sql} AND events.timestamp ${SIGNS[side]}= ${AT}`, TIES_MAX)})`),
    ].join(' UNION ALL '),
    { ...params, ...own, ofProject: event.projectId, ofHash: event.hashId },
  );
  const textsOf = (part: string) => rows.filter((row) => row.part === part).map(({ text }) => text);
  const besides = async (side: Side): Promise<string | null> => {
    const ids = textsOf(side);
    const place = ids.indexOf(event.eventId);
    if (place >= 0 && (place + 1 < ids.length || ids.length < TIES_MAX)) return ids[place + 1] ?? null;
    const exact = sideStatement(side, `${sql} AND ${pastEvent(SIGNS[side])}`, 1);
    const [first] = await events.select<{ text: string }>(exact, { ...params, ...own });
    return first?.text ?? null;
  };
  const [payload] = textsOf('payload');
  return {
    payload: payload === undefined ? undefined : (JSON.parse(payload) as JsonObject),
    size: Buffer.byteLength(payload ?? ''),
    neighbours:
      'neighbours' in around ? around.neighbours : { next: await besides('next'), previous: await besides('previous') },
  };
}

const AT = 'fromUnixTimestamp64Milli({at:Int64})';
const SIGNS = { next: '>', previous: '<' } as const;

function sideStatement(side: Side, condition: string, limit: number): string {
  const order = side === 'next' ? 'ASC' : 'DESC';
  return `SELECT '${side}' AS part, replaceAll(toString(event_id), '-', '') AS text FROM events
    WHERE ${condition} ORDER BY events.timestamp ${order}, event_id ${order} LIMIT ${limit}`;
}
