import type { IssueChange } from '../../store/index.ts';

/** Messages kept for readers that come back after a break. */
const RING_SIZE = 500;

export interface LiveMessage {
  /** Increases by one with every message. */
  readonly id: number;
  readonly changes: readonly IssueChange[];
}

/** Tells open pages what processing did. One per process; it ends with the process. */
export interface LiveHub {
  publish(changes: readonly IssueChange[]): void;
  /** Messages after `lastId` that are still known come first, at once. Returns how to leave. */
  subscribe(listener: LiveListener, lastId?: number): () => void;
  close(): void;
}

export interface LiveListener {
  onMessage(message: LiveMessage): void;
  /** The hub ends: so should the answer. */
  onClose(): void;
}

export function createLiveHub(): LiveHub {
  const listeners = new Set<LiveListener>();
  const ring: LiveMessage[] = [];
  let lastId = 0;
  return {
    publish(changes) {
      if (changes.length === 0) return;
      const message = { id: ++lastId, changes };
      ring.push(message);
      if (ring.length > RING_SIZE) ring.shift();
      for (const listener of listeners) listener.onMessage(message);
    },
    subscribe(listener, after) {
      for (const message of ring) if (after !== undefined && message.id > after) listener.onMessage(message);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      for (const listener of listeners) listener.onClose();
      listeners.clear();
    },
  };
}
