import { describe, expect, it } from 'vitest';
import type { IngestKey } from './ingest-deps.ts';
import { createKeyCache } from './key-cache.ts';

const key: IngestKey = { id: 1, organizationId: 1, projectId: 1, isActive: true, rateLimit: null };

function setUp() {
  const asked: string[] = [];
  const store = { failure: undefined as Error | undefined };
  const cache = createKeyCache(async (publicKey) => {
    asked.push(publicKey);
    if (store.failure !== undefined) throw store.failure;
    return publicKey === 'known' ? key : undefined;
  });
  return { asked, store, cache };
}

describe('createKeyCache', () => {
  it('asks once for known and for unknown keys, also when several requests come at once', async () => {
    const { asked, cache } = setUp();
    expect(await Promise.all(['known', 'known', 'none', 'none'].map(async (name) => cache.find(name)))).toEqual([
      key,
      key,
      undefined,
      undefined,
    ]);
    expect(cache.find('known')).toBe(key);
    expect(asked).toEqual(['known', 'none']);
  });

  it('asks again after a change, and keeps no answer that was asked for before it', async () => {
    const { asked, cache } = setUp();
    const early = cache.find('known');
    cache.clear();
    expect(await early).toBe(key);
    expect(await cache.find('known')).toBe(key);
    expect(asked).toEqual(['known', 'known']);
  });

  it('does not keep a failure', async () => {
    const { store, cache } = setUp();
    store.failure = new Error('no store');
    await expect(cache.find('known')).rejects.toThrow('no store');
    store.failure = undefined;
    expect(await cache.find('known')).toBe(key);
  });

  it('keeps a bounded number of keys', async () => {
    const { asked, cache } = setUp();
    await cache.find('known');
    for (let index = 0; index < 10_000; index++) await cache.find(`stranger ${index}`);
    await cache.find('known');
    expect(asked.filter((publicKey) => publicKey === 'known')).toHaveLength(2);
  });
});
