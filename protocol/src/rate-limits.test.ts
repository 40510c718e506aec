import { expect, test } from 'vitest';
import { formatRateLimits, retryAfterSeconds, type RateLimit } from './rate-limits.ts';

const limit: RateLimit = { retryAfterSeconds: 59.2, categories: ['error'], scope: 'key', reason: 'key_quota' };

test('seconds are whole, categories joined, all limits in one line', () => {
  const all: RateLimit = { retryAfterSeconds: 0, categories: [], scope: 'organization', reason: 'a:b, c' };
  const traces: RateLimit = { ...limit, categories: ['transaction', 'span'], scope: 'project' };
  expect(formatRateLimits([limit, all, traces])).toBe(
    '60:error:key:key_quota, 1::organization:a_b__c, 60:transaction;span:project:key_quota',
  );
});

test('Retry-After is the longest of them and never below one', () => {
  expect(retryAfterSeconds([limit, { ...limit, retryAfterSeconds: 3 }])).toBe(60);
  expect(retryAfterSeconds([{ ...limit, retryAfterSeconds: 0 }])).toBe(1);
});
