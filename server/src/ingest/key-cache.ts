import type { IngestKey } from './ingest-deps.ts';

type Found = IngestKey | undefined;

export interface KeyCache {
  /** At once when it is known already. */
  find(publicKey: string): Found | Promise<Found>;
  /** Settings have changed: ask again. What is being looked up now is not kept. */
  clear(): void;
}

/** Clients send keys that do not exist, too: what they can put here is bounded. */
const ENTRIES_MAX = 10_000;

/** Keeps what the store says of keys, also that there is no such key. Several requests for one key that is not known yet ask once. */
export function createKeyCache(load: (publicKey: string) => Promise<Found>): KeyCache {
  let keys = new Map<string, Found | Promise<Found>>();

  async function ask(publicKey: string, into: Map<string, Found | Promise<Found>>): Promise<Found> {
    try {
      const key = await load(publicKey);
      into.set(publicKey, key);
      return key;
    } catch (error) {
      into.delete(publicKey);
      throw error;
    }
  }

  return {
    find(publicKey) {
      if (keys.has(publicKey)) return keys.get(publicKey);
      if (keys.size >= ENTRIES_MAX) keys = new Map();
      const asked = ask(publicKey, keys);
      keys.set(publicKey, asked);
      return asked;
    },
    clear() {
      keys = new Map();
    },
  };
}
