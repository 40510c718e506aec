import { describe, expect, it } from 'vitest';
import { defaultPolicy, strictPolicy } from './default-policy.ts';
import { clampRate, mergePolicy } from './merge-policy.ts';
import type { Policy, PolicyOverride } from './policy.ts';

describe('a service may only be stricter', () => {
  const stricter: readonly (readonly [string, PolicyOverride, (policy: Policy) => unknown, unknown])[] = [
    ['fewer headers', { scrubbing: { headers: ['host'] } }, (policy) => policy.scrubbing.headers, ['host']],
    ['more keys', { scrubbing: { keys: ['plate'] } }, (policy) => policy.scrubbing.keys.includes('plate'), true],
    ['no free text', { scrubbing: { freeText: 'drop' } }, (policy) => policy.scrubbing.freeText, 'drop'],
    ['no source lines', { data: { frameContextLines: 0 } }, (policy) => policy.data.frameContextLines, 0],
    ['more health routes', { health: { routes: ['/up'] } }, (policy) => policy.health.routes.includes('/up'), true],
    ['fewer own hosts', { trace: { ownHosts: ['localhost'] } }, (policy) => policy.trace.ownHosts, ['localhost']],
    [
      'a lower rate',
      { sampling: { traces: { production: 0.01 } } },
      (policy) => policy.sampling.traces['production'],
      0.01,
    ],
    ['fewer breadcrumbs', { limits: { breadcrumbs: 10 } }, (policy) => policy.limits.breadcrumbs, 10],
  ];
  it.each(stricter)('%s is taken', (_name, override, read, expected) => {
    const { policy, refused } = mergePolicy(defaultPolicy, override);
    expect(read(policy)).toEqual(expected);
    expect(refused).toEqual([]);
  });

  const looser: readonly (readonly [string, Policy, PolicyOverride])[] = [
    ['data.cookies', defaultPolicy, { data: { cookies: true } }],
    ['data.frameVariables', defaultPolicy, { data: { frameVariables: true } }],
    ['data.frameContextLines', defaultPolicy, { data: { frameContextLines: 50 } }],
    [
      'scrubbing.headers',
      defaultPolicy,
      { scrubbing: { headers: [...defaultPolicy.scrubbing.headers, 'authorization'] } },
    ],
    ['scrubbing.userFields', defaultPolicy, { scrubbing: { userFields: ['id', 'email'] } }],
    ['scrubbing.safeKeys', defaultPolicy, { scrubbing: { safeKeys: ['password'] } }],
    ['scrubbing.freeText', strictPolicy, { scrubbing: { freeText: 'scrub' } }],
    ['trace.strictContinuation', defaultPolicy, { trace: { strictContinuation: false } }],
    ['trace.ownHosts', defaultPolicy, { trace: { ownHosts: [...defaultPolicy.trace.ownHosts, 'evil.example'] } }],
    ['limits.values', defaultPolicy, { limits: { values: 1e9 } }],
    ['limits.breadcrumbs', defaultPolicy, { limits: { breadcrumbs: Number.NaN } }],
    ['release', defaultPolicy, { release: { format: 'x' } }],
  ];
  it.each(looser)('%s cannot be loosened, and the attempt is named', (path, floor, override) => {
    const { policy, refused } = mergePolicy(floor, override);
    expect(refused).toEqual([path]);
    expect(policy).toEqual(floor);
  });

  it('rates stay within the bounds', () => {
    const floor = { ...defaultPolicy, sampling: { ...defaultPolicy.sampling, bounds: { min: 0.01, max: 0.2 } } };
    const { policy, refused } = mergePolicy(floor, { sampling: { traces: { production: 1 } } });
    expect(policy.sampling.traces['production']).toBe(0.2);
    expect(refused).toEqual(['sampling.traces.production']);
    expect([clampRate(5, floor.sampling), clampRate(0, floor.sampling), clampRate(Number.NaN, floor.sampling)]).toEqual(
      [0.2, 0.01, 0.01],
    );
  });
});
