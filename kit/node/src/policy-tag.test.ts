import { defaultPolicy, strictPolicy } from '@garrison/policy';
import { expect, it } from 'vitest';
import { policyTag } from './policy-tag.ts';

it('is the version and a hash of the content', () => {
  expect(policyTag(defaultPolicy)).toMatch(/^default\+[0-9a-f]{10}$/);
  expect(policyTag(strictPolicy)).toMatch(/^strict\+[0-9a-f]{10}$/);
  const hash = (version: string): string => policyTag({ ...defaultPolicy, version }).split('+')[1] ?? '';
  expect(hash('1.4.0')).toBe(hash('2.0.0'));
});

it('changes with every decision, not with the order of the keys', () => {
  const reversed = Object.fromEntries(Object.entries(defaultPolicy).toReversed()) as unknown as typeof defaultPolicy;
  expect(policyTag(reversed)).toBe(policyTag(defaultPolicy));
  const scrubbing = { ...defaultPolicy.scrubbing, keys: [...defaultPolicy.scrubbing.keys, 'customer_no'] };
  expect(policyTag({ ...defaultPolicy, scrubbing })).not.toBe(policyTag(defaultPolicy));
});

it('takes no version that is not one', () => {
  expect(policyTag({ ...defaultPolicy, version: 'a\nb' })).toMatch(/^unversioned\+/);
});
