import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import { runService, type ServiceEnd, type ServiceRun } from './service.ts';

const TEMPLATE = join(import.meta.dirname, '../../../examples/sentry-config');
const DEPENDS = JSON.stringify({
  name: 'shop-api',
  version: '1.2.3',
  type: 'module',
  dependencies: { '@acme/sentry-config': '1.0.0' },
});

interface Status {
  enabled: boolean;
  policy: string;
  problems: { code: string; message: string; fix: string }[];
}

/** A service of Acme's, whose package scrubs `licence_plate` beside the defaults. */
function runAtAcme(run: Omit<ServiceRun, 'major'> & Partial<Pick<ServiceRun, 'major'>>): Promise<ServiceEnd> {
  return runService({
    major: 11,
    ...run,
    files: { 'package.json': DEPENDS, ...run.files },
    prepare: (directory) => cp(TEMPLATE, join(directory, 'node_modules/@acme/sentry-config'), { recursive: true }),
  });
}

const extrasOf = ({ payloads }: ServiceEnd): unknown[] => payloads('event').map((event) => event['extra']);
const codesOf = (told: unknown): string[] => (told as Status).problems.map(({ code }) => code);
/** Brings a policy of its own, under which nothing would be scrubbed. */
const LAX = `{ serviceName: 'orders', policy: { ...defaultPolicy, scrubbing: { ...defaultPolicy.scrubbing, keys: [] } } }`;
const CAPTURE = `Sentry.captureException(new Error('x'), { extra: { licence_plate: 'M-AB 1234' } }); await Sentry.flush(5000); tell(sentryStatus());`;

describe('the organisation’s policy is in force through every way in:', () => {
  const WAYS: Record<string, Omit<ServiceRun, 'major'>> = {
    'its preload': {
      nodeArguments: ['--import', '@acme/sentry-config/register'],
      files: { 'garrison.config.mjs': `import { defaultPolicy } from '@garrison/node'; export default ${LAX};` },
      source: `import { Sentry, sentryStatus } from '@acme/sentry-config'; ${CAPTURE}`,
    },
    'its preload for CommonJS': {
      nodeArguments: ['--require', '@acme/sentry-config/register'],
      module: 'cjs',
      source: `const { defaultPolicy, initSentry, Sentry, sentryStatus } = require('@acme/sentry-config'); (async () => { initSentry(${LAX}); ${CAPTURE} })();`,
    },
    'its initSentry': {
      nodeArguments: [],
      source: `import { defaultPolicy, initSentry, Sentry, sentryStatus } from '@acme/sentry-config'; initSentry(${LAX}); ${CAPTURE}`,
    },
    'its SentryService': {
      nodeArguments: [],
      source: `import { defaultPolicy, SentryService, Sentry, sentryStatus } from '@acme/sentry-config'; SentryService.getInstance(${LAX}).init(); ${CAPTURE}`,
    },
    'the kit’s own initSentry, beside it': {
      nodeArguments: [],
      source: `import '@acme/sentry-config'; import { defaultPolicy, initSentry, Sentry, sentryStatus } from '@garrison/node'; initSentry(${LAX}); ${CAPTURE}`,
    },
  };

  it.each(Object.entries(WAYS))('%s', async (_name, run) => {
    const service = await runAtAcme(run);
    expect(service.told[0], service.output).toMatchObject({
      enabled: true,
      policy: expect.stringMatching(/^1\.0\.0\+/),
    });
    expect(codesOf(service.told[0])).toContain('policy-bound');
    expect(extrasOf(service)).toEqual([{ licence_plate: '[Filtered]' }]);
  });
});

it.each([
  ['the kit’s own preload', ['--import', '@garrison/node/register'], ''],
  ['the kit’s own initSentry', [], `initSentry({ serviceName: 'orders' });`],
])('%s, in a service of the organisation, is refused with the line to use', async (_name, nodeArguments, start) => {
  const service = await runAtAcme({
    nodeArguments,
    source: `import { initSentry, Sentry, sentryStatus } from '@garrison/node'; ${start} ${CAPTURE}`,
  });
  expect(service.told[0]).toMatchObject({ enabled: false });
  expect(codesOf(service.told[0])).toContain('unbound-start');
  expect(service.output).toContain('node --import @acme/sentry-config/register');
  expect(service.payloads('event')).toEqual([]);
});

it('a policy that is bound after the start is in force from then on', async () => {
  const service = await runService({
    major: 11,
    source: `import { Sentry, sentryStatus } from '@garrison/node'; await import('@acme/sentry-config'); ${CAPTURE}`,
    prepare: (directory) => cp(TEMPLATE, join(directory, 'node_modules/@acme/sentry-config'), { recursive: true }),
  });
  expect(codesOf(service.told[0])).toEqual(['unbound-start']);
  expect(extrasOf(service)).toEqual([{ licence_plate: '[Filtered]' }]);
});

/** Everything that a migration may leave in a service, each with secrets in every part of an event. */
const ACCIDENTS = {
  'a later Sentry.init()': `Sentry.init({ dsn: process.env.SENTRY_DSN, sendDefaultPii: true, tracesSampleRate: 1, beforeSend: (event) => ({ ...event, extra: { ...event.extra, own: 'password=' + SECRET } }) });`,
  'a second client': `
    const { defaultStackParser, makeNodeTransport, NodeClient, Scope } = Sentry;
    const client = new NodeClient({ dsn: process.env.SENTRY_DSN, transport: makeNodeTransport, stackParser: defaultStackParser, integrations: [] });
    const scope = new Scope();
    scope.setClient(client);
    client.init();
    scope.captureException(new Error('for token=' + SECRET), { captureContext: { extra: { password: SECRET } } });
    await client.flush(5000);`,
  'a replaced beforeSend': `Sentry.getClient().getOptions().beforeSend = (event) => ({ ...event, extra: { ...event.extra, own: 'password=' + SECRET } });`,
  'a beforeSend that throws': `Sentry.getClient().getOptions().beforeSend = () => { throw new Error('own'); };`,
};
const CODES = { 'a replaced beforeSend': 'replaced-hook', 'a beforeSend that throws': 'replaced-hook' } as Record<
  string,
  string
>;

describe.each(MAJORS)('SDK %d: what is sent is still scrubbed, and said at once, after', (major) => {
  it.each(Object.entries(ACCIDENTS))('%s', async (name, accident) => {
    const source = `
      import * as Sentry from '@sentry/node';
      import { sentryStatus } from '@garrison/node';
      // Not in the source, whose lines around a frame are sent.
      const { SECRET } = process.env;
      ${accident}
      tell(sentryStatus());
      Sentry.setUser({ id: '7', email: SECRET + '@acme.io', ip_address: SECRET });
      Sentry.startSpan({ name: 'work', op: 'function', attributes: { password: SECRET } }, () =>
        Sentry.captureException(new Error('for token=' + SECRET), { extra: { password: SECRET, kept: 'kept' } }));
      await Sentry.flush(5000);`;
    const service = await runService({ major, source, env: { SENTRY_TRACES_SAMPLE_RATE: '1', SECRET: 'hunter2' } });
    expect(codesOf(service.told[0]), service.output).toEqual([CODES[name] ?? 'second-client']);
    const wire = service.capture
      .envelopes()
      .map(({ body }) => body.toString())
      .join('\n');
    expect(wire).toContain('for token=[Filtered]');
    expect(wire).toContain('kept');
    expect(wire).not.toContain('hunter2');
  });
});
