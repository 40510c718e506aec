import { startRedis, type Broker } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENTS, runPython } from './python-process.ts';

let redis: Broker;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

describe.each(ENVIRONMENTS)('%s', (environment) => {
  it('passes the tests that are written in Python', async () => {
    const output = await runPython(environment, ['-m', 'pytest', 'tests'], { REDIS_URL: redis.url });
    expect(output).toMatch(/\d+ passed/);
    expect(output).not.toMatch(/skipped|failed/);
  });
});

it('is typed', async () => {
  const output = await runPython('python-newest', ['-m', 'mypy', '--cache-dir=/dev/null', 'src/garrison_sentry']);
  expect(output).toContain('Success');
});
