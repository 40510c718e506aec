import { expect, it } from 'vitest';
import { defaultPolicy } from './default-policy.ts';
import { resolveRelease, type ReleaseFacts } from './release.ts';

const all = {
  service: 'orders',
  release: 'orders@9',
  stamp: 'orders@8',
  version: '7',
  packageVersion: '6.0.0',
  commit: 'a'.repeat(40),
} satisfies ReleaseFacts;

it.each([
  [all, 'orders@9', 'SENTRY_RELEASE'],
  [{ ...all, release: undefined }, 'orders@8', 'build stamp'],
  [{ ...all, release: '', stamp: '' }, 'orders@7', 'version'],
  [
    { service: 'orders', packageVersion: '6.0.0', commit: all.commit },
    `orders@6.0.0+${all.commit}`,
    'package.json and commit',
  ],
  [{ service: 'orders', packageVersion: '0.0.0', commit: all.commit }, `orders@${all.commit}`, 'commit'],
  [{ service: 'orders', packageVersion: '6.0.0' }, 'orders@unknown', 'unknown'],
] as const)('%j', (facts, release, source) => {
  expect(resolveRelease(facts, defaultPolicy.release)).toEqual({ release, source });
});
