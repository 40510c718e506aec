import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runService } from './service.ts';

const TEMPLATE = join(import.meta.dirname, '../../../examples/sentry-config');

it('an organisation binds its policy in a package of its own, and services cannot loosen it', async () => {
  const source = `
    import * as Sentry from '@sentry/node';
    import { initSentry, sentryStatus, withSpan } from '@acme/sentry-config';
    tell(sentryStatus());
    withSpan('function', 'a', () => Sentry.captureException(new Error('x'), { extra: { licence_plate: 'hunter2' } }));
    await Sentry.close();`;
  const service = await runService({
    major: 11,
    source,
    nodeArguments: ['--import', '@acme/sentry-config/register'],
    prepare: (directory) => cp(TEMPLATE, join(directory, 'node_modules/@acme/sentry-config'), { recursive: true }),
    env: { SENTRY_TRACES_SAMPLE_RATE: '1' },
    files: { 'garrison.config.mjs': `export default { policy: {}, overrides: { data: { cookies: true } } };` },
  });
  expect(service.told[0]).toMatchObject({
    enabled: true,
    preloaded: true,
    tracesSampleRate: 0.5,
    problems: [{ code: 'policy-bound' }, { code: 'policy-floor' }, { code: 'rate-bounds' }, { code: 'rate-bounds' }],
    policy: expect.stringMatching(/^1\.0\.0\+[0-9a-f]{10}$/),
  });
  expect(service.payloads('event')[0]?.['extra']).toEqual({ licence_plate: '[Filtered]' });
});
