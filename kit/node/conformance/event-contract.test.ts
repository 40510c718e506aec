import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeApp, MAJORS } from './compose-app.ts';
import { checkEventContract, CONTRACT, type ContractPromise, type ContractResult } from './event-contract.ts';
import { PROFILES } from './supported-versions.ts';

describe.each(MAJORS)('SDK %i', (major) => {
  let app: Awaited<ReturnType<typeof composeApp>>;
  let result: ContractResult;
  beforeAll(async () => {
    app = await composeApp({ major });
    result = await checkEventContract(app);
  });
  afterAll(() => app.remove());

  test.each(Object.entries(CONTRACT) as [ContractPromise, string][])('%s: %s', (promise) => {
    expect(result.problems[promise]).toEqual([]);
  });

  test('profiles come where there is a profiler', () => {
    expect(result.profiles).toBe(PROFILES[major][26]);
  });
});
