import type { CountedIssue } from '../../store/index.ts';

/** Tells open pages that the change feed may have new rows. Each page reads the feed from its own position; nothing is stored here. */
export interface LiveHub {
  /** The change feed may have grown. */
  wake(): void;
  /** Events were counted in these issues, nothing else happened to them. */
  counted(issues: readonly CountedIssue[]): void;
  /** Returns a function that ends the subscription. */
  subscribe(listener: LiveListener): () => void;
  close(): void;
}

export interface LiveListener {
  onWake(): void;
  onCounted(issues: readonly CountedIssue[]): void;
  /** The hub is closed: the answer must end. */
  onClose(): void;
}

export function createLiveHub(): LiveHub {
  const listeners = new Set<LiveListener>();
  return {
    wake() {
      for (const listener of listeners) listener.onWake();
    },
    counted(issues) {
      if (issues.length === 0) return;
      for (const listener of listeners) listener.onCounted(issues);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      for (const listener of listeners) listener.onClose();
      listeners.clear();
    },
  };
}
