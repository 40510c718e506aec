import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeApp, MAJORS } from './compose-app.ts';
import { checkEventContract, CONTRACT, type ContractPromise, type ContractResult } from './event-contract.ts';

describe.each(MAJORS)('SDK %i', (major) => {
  let app: Awaited<ReturnType<typeof composeApp>>;
  let result: ContractResult;
  beforeAll(async () => {
    app = await composeApp({ major });
    result = await checkEventContract(app);
  });
  afterAll(() => app.remove());

  test.each(Object.entries(CONTRACT) as [ContractPromise, string][])('%s: %s', (promise) => {
    expect(result[promise]).toEqual([]);
  });
});
