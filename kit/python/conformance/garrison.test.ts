import { join } from 'node:path';
import { poll, pythonOf, startGarrisonServer, startProgram, type GarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENTS, pythonEnv } from './python-process.ts';

interface ShownIssue {
  readonly id: string;
  readonly title: string;
  readonly culprit: string;
}
interface ShownEvent {
  readonly platform: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer();
});
afterAll(() => server.stop());

describe.each(ENVIRONMENTS)('%s against Garrison', (environment) => {
  it('an error of a FastAPI service is an issue with its route, its tags and without its secret', async () => {
    const dsn = await server.dsn(environment);
    const service = startProgram(
      pythonOf(environment),
      ['-m', 'garrison_sentry', 'run', join(import.meta.dirname, 'garrison_app.py')],
      {
        env: pythonEnv({
          SENTRY_DSN: dsn,
          SENTRY_SERVICE: 'pricing',
          SENTRY_RELEASE: 'pricing@1',
          SENTRY_TRACES_SAMPLE_RATE: '1',
        }),
      },
    );
    await poll(() => service.exit() ?? undefined, { timeoutMs: 60_000, describe: () => service.output() });
    expect(service.output()).toContain('answered 500');

    const organization = await server.organization();
    const issues = await poll(
      async () => {
        const response = await server.api(`/api/0/projects/${organization}/${environment}/issues/?query=`);
        const found = (await response.json()) as ShownIssue[];
        return found.length > 0 ? found : undefined;
      },
      { timeoutMs: 60_000, describe: () => service.output() },
    );
    expect(issues.map(({ title, culprit }) => ({ title, culprit }))).toEqual([
      { title: 'RuntimeError: no price with password=[Filtered]', culprit: 'GET /prices/:sku' },
    ]);
    const response = await server.api(`/api/0/organizations/${organization}/issues/${issues[0]?.id}/events/latest/`);
    const event = (await response.json()) as ShownEvent;
    const tags = Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
    expect(event.platform).toBe('python');
    expect(tags).toMatchObject({ service: 'pricing', 'http.route': '/prices/:sku', 'http.status_code': '500' });
    expect(tags['policy']).toMatch(/^default\+[0-9a-f]{10}$/);
  });
});
