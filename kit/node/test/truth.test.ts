import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import { runService } from './service.ts';

interface Status {
  enabled: boolean;
  sent: number;
  drops: Record<string, number>;
  problems: { code: string; message: string; fix: string }[];
}

/** Captures one error, waits for its end and tells how it went. */
const ONE_ERROR = `
  import * as Sentry from '@sentry/node';
  import { SentryService, sentryStatus } from '@garrison/node';
  Sentry.captureException(new Error('one'));
  const flushed = await SentryService.getInstance({ serviceName: 'orders' }).flush(3000);
  const { sent, drops } = sentryStatus();
  // A session goes with the first error.
  tell({ flushed, sent: sent > 0, drops: Object.keys(drops).filter((reason) => !reason.endsWith(':session')) });
  process.exit(0);`;

async function withIngest<T>(status: number, run: (dsn: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await run(`http://key@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`);
  } finally {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

describe.each(MAJORS)('SDK %d says of one error', (major) => {
  it.each([
    [200, { flushed: true, sent: true, drops: [] }],
    [400, { flushed: false, sent: false, drops: ['http_400:error'] }],
    [413, { flushed: false, sent: false, drops: ['http_413:error'] }],
    [429, { flushed: false, sent: false, drops: ['http_429:error'] }],
    [503, { flushed: false, sent: false, drops: ['http_503:error'] }],
  ] as const)('that the ingest answered %d', async (status, said) => {
    const env = { SENTRY_KIT_MODE: 'errors' };
    const { told, output } = await withIngest(status, (dsn) =>
      runService({ major, source: ONE_ERROR, env: { ...env, SENTRY_DSN: dsn } }),
    );
    expect(told, output).toEqual([said]);
  });

  it('that the ingest could not be reached', async () => {
    const env = { SENTRY_DSN: 'http://key@127.0.0.1:1/1', SENTRY_KIT_MODE: 'errors' };
    const { told, output } = await runService({ major, source: ONE_ERROR, env });
    expect(told, output).toEqual([{ flushed: false, sent: false, drops: ['network_error:error'] }]);
  });
});

const STATUS = `import { initSentry, sentryStatus } from '@garrison/node';\n`;
const problemsOf = (told: unknown): string[] =>
  (told as Status).problems.map(({ code, message }) => `${code}: ${message}`);

describe('a DSN that is none is said at start', () => {
  it.each([
    ['"https://key@host.example/1"', 'quotation marks'],
    [' https://key@host.example/1', 'blanks'],
    ['https://key@host.example/1\n', 'blanks'],
    ['the dsn', 'blanks'],
    ['dsn', 'no URL'],
    ['https://host.example/1', 'no key'],
    ['https://key@host.example', 'number of a project'],
    ['ftp://key@host.example/1', 'neither with https:// nor with http://'],
  ])('%j', async (dsn, why) => {
    const { told, output } = await runService({
      major: 11,
      source: `${STATUS} tell(sentryStatus());`,
      env: { SENTRY_DSN: dsn },
    });
    expect((told[0] as Status).enabled).toBe(false);
    expect(problemsOf(told[0])).toEqual([expect.stringMatching(new RegExp(`^dsn: .*${why}`))]);
    expect(output).toContain('[garrison] ');
    expect(output).not.toContain('host.example');
  });
});

it('no DSN in production is a problem, and none in development', async () => {
  const source = `${STATUS} tell(sentryStatus());`;
  const production = await runService({ major: 11, source, env: { SENTRY_DSN: '', NODE_ENV: 'production' } });
  expect((production.told[0] as Status).problems.map(({ code }) => code)).toEqual(['no-dsn']);
  expect(production.output).toContain('[garrison] ');
  const development = await runService({ major: 11, source, env: { SENTRY_DSN: '' } });
  expect((development.told[0] as Status).problems).toEqual([]);
});

it('a preload that was forgotten is said, although other things are preloaded', async () => {
  const source = `${STATUS} import { sentryRequestHandler } from '@garrison/node'; sentryRequestHandler(); tell(sentryStatus());`;
  const forgotten = await runService({ major: 11, source, nodeArguments: [] });
  expect((forgotten.told[0] as Status).problems.map(({ code }) => code)).toEqual(['not-started']);
  const other = await runService({
    major: 11,
    source: `${STATUS} tell(initSentry({ serviceName: 'orders' }));`,
    prepare: async (directory) => {
      const tsx = join(directory, 'node_modules/tsx');
      await mkdir(tsx);
      await writeFile(
        join(tsx, 'package.json'),
        JSON.stringify({ name: 'tsx', type: 'module', exports: './index.js' }),
      );
      await writeFile(join(tsx, 'index.js'), '');
    },
    nodeArguments: ['--import', 'tsx'],
  });
  expect((other.told[0] as Status).problems.map(({ code }) => code)).toEqual(['no-preload']);
});

it('what is wrong in a configuration is named with its path, and the rest is in force', async () => {
  const config = `import { defaultPolicy } from '@garrison/node';
    export default {
      serviceName: 'from-file', version: '5', tracesSampelRate: 0.5, team: 7, profileSessionSampleRate: 2, ignoredTransactions: '/x',
      policy: { ...defaultPolicy, noise: { ...defaultPolicy.noise, node: { errors: ['('], transactions: [] } }, sampling: { ...defaultPolicy.sampling, traces: { production: 7, '*': 0.25 } } },
      overrides: { data: { cookie: false }, scrubbing: { keys: 'email' }, limits: { depth: 3 } },
    };`;
  const { told } = await runService({
    major: 11,
    source: `${STATUS} tell(sentryStatus());`,
    files: { 'garrison.config.mjs': config },
    env: {
      SENTRY_SERVICE: '',
      SENTRY_TEAM: '',
      SENTRY_RELEASE: '',
      SENTRY_TRACES_SAMPLE_RATE: '1.5',
      SENTRY_PROFILE_SESSION_SAMPLE_RATE: '',
    },
  });
  expect(told[0]).toMatchObject({ enabled: true, release: 'from-file@5' });
  const problems = problemsOf(told[0]).join('\n');
  for (const said of [
    'tracesSampelRate: it is not known; tracesSampleRate is meant?',
    'team: a text is expected, not 7',
    'profileSessionSampleRate: a number from 0 to 1 is expected, not 2',
    'ignoredTransactions: a list is expected, not a text',
    'policy.noise.node.errors[0]: a regular expression is expected',
    'policy.sampling.traces.production: a number from 0 to 1 is expected, not 7',
    'overrides.data.cookie: it is not known; cookies is meant?',
    'overrides.scrubbing.keys: a list is expected, not a text',
    'SENTRY_TRACES_SAMPLE_RATE=1.5',
  ]) {
    expect(problems).toContain(said);
  }
});

it('initSentry never throws, whatever it is given', async () => {
  const source = `${STATUS}
    const hostile = new Proxy({}, { get() { throw new Error('get'); }, ownKeys() { throw new Error('keys'); } });
    for (const config of [undefined, null, 7, 'orders', [], () => 1, Symbol('a'), hostile, { logger: 7 }, { logger() { throw new Error('log'); }, serviceName: 7 }, { policy: hostile }, { overrides: 7 }, { sdk: 7 }]) initSentry(config);
    tell(sentryStatus().enabled);`;
  const { told, output } = await runService({ major: 11, source, nodeArguments: [] });
  expect(told, output).toEqual([true]);
});
