import type { Clock } from '../platform/index.ts';
import type { IngestKey } from './ingest-deps.ts';

export interface KeyCache {
  find(publicKey: string): IngestKey | undefined;
  /** Keys have changed: ask again. */
  clear(): void;
}

/** Another process may have changed a key; in this one `clear` is called. */
const KEPT_MS = 5000;
/** Strangers send keys that do not exist: what they can put here is bounded. */
const ENTRIES_MAX = 10_000;

/** Answers for keys, known and unknown ones, without asking the store at each request. */
export function createKeyCache(load: (publicKey: string) => IngestKey | undefined, now: Clock): KeyCache {
  let keys = new Map<string, IngestKey | undefined>();
  let until = 0;
  return {
    find(publicKey) {
      if (now() >= until || keys.size >= ENTRIES_MAX) {
        keys = new Map();
        until = now() + KEPT_MS;
      }
      if (!keys.has(publicKey)) keys.set(publicKey, load(publicKey));
      return keys.get(publicKey);
    },
    clear() {
      until = 0;
    },
  };
}
