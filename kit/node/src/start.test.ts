import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freePort } from '@garrison/testkit';
import { defaultPolicy } from '@garrison/policy';
import { runService } from '../test/service.ts';
import { policyTag } from './policy-tag.ts';

interface Status {
  enabled: boolean;
  mode: string;
  preloaded: boolean;
  release: string;
  environment: string;
  tracesSampleRate?: number;
  problems: { code: string; message: string; fix: string }[];
  drops: Record<string, number>;
}

const SDK_10 = join(import.meta.dirname, '../../../testkit/sdks/v10/node_modules');
const STATUS = `import { initSentry, sentryStatus } from '@garrison/node';\n`;
const codes = (told: unknown): string[] => (told as Status).problems.map(({ code }) => code);
const run = (source: string, options: Omit<Parameters<typeof runService>[0], 'major' | 'source'> = {}) =>
  runService({ major: 11, source, ...options });

it('does nothing without a DSN, and does not even load the SDK', async () => {
  const { told, code, capture } = await run(
    `${STATUS} tell([sentryStatus().enabled, initSentry({ serviceName: 'a' }).enabled, '__SENTRY__' in globalThis]);`,
    { env: { SENTRY_DSN: '' } },
  );
  expect([told, code, capture.envelopes()]).toEqual([[[false, false, false]], 0, []]);
});

it('can be switched off, and to errors only, by the environment', async () => {
  const source = `${STATUS} import * as Sentry from '@sentry/node';
    Sentry.startSpan({ name: 'a', op: 'function' }, () => Sentry.captureException(new Error('x')));
    tell(sentryStatus());`;
  const off = await run(source, { env: { SENTRY_KIT_MODE: 'off' } });
  expect(off.told[0]).toMatchObject({ enabled: false, mode: 'off' });
  expect(off.capture.envelopes()).toEqual([]);
  const errors = await run(`${source} await Sentry.close();`, {
    env: { SENTRY_KIT_MODE: 'errors', SENTRY_TRACES_SAMPLE_RATE: '1' },
  });
  expect(errors.told[0]).toMatchObject({ enabled: true, mode: 'errors' });
  expect(errors.told[0]).not.toHaveProperty('tracesSampleRate');
  expect([errors.payloads('event').length, errors.payloads('span')]).toEqual([1, []]);
});

it.each(['default', 'strict'])(
  'names its policy on what it sends, whatever the service tightens (%s)',
  async (privacy) => {
    const { told, payloads } = await run(
      `${STATUS} import * as Sentry from '@sentry/node';
     Sentry.captureException(new Error('x')); await Sentry.flush(5000); tell(sentryStatus().policy);`,
      {
        env: { SENTRY_KIT_PRIVACY: privacy },
        files: {
          'garrison.config.mjs': `import { defaultPolicy } from '@garrison/node';
          export default { policy: { ...defaultPolicy, version: '1.4.0' }, overrides: { scrubbing: { keys: ['customer'] } } };`,
        },
      },
    );
    const tag = policyTag({ ...defaultPolicy, version: '1.4.0' });
    expect([told, payloads('event').map(({ tags }) => tags.policy as string)]).toEqual([[tag], [tag]]);
  },
);

it('leaves no handle open: a script ends by itself', async () => {
  const { code, told } = await run(`${STATUS} tell(sentryStatus().enabled);`);
  expect([told, code]).toEqual([[true], 0]);
});

it('starts from code in CommonJS, and reports a second start with another configuration', async () => {
  const source = `
    const { initSentry, SentryService } = require('@garrison/node');
    initSentry({ serviceName: 'orders', version: '3' });
    initSentry({ serviceName: 'orders', version: '3' });
    tell(initSentry({ serviceName: 'other', version: '3', ignoredTransactions: ['/x'] }));
    SentryService.getInstance({ serviceName: 'a' });
    SentryService.getInstance({ serviceName: 'a' });
    SentryService.getInstance({ serviceName: 'b' });
    tell(SentryService.getInstance().status());
    SentryService.getInstance().captureError(new Error('token=hunter2'), { tags: { part: 'a' } });
    SentryService.getInstance().flush(2000).then((sent) => tell(sent));`;
  const service = await run(source, {
    module: 'cjs',
    nodeArguments: [],
    env: { SENTRY_SERVICE: '', SENTRY_RELEASE: '' },
  });
  const [first, second, sent] = service.told;
  expect(first).toMatchObject({ enabled: true, preloaded: false, release: 'orders@3' });
  expect(codes(first)).toEqual(['second-init']);
  expect(codes(second)).toEqual(['second-init', 'second-instance']);
  expect(sent).toBe(true);
  expect(service.payloads('event')[0]).toMatchObject({ tags: { part: 'a', service: 'orders' } });
  expect(service.payloads('event')[0]?.['exception'].values[0].value).toBe('token=[Filtered]');
});

it('says what is wrong at start, each in one line with its fix', async () => {
  const source = `${STATUS}
    globalThis.__SENTRY__['10.0.0'] = {};
    tell(sentryStatus());
    // bundled: __webpack_require__
  `;
  const { told, output } = await run(source, {
    nodeArguments: ['--enable-source-maps', '--import', '@garrison/node/register'],
    env: {
      SENTRY_ENVIRONMENT: 'production',
      SENTRY_RELEASE: '',
      SENTRY_TRACES_SAMPLE_RATE: 'many',
      SENTRY_KIT_PRIVACY: 'lax',
    },
  });
  expect(codes(told[0])).toEqual([
    'variable',
    'variable',
    'enable-source-maps',
    'bundled',
    'release-unknown',
    'second-sdk',
  ]);
  for (const { message, fix } of (told[0] as Status).problems)
    expect(output).toContain(`[garrison] ${message} ${fix}\n`);
});

it('says that a second SDK came with a later import, once something is sent', async () => {
  const source = `
    import * as Sentry from '@sentry/node';
    import { captureException } from 'brought-along';
    captureException(new Error('lost'));
    Sentry.captureException(new Error('sent'));
    await Sentry.flush();`;
  const { output, payloads } = await run(source, {
    prepare: (directory) => symlink(join(SDK_10, '@sentry/core'), join(directory, 'node_modules/brought-along')),
  });
  expect(payloads('event')).toHaveLength(1);
  expect(output.match(/Two versions of the Sentry SDK are loaded \(11\.12\.0, 10\.78\.0\)/g)).toHaveLength(1);
});

it('says when it was loaded too late', async () => {
  const esm = await run(`${STATUS} tell(initSentry({ serviceName: 'a' }));`, { nodeArguments: [] });
  expect(codes(esm.told[0])).toEqual(['no-preload']);
  const cjs = await run(`require('express'); tell(require('@garrison/node').initSentry({ serviceName: 'a' }));`, {
    module: 'cjs',
    nodeArguments: [],
  });
  expect((cjs.told[0] as Status).problems[0]?.message).toContain('after express was loaded');
  const early = await run(
    `const status = require('@garrison/node').initSentry({ serviceName: 'a' }); require('express'); tell(status);`,
    { module: 'cjs', nodeArguments: [] },
  );
  expect(codes(early.told[0])).toEqual([]);
});

it('says that nothing will arrive when the ingest cannot be reached, and still ends', async () => {
  const { told, code } = await run(
    `${STATUS} const ask = () => (sentryStatus().problems.length > 0 ? tell(sentryStatus()) : setTimeout(ask, 20)); ask();`,
    { env: { SENTRY_DSN: 'http://k@127.0.0.1:1/1' } },
  );
  expect([codes(told[0]), code]).toEqual([['ingest-unreachable'], 0]);
});

it('says no more that the ingest cannot be reached once it has answered', async () => {
  const source = `${STATUS}
    const { createServer } = await import('node:http');
    const waitFor = (test) => new Promise((resolve) => { const ask = () => (test() ? resolve() : setTimeout(ask, 20)); ask(); });
    await waitFor(() => sentryStatus().problems.length > 0);
    tell(sentryStatus());
    const { port } = new URL(process.env.SENTRY_DSN);
    const ingest = createServer((request, response) => { request.resume(); response.end('{}'); }).listen(port, '127.0.0.1');
    const Sentry = await import('@sentry/node');
    await waitFor(() => ingest.listening);
    Sentry.captureException(new Error('sent'));
    await waitFor(() => sentryStatus().sent > 0);
    tell(sentryStatus());
    ingest.close(); ingest.closeAllConnections();`;
  const port = await freePort();
  const { told, output } = await run(source, { env: { SENTRY_DSN: `http://k@127.0.0.1:${port}/1` } });
  expect(told.map(codes)).toEqual([['ingest-unreachable'], []]);
  expect(output.match(/\[garrison\] Sentry's ingest can be reached now\./g)).toHaveLength(1);
});

it('takes its configuration from a file, below the environment, and reports what the policy refused', async () => {
  const config = `import { defaultPolicy } from '@garrison/node';
    export default { serviceName: 'from-file', version: '5', environment: 'staging', policy: { ...defaultPolicy, sampling: { ...defaultPolicy.sampling, bounds: { min: 0, max: 0.5 } } },
      overrides: { data: { cookies: true } } };`;
  const { told } = await run(`${STATUS} tell(sentryStatus());`, {
    files: { 'garrison.config.mjs': config },
    env: { SENTRY_SERVICE: '', SENTRY_RELEASE: '', SENTRY_ENVIRONMENT: 'canary', SENTRY_TRACES_SAMPLE_RATE: '1' },
  });
  expect(told[0]).toMatchObject({ release: 'from-file@5', environment: 'canary', tracesSampleRate: 0.5 });
  expect((told[0] as Status).problems.map(({ code, message }) => [code, message.includes('data.cookies')])).toEqual([
    ['policy-floor', true],
    ['rate-bounds', false],
  ]);
  expect((told[0] as Status).problems[1]?.message).toContain('0.5 is used');
});

it('a file that does not load leaves the environment in charge', async () => {
  const { told } = await run(`${STATUS} tell(sentryStatus());`, {
    files: { 'garrison.config.mjs': 'export default {' },
  });
  expect(told[0]).toMatchObject({ enabled: true, release: 'orders@1' });
  expect(codes(told[0])).toEqual(['config-file']);
});

it('leaves the file of an organisation alone, beside which a service may stand', async () => {
  const { told } = await run(`${STATUS} tell(sentryStatus());`, {
    files: {
      'garrison.config.ts': `import { defineOrganization } from 'garrison';
        export const organization = defineOrganization({ slug: 'shop', teams: {}, projects: {} });`,
    },
  });
  expect(told[0]).toMatchObject({ enabled: true, release: 'orders@1', problems: [] });
});

it('can be tightened by the environment', async () => {
  const source = `import * as Sentry from '@sentry/node';
    Sentry.setUser({ id: '7' });
    console.log('a line');
    Sentry.captureException(new Error('for "Jo" of 10.1.2.3'));
    await Sentry.close();`;
  const { payloads } = await run(source, { env: { SENTRY_KIT_PRIVACY: 'strict' } });
  const [event] = payloads('event');
  expect(event?.['exception'].values[0].value).toBe('for * of [ip]');
  expect(event?.['user']).toBeUndefined();
  expect(JSON.stringify(event?.['breadcrumbs'] ?? [])).not.toContain('a line');
});

it('gives each worker thread its own client, once, with its thread in a tag', async () => {
  const { payloads, code } = await run(
    `import { Worker } from 'node:worker_threads';
     const worker = new Worker(new URL('./worker.mjs', import.meta.url));
     await new Promise((done) => worker.once('exit', done));`,
    {
      files: {
        'worker.mjs': `import * as Sentry from '@sentry/node'; Sentry.captureException(new Error('in a worker')); await Sentry.flush(5000);`,
      },
    },
  );
  expect(code).toBe(0);
  expect(
    payloads('event').map((event) => [
      event['exception'].values[0].value,
      event['tags']['service'],
      event['tags']['worker_thread'],
    ]),
  ).toEqual([['in a worker', 'orders', '1']]);
});

it('sends what is left before a signal ends the process, after the requests in hand', async () => {
  const source = `${STATUS}
    import express from 'express';
    import * as Sentry from '@sentry/node';
    import { onShutdown, sentryRequestHandler } from '@garrison/node';
    onShutdown(() => tell('step'));
    const app = express();
    app.use(sentryRequestHandler());
    app.get('/slow', (request, response) => {
      process.kill(process.pid, 'SIGINT');
      setTimeout(() => { Sentry.captureException(new Error('late')); response.end('answered'); }, 100);
    });
    const server = app.listen(0, async () => tell(await (await fetch('http://localhost:' + server.address().port + '/slow')).text()));`;
  const { told, signal, payloads } = await run(source);
  expect([new Set(told), signal]).toEqual([new Set(['answered', 'step']), 'SIGINT']);
  expect(payloads('event').map((event) => event['exception'].values[0].value)).toEqual(['late']);
});

it('a service with its own signal handler ends itself', async () => {
  const source = `${STATUS}
    process.on('SIGTERM', () => setTimeout(() => { tell('own'); process.exit(7); }, 50));
    setTimeout(() => undefined, 60_000);
    process.kill(process.pid, 'SIGTERM');`;
  const { told, code } = await run(source);
  expect([told, code]).toEqual([['own'], 7]);
});
