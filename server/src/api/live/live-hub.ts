import type { CountedIssue } from '../../store/index.ts';

/** Wakes open pages. What happened is in the change feed, which each page reads from its own place; here nothing is kept. */
export interface LiveHub {
  /** The change feed may have grown. */
  wake(): void;
  /** Events were counted in these issues, nothing else happened to them. */
  counted(issues: readonly CountedIssue[]): void;
  /** Returns how to leave. */
  subscribe(listener: LiveListener): () => void;
  close(): void;
}

export interface LiveListener {
  onWake(): void;
  onCounted(issues: readonly CountedIssue[]): void;
  /** The hub ends: so should the answer. */
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
