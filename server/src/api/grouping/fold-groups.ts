import type { EventId } from '@garrison/protocol';
export interface RegroupedEvent {
  readonly eventId: EventId;
  readonly title: string;
  /** In the order of look-up. */
  readonly hashes: readonly string[];
}

export interface EventGroup {
  /** Of its newest event. */
  readonly title: string;
  readonly hashes: readonly string[];
  /** Oldest first. */
  readonly eventIds: readonly EventId[];
}

/**
 * What arriving one after the other would make of events: the first hash that a group has decides, all hashes of the event join it.
 * Largest group first.
 */
export function foldGroups(events: readonly RegroupedEvent[]): EventGroup[] {
  const groups: { title: string; hashes: string[]; eventIds: string[] }[] = [];
  const owners = new Map<string, (typeof groups)[number]>();
  for (const { eventId, title, hashes } of events) {
    const known = hashes.find((hash) => owners.has(hash));
    let group = known === undefined ? undefined : owners.get(known);
    if (group === undefined) groups.push((group = { title, hashes: [], eventIds: [] }));
    group.title = title;
    group.eventIds.push(eventId);
    for (const hash of hashes) {
      if (owners.has(hash)) continue;
      owners.set(hash, group);
      group.hashes.push(hash);
    }
  }
  return groups.toSorted((a, b) => b.eventIds.length - a.eventIds.length);
}
