import { describe, expect, it } from 'vitest';
import type { IngestKey } from './ingest-deps.ts';
import { createKeyCache } from './key-cache.ts';

const key: IngestKey = { id: 1, organizationId: 1, projectId: 1, isActive: true, rateLimit: null };

function setUp() {
  const asked: string[] = [];
  const clock = { now: 0 };
  const cache = createKeyCache(
    (publicKey) => {
      asked.push(publicKey);
      return publicKey === 'known' ? key : undefined;
    },
    () => clock.now,
  );
  return { asked, clock, cache };
}

describe('createKeyCache', () => {
  it('asks once for known and for unknown keys', () => {
    const { asked, cache } = setUp();
    expect([cache.find('known'), cache.find('known'), cache.find('none'), cache.find('none')]).toEqual([
      key,
      key,
      undefined,
      undefined,
    ]);
    expect(asked).toEqual(['known', 'none']);
  });

  it('asks again after a change, and after five seconds for changes made elsewhere', () => {
    const { asked, clock, cache } = setUp();
    cache.find('known');
    cache.clear();
    cache.find('known');
    clock.now = 5001;
    cache.find('known');
    expect(asked).toEqual(['known', 'known', 'known']);
  });

  it('keeps a bounded number of keys', () => {
    const { asked, cache } = setUp();
    cache.find('known');
    for (let index = 0; index < 10_000; index++) cache.find(`stranger ${index}`);
    cache.find('known');
    expect(asked.filter((publicKey) => publicKey === 'known')).toHaveLength(2);
  });
});
