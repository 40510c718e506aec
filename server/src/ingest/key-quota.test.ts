import { expect, test } from 'vitest';
import type { IngestKey } from './ingest-deps.ts';
import { createKeyQuota } from './key-quota.ts';

const key = (id: number, rateLimit: IngestKey['rateLimit']): IngestKey => ({
  id,
  organizationId: 1,
  projectId: 1,
  isActive: true,
  rateLimit,
});

test('a window lets its count through and then says how long it lasts', () => {
  const quota = createKeyQuota();
  const limited = key(1, { windowSeconds: 10, count: 2 });
  expect([quota.take(limited, 20_000), quota.take(limited, 21_000)]).toEqual([0, 0]);
  expect([quota.take(limited, 21_000), quota.take(limited, 29_001), quota.take(limited, 29_999)]).toEqual([9, 1, 1]);
  expect(quota.take(limited, 30_000)).toBe(0);
});

test('keys do not share', () => {
  const quota = createKeyQuota();
  const limit = { windowSeconds: 60, count: 1 };
  expect([quota.take(key(1, limit), 0), quota.take(key(2, limit), 0), quota.take(key(1, limit), 0)]).toEqual([
    0, 0, 60,
  ]);
});

test('no limit is none, a count of 0 lets nothing through, a changed limit counts at once', () => {
  const quota = createKeyQuota();
  for (let taken = 0; taken < 100; taken += 1) expect(quota.take(key(1, null), 0)).toBe(0);
  expect(quota.take(key(2, { windowSeconds: 60, count: 0 }), 0)).toBe(60);
  expect(quota.take(key(2, { windowSeconds: 60, count: 1 }), 0)).toBe(0);
});
