import { expect, it } from 'vitest';
import { checkOverrides, checkPolicy } from './check-policy.ts';
import { defaultPolicy, strictPolicy } from './default-policy.ts';
import { isPersonalKey } from './scrub/personal-key.ts';

it('policies of the kit are as expected, and come back as they are', () => {
  for (const policy of [defaultPolicy, strictPolicy]) {
    expect(checkPolicy(policy)).toEqual({ policy, faults: [] });
    expect(checkPolicy(policy).policy).toBe(policy);
  }
});

it('each wrong field is named, and the default takes its place; the others stay', () => {
  const { policy, faults } = checkPolicy({
    ...defaultPolicy,
    sampling: { ...defaultPolicy.sampling, bounds: { min: 0, max: 3 }, dropOrphanRoots: 'yes' },
    scrubbing: { ...defaultPolicy.scrubbing, keys: ['own'], text: ['emails'] },
    data: { cookies: false },
    limts: {},
  });
  expect(faults.map(({ path }) => path)).toEqual([
    'policy.sampling.bounds.max',
    'policy.sampling.dropOrphanRoots',
    'policy.scrubbing.text[0]',
    'policy.limts',
    ...Object.keys(defaultPolicy.data)
      .filter((field) => field !== 'cookies')
      .map((field) => `policy.data.${field}`),
  ]);
  expect(faults.find(({ path }) => path === 'policy.limts')?.expected).toContain('limits is meant');
  expect(policy.sampling).toEqual(defaultPolicy.sampling);
  expect(policy.scrubbing).toEqual({ ...defaultPolicy.scrubbing, keys: ['own'] });
  expect(policy.data).toEqual(defaultPolicy.data);
  expect(policy.limits).toEqual(defaultPolicy.limits);
});

it.each([[undefined], [null], [7], ['strict'], [[]]])('%j is no policy: the default one is used', (given) => {
  const { policy, faults } = checkPolicy(given);
  expect(policy).toEqual(defaultPolicy);
  expect(faults).toEqual([{ path: 'policy', expected: expect.stringContaining('an object is expected') }]);
});

it('of overrides what is wrong is left out', () => {
  const { overrides, faults } = checkOverrides({
    data: { cookies: 'no', graphQl: false },
    limits: { depth: 3 },
    trace: 7,
  });
  expect(overrides).toEqual({ data: { graphQl: false }, limits: { depth: 3 } });
  expect(faults.map(({ path }) => path)).toEqual(['overrides.data.cookies', 'overrides.trace']);
});

it('a text is never repeated: it may be a secret', () => {
  const { faults } = checkPolicy({ ...defaultPolicy, health: { routes: 'hunter2' } });
  expect(JSON.stringify(faults)).not.toContain('hunter2');
});

it.each([
  'email',
  'customer.phone',
  'customer_name',
  'firstName',
  'shipping_address',
  'name',
  'contact.e-mail',
  'street',
])('the attribute %s names a person', (key) => expect(isPersonalKey(key)).toBe(true));
it.each([
  'service.name',
  'host.name',
  'server.address',
  'http.route',
  'db.name',
  'queue.name',
  'thread.name',
  'email_template',
  'status',
])('the attribute %s does not', (key) => expect(isPersonalKey(key)).toBe(false));
