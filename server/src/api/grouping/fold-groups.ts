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
 * The groups that these events would form if they arrived one after the other: the first hash that belongs to a group decides, and
 * all hashes of the event are added to that group. Largest group first.
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
