import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import { runService, type Payload } from './service.ts';

const valuesOf = (events: readonly Payload[]): string[] =>
  events.map((event) => String(event['exception']?.values.at(-1)?.value ?? event['message'])).toSorted();

/** An ingest that accepts connections and never answers. */
let silent: Server;
let silentDsn: string;
const sockets = new Set<Socket>();
beforeAll(async () => {
  silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  silentDsn = `http://key@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  return new Promise<void>((resolve) => silent.close(() => resolve()));
});

/** So that a test ends within its time. */
const HURRIED = {
  'garrison.config.mjs': `export default { overrides: { limits: { shutdownTimeout: 500 } } };`,
};

describe.each(MAJORS)('SDK %d', (major) => {
  it('a job that is done ends, although the ingest never answers', async () => {
    const source = `import * as Sentry from '@sentry/node';
      Sentry.captureException(new Error('nobody reads this')); tell('done');`;
    const { told, code, signal } = await runService({ major, source, files: HURRIED, env: { SENTRY_DSN: silentDsn } });
    expect([told, code, signal]).toEqual([['done'], 0, null]);
  });

  it('a job that is done sends what it captured last', async () => {
    const source = `import * as Sentry from '@sentry/node';
      await new Promise((done) => setTimeout(done, 20));
      Sentry.withScope(() => Sentry.captureException(new Error('the last')));`;
    const { code, payloads } = await runService({ major, source });
    expect([code, valuesOf(payloads('event'))]).toEqual([0, ['the last']]);
  });

  it('SIGTERM ends a service, although the ingest never answers', async () => {
    const source = `import * as Sentry from '@sentry/node';
      setInterval(() => undefined, 1000);
      Sentry.captureException(new Error('nobody reads this'));
      process.kill(process.pid, 'SIGTERM');`;
    const { signal } = await runService({ major, source, files: HURRIED, env: { SENTRY_DSN: silentDsn } });
    expect(signal).toBe('SIGTERM');
  });

  it('an unhandled rejection ends the process with code 1, and is reported once', async () => {
    const source = `setInterval(() => undefined, 1000); Promise.reject(new Error('not handled'));`;
    const { code, output, payloads } = await runService({ major, source });
    expect([code, valuesOf(payloads('event'))]).toEqual([1, ['not handled']]);
    expect(output).toContain('Error: not handled');
    expect(payloads('event')[0]).toMatchObject({
      level: 'fatal',
      exception: { values: [{ mechanism: { handled: false } }] },
    });
  });

  it('values that cannot be read are reported, and end nothing', async () => {
    const source = `import * as Sentry from '@sentry/node';
      import { SentryService, consumeWithTrace } from '@garrison/node';
      const { captureError } = SentryService.getInstance({ serviceName: 'orders' });
      const hostile = (name) => Object.defineProperty(new Error('x'), name, { get() { throw new Error('the getter ' + name); } });
      const thrower = () => new Proxy({}, { get() { throw new Error('get'); }, getPrototypeOf() { throw new Error('proto'); }, ownKeys() { throw new Error('keys'); } });
      const values = () => [Symbol('a'), null, undefined, hostile('message'), hostile('stack'), hostile('name'), hostile('cause'), thrower(), Object.create(null), { get a() { throw 1; } }, () => 1, 7n];
      for (const value of values()) captureError(value);
      for (const value of values()) Sentry.captureException(value);
      for (const value of values()) await consumeWithTrace('q', {}, () => { throw value; }, { lastAttempt: (error) => error.name !== 'x' }).catch(() => undefined);
      captureError(new Error('with extras'), { extra: { get a() { throw 1; }, symbol: Symbol('b'), thrower: thrower() }, tags: { big: 7n } });
      tell(await SentryService.getInstance().flush(5000));`;
    const { told, code, payloads, output } = await runService({ major, source });
    expect([told, code], output).toEqual([[true], 0]);
    expect(valuesOf(payloads('event')).length, JSON.stringify(valuesOf(payloads('event')))).toBe(12 * 3 + 1);
  });
});

it('a rejection is left to a listener of the service, to a listener of uncaught exceptions, and to Node’s flag', async () => {
  const rejected = `Promise.reject(new Error('not handled')); setTimeout(() => tell('alive'), 200);`;
  const own = await runService({
    major: 11,
    source: `process.on('unhandledRejection', (error) => tell(error.message)); ${rejected}`,
  });
  expect([own.told, own.code, valuesOf(own.payloads('event'))]).toEqual([['not handled', 'alive'], 0, ['not handled']]);
  const uncaught = await runService({
    major: 11,
    source: `process.on('uncaughtException', (error, origin) => tell([error.message, origin])); ${rejected}`,
  });
  expect([uncaught.told, uncaught.code]).toEqual([[['not handled', 'unhandledRejection'], 'alive'], 0]);
  const flag = await runService({
    major: 11,
    source: rejected,
    nodeArguments: ['--unhandled-rejections=warn', '--import', '@garrison/node/register'],
  });
  expect([flag.told, flag.code]).toEqual([['alive'], 0]);
  const configured = await runService({
    major: 11,
    source: rejected,
    files: { 'garrison.config.mjs': 'export default { exitOnUnhandledRejection: false };' },
  });
  expect([configured.told, configured.code, valuesOf(configured.payloads('event'))]).toEqual([
    ['alive'],
    0,
    ['not handled'],
  ]);
});

it('process 1 of a container ends on SIGTERM: the kernel does not deliver a signal without a listener to it', async () => {
  const source = `
    Object.defineProperty(process, 'pid', { value: 1 });
    process.kill = () => { throw new Error('as process 1 nothing would happen'); };
    setInterval(() => undefined, 1000);
    process.emit('SIGTERM', 'SIGTERM');`;
  const { code, signal } = await runService({ major: 11, source });
  expect([code, signal]).toEqual([143, null]);
});

const DRAINS_ITSELF = `
  import express from 'express';
  import { asyncHandler, sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
  const app = express();
  app.use(sentryRequestHandler());
  app.get('/ok', (request, response) => response.send('ok'));
  app.get('/fail', asyncHandler(async () => { server.close(() => process.exit(7)); await new Promise((done) => setTimeout(done, 30)); throw new Error('the last request failed'); }));
  app.use(sentryErrorHandler());
  const server = app.listen(0, async () => {
    const ask = async (path) => (await fetch('http://localhost:' + server.address().port + path, { headers: { connection: 'close' } })).status;
    await ask('/ok');
    process.on('SIGTERM', async () => {
      // As behind a load balancer: new requests arrive for a while after the signal.
      await new Promise((done) => setTimeout(done, 150));
      tell(await ask('/ok'));
      const failing = ask('/fail').then((status) => tell(status));
      await failing;
    });
    process.kill(process.pid, 'SIGTERM');
  });`;

it.each(MAJORS)(
  'SDK %d: a service that drains by itself keeps its listener, and its last error arrives',
  async (major) => {
    const { told, code, payloads, output } = await runService({
      major,
      express: major === 8 ? 4 : 5,
      source: DRAINS_ITSELF,
      env: { SENTRY_TRACES_SAMPLE_RATE: '1' },
    });
    expect([told[0], code], output).toEqual([200, 7]);
    expect(valuesOf(payloads('event'))).toEqual(['the last request failed']);
    const [type, name] = major === 11 ? (['span', 'name'] as const) : (['transaction', 'transaction'] as const);
    expect(payloads(type).map((span) => span[name])).toContain('GET /fail');
  },
);
