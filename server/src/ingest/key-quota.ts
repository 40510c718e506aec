import type { IngestKey } from './ingest-deps.ts';

export interface KeyQuota {
  /** Takes one error event from the key's quota. 0 when it had one left; else the seconds until it has again. */
  take(key: IngestKey, now: number): number;
}

/**
 * Counts per key in windows that start at multiples of their length, in memory: after a restart a window begins anew, which errs on the side of
 * accepting. One small entry for each key with a limit.
 */
export function createKeyQuota(): KeyQuota {
  const windows = new Map<number, { start: number; used: number }>();
  return {
    take(key, now) {
      if (key.rateLimit === null) return 0;
      const { windowSeconds, count } = key.rateLimit;
      const start = now - (now % (windowSeconds * 1000));
      let window = windows.get(key.id);
      if (window?.start !== start) {
        window = { start, used: 0 };
        windows.set(key.id, window);
      }
      if (window.used >= count) return Math.ceil((start + windowSeconds * 1000 - now) / 1000);
      window.used += 1;
      return 0;
    },
  };
}
