import type { ProjectId } from '@garrison/protocol';
import type { EventStore } from '../store/index.ts';
import { arrayParam } from './array-param.ts';
import { hashId, hashPrefix } from './issue-hashes.ts';

/** What is known of one hash from its stored events. Times are milliseconds; releases are empty when no event names one. */
export interface HashFacts {
  readonly hash: string;
  readonly events: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly firstRelease: string;
  readonly lastRelease: string;
  /** The newest event, and whether it was unhandled. */
  readonly latestEventId: string;
  readonly isUnhandled: boolean;
}

interface FactsRow extends Record<'hashId' | 'events' | 'firstSeen' | 'lastSeen', string> {
  readonly firstRelease: string;
  readonly lastRelease: string;
  readonly latestEventId: string;
  readonly handled: number;
}

/**
 * Newest first. Hashes without stored events are left out: those that were never the first of an event, and those whose events have
 * expired.
 */
export async function factsOfHashes(
  events: EventStore,
  projectId: ProjectId,
  hashes: readonly string[],
): Promise<HashFacts[]> {
  if (hashes.length === 0) return [];
  const params: Record<string, unknown> = { project: projectId };
  const ids = arrayParam(params, 'hashes', { type: 'UInt64', values: hashes.map(hashId) });
  const rows = await events.select<FactsRow>(
    `SELECT toString(hash_id) AS hashId, toString(count()) AS events,
       toString(toUnixTimestamp64Milli(min(events.timestamp))) AS firstSeen,
       toString(toUnixTimestamp64Milli(max(events.timestamp))) AS lastSeen,
       argMinIf(release, events.timestamp, release != '') AS firstRelease,
       argMaxIf(release, events.timestamp, release != '') AS lastRelease,
       replaceAll(toString(argMax(event_id, (events.timestamp, event_id))), '-', '') AS latestEventId,
       argMax(handled, (events.timestamp, event_id)) AS handled
     FROM events WHERE project_id = {project:UInt64} AND hash_id IN ${ids}
     GROUP BY hash_id ORDER BY max(events.timestamp) DESC, hash_id`,
    params,
  );
  const byPrefix = new Map(hashes.map((hash) => [hash.slice(0, 16), hash]));
  return rows.flatMap((row) => {
    const hash = byPrefix.get(hashPrefix(row.hashId));
    if (hash === undefined) return [];
    return {
      hash,
      events: Number(row.events),
      firstSeen: Number(row.firstSeen),
      lastSeen: Number(row.lastSeen),
      firstRelease: row.firstRelease,
      lastRelease: row.lastRelease,
      latestEventId: row.latestEventId,
      isUnhandled: row.handled === 0,
    };
  });
}
