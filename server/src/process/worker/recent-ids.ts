import type { ProjectId, EventId } from '@garrison/protocol';
/**
 * The (project, event id) pairs stored last, as 64-bit hashes in a fixed table: 2 × 4 bytes a slot, open addressing. When the newer
 * half is full, the older half is emptied: between `capacity / 2` and `capacity` pairs are known.
 */
export interface RecentIds {
  has(projectId: ProjectId, eventId: EventId): boolean;
  add(projectId: ProjectId, eventId: EventId): void;
}

export function createRecentIds(capacity: number): RecentIds {
  const half = Math.max(1, Math.floor(capacity / 2));
  let young = createHalf(half);
  let old = createHalf(half);
  return {
    has(projectId, eventId) {
      const hash = hashOf(projectId, eventId);
      return young.has(hash) || old.has(hash);
    },
    add(projectId, eventId) {
      const hash = hashOf(projectId, eventId);
      if (young.has(hash)) return;
      if (young.size() >= half) {
        const forgotten = old;
        old = young;
        forgotten.clear();
        young = forgotten;
      }
      young.add(hash);
    },
  };
}

interface Hash {
  readonly high: number;
  readonly low: number;
}

interface Half {
  has(hash: Hash): boolean;
  add(hash: Hash): void;
  size(): number;
  clear(): void;
}

function createHalf(capacity: number): Half {
  // At most half full, so that a search is short.
  const slots = 2 ** Math.ceil(Math.log2(capacity * 2));
  const mask = slots - 1;
  const table = new Uint32Array(slots * 2);
  let used = 0;

  /** The slot that holds the hash, or the free one where it belongs. A free slot is 0, 0. */
  const find = (hash: Hash): number => {
    let slot = hash.low & mask;
    for (;;) {
      const high = table[slot * 2];
      const low = table[slot * 2 + 1];
      if ((high === 0 && low === 0) || (high === hash.high && low === hash.low)) return slot;
      slot = (slot + 1) & mask;
    }
  };
  const isUsed = (slot: number): boolean => table[slot * 2] !== 0 || table[slot * 2 + 1] !== 0;

  return {
    has: (hash) => isUsed(find(hash)),
    add(hash) {
      const slot = find(hash);
      if (isUsed(slot)) return;
      table[slot * 2] = hash.high;
      table[slot * 2 + 1] = hash.low;
      used += 1;
    },
    size: () => used,
    clear() {
      table.fill(0);
      used = 0;
    },
  };
}

/** Two FNV-like runs over project and id with different multipliers; ids are random, so this need only not lose bits. */
function hashOf(projectId: ProjectId, eventId: EventId): Hash {
  let high = Math.imul(projectId ^ 0x811c9dc5, 0x01000193);
  let low = Math.imul(projectId ^ 0x9e3779b9, 0x85ebca6b);
  for (let index = 0; index < eventId.length; index++) {
    const code = eventId.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  const mixed = (low ^ (low >>> 13)) >>> 0;
  return { high: high >>> 0, low: mixed === 0 ? 1 : mixed };
}
