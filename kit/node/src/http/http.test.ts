import { describe, expect, it } from 'vitest';
import { runService } from '../../test/service.ts';

/** The same paths and errors in both frameworks. */
const CASES = `
const locked = () => Object.assign(new Error('order 4711 of jo@acme.io is locked'), { status: 409, expose: true });
const mapped = () => Object.assign(new Error('secret state of the order'), { code: 'INVALID' });
const paths = ['/throw', '/async', '/string', '/undefined', '/mapped', '/locked', '/odd-status', '/missing', '/sent'];
const ask = async (port) => {
  const answers = {};
  for (const path of paths) {
    try {
      const response = await fetch('http://localhost:' + port + path);
      answers[path] = [response.status, await response.text(), response.headers.has('x-request-id')];
    } catch (error) {
      answers[path] = ['cut'];
    }
  }
  tell(answers);
  process.kill(process.pid, 'SIGTERM');
};
`;

const EXPRESS = `
import express from 'express';
import { asyncHandler, sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
${CASES}
const app = express();
app.use(sentryRequestHandler());
app.get('/throw', () => { throw new Error('db password is hunter2'); });
app.get('/async', asyncHandler(async () => { throw new Error('async'); }));
app.get('/string', () => { throw 'a string'; });
app.get('/undefined', asyncHandler(() => Promise.reject()));
app.get('/mapped', () => { throw mapped(); });
app.get('/locked', () => { throw locked(); });
app.get('/odd-status', () => { throw Object.assign(new Error('odd'), { statusCode: 'abc' }); });
app.get('/sent', (request, response) => { response.write('begun'); throw new Error('too late'); });
app.use(sentryErrorHandler({ statusOf: (error) => (error?.code === 'INVALID' ? 422 : undefined) }));
const server = app.listen(0, () => ask(server.address().port));
`;

const FASTIFY = `
import fastify from 'fastify';
import { sentryFastify } from '@garrison/node';
${CASES}
const app = fastify();
app.register(sentryFastify);
app.register(async (scope) => {
  scope.setErrorHandler((error, request, reply) => {
    if (error?.code === 'INVALID') return reply.code(422).send({ error: 'invalid' });
    throw error;
  });
  scope.get('/mapped', () => { throw mapped(); });
});
app.get('/throw', () => { throw new Error('db password is hunter2'); });
app.get('/async', async () => { throw new Error('async'); });
app.get('/string', async () => { throw 'a string'; });
app.get('/undefined', async () => { throw undefined; });
app.get('/locked', () => { throw locked(); });
app.get('/odd-status', () => { throw Object.assign(new Error('odd'), { statusCode: 'abc' }); });
app.get('/sent', (request, reply) => { reply.hijack(); reply.raw.end('begun'); });
await app.listen({ port: 0 });
await ask(app.server.address().port);
`;

type Answers = Record<string, [status: number | string, body: string, correlated: boolean]>;

const EXPRESS_ONLY = { statuses: { '/sent': 'cut' }, captured: [['/sent', 'too late']] };
const FASTIFY_ONLY = { statuses: { '/sent': 200 }, captured: [] };

const frameworks = [
  ['Express 4', { express: 4 }, { source: EXPRESS, ...EXPRESS_ONLY }],
  ['Express 5', { express: 5 }, { source: EXPRESS, ...EXPRESS_ONLY }],
  ['Fastify 4', { fastify: 4 }, { source: FASTIFY, ...FASTIFY_ONLY }],
  ['Fastify 5', { fastify: 5 }, { source: FASTIFY, ...FASTIFY_ONLY }],
] as const;

describe.each(frameworks)('%s', (_name, versions, { source, statuses: own, captured: alsoCaptured }) => {
  it.each([8, 11] as const)('reports by the final status on SDK %d, and never tells the client why', async (major) => {
    const service = await runService({ major, ...versions, source });
    const answers = service.told[0] as Answers | undefined;
    if (answers === undefined) throw new Error(service.output);
    const statuses = Object.fromEntries(Object.entries(answers).map(([path, [status]]) => [path, status]));
    expect(statuses).toMatchObject({
      '/throw': 500,
      '/async': 500,
      '/string': 500,
      '/mapped': 422,
      '/locked': 409,
      '/odd-status': 500,
      '/undefined': 500,
      '/missing': 404,
      ...own,
    });
    expect(JSON.parse(answers['/throw']?.[1] ?? '')).toEqual({
      error: 'Internal server error',
      correlationId: expect.any(String),
    });
    expect(answers['/throw']?.[2]).toBe(true);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(JSON.stringify(answers)).not.toContain('secret state');

    const captured = service.payloads('event').map((event) => {
      const [exception] = event['exception']?.values ?? [];
      return [event['tags']['http.route'], exception?.value ?? event['message']];
    });
    const expected = [
      ['/throw', 'db password is hunter2'],
      ['/async', 'async'],
      ['/string', 'a string'],
      ['/odd-status', 'odd'],
      ['/undefined', 'undefined was thrown'],
      ...alsoCaptured,
    ];
    expect(captured).toHaveLength(expected.length);
    expect(new Set(captured)).toEqual(new Set(expected));
  });
});

/** The caller gives up, and then the query that it waited for fails. */
const GIVEN_UP = `
import { once } from 'node:events';
import { get } from 'node:http';
const slow = async (request) => {
  await once(request.socket, 'close');
  throw new Error('the query was cancelled');
};
const giveUp = async (port) => {
  const asked = get({ port, path: '/slow/1' }).on('error', () => undefined);
  arrived.then(() => asked.destroy());
  await failed;
  process.kill(process.pid, 'SIGTERM');
};
let arrive, fail;
const arrived = new Promise((resolve) => (arrive = resolve));
const failed = new Promise((resolve) => (fail = resolve));
`;
const EXPRESS_GIVEN_UP = `
import express from 'express';
import { asyncHandler, sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
${GIVEN_UP}
const app = express();
app.use(sentryRequestHandler());
app.get('/slow/:id', asyncHandler(async (request) => { arrive(); try { await slow(request); } finally { setImmediate(fail); } }));
app.use(sentryErrorHandler());
const server = app.listen(0, () => giveUp(server.address().port));
`;
const FASTIFY_GIVEN_UP = `
import fastify from 'fastify';
import { sentryFastify } from '@garrison/node';
${GIVEN_UP}
const app = fastify();
app.register(sentryFastify);
app.get('/slow/:id', async (request) => { arrive(); try { await slow(request); } finally { setImmediate(fail); } });
await app.listen({ port: 0 });
await giveUp(app.server.address().port);
`;

it.each([
  ['Express 4', { express: 4, source: EXPRESS_GIVEN_UP }],
  ['Express 5', { express: 5, source: EXPRESS_GIVEN_UP }],
  ['Fastify 4', { fastify: 4, source: FASTIFY_GIVEN_UP }],
  ['Fastify 5', { fastify: 5, source: FASTIFY_GIVEN_UP }],
] as const)('%s: an error is reported although its caller has gone', async (_name, service) => {
  const { payloads, output } = await runService({ major: 11, ...service });
  const events = payloads('event').map((event) => [event['tags']['http.route'], event['exception'].values[0].value]);
  expect(events, output).toEqual([['/slow/:id', 'the query was cancelled']]);
});

it('Express: a handler of the service behind ours answers, and decides what is an error', async () => {
  const source = `
import express from 'express';
import { sentryErrorHandler } from '@garrison/node';
const app = express();
app.get('/a', () => { throw new Error('to 422'); });
app.get('/b', () => { throw new Error('to 503'); });
app.use(sentryErrorHandler({ respond: false }));
app.use((error, request, response, next) => response.status(error.message === 'to 422' ? 422 : 503).send('own'));
const server = app.listen(0, async () => {
  for (const path of ['/a', '/b']) tell(await (await fetch('http://localhost:' + server.address().port + path)).text());
  process.kill(process.pid, 'SIGTERM');
});`;
  const { told, payloads } = await runService({ major: 11, source });
  expect(told).toEqual(['own', 'own']);
  expect(payloads('event').map((event) => event['exception'].values[0].value)).toEqual(['to 503']);
});

it('4xx: counted, and as a sampled warning of fixed text where the policy wants it', async () => {
  const source = `
import express from 'express';
import { defaultPolicy, initSentry, sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
const app = express();
app.use(sentryRequestHandler());
app.get('/orders/:id', () => { throw Object.assign(new TypeError('no such order: jo@acme.io'), { status: 404 }); });
app.use(sentryErrorHandler());
const server = app.listen(0, async () => {
  for (const id of [1, 2]) await fetch('http://localhost:' + server.address().port + '/orders/' + id);
  process.kill(process.pid, 'SIGTERM');
});`;
  const files = {
    'garrison.config.mjs': `export default { overrides: { errors: { clientErrors: { report: 'sample', sampleRate: 1 } } } };`,
  };
  const { payloads } = await runService({ major: 11, source, files });
  const events = payloads('event');
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    level: 'warning',
    fingerprint: ['orders', '/orders/:id', '404', 'TypeError'],
    message: 'HTTP 404 on GET /orders/:id',
  });
  const metrics = payloads('trace_metric').filter((metric) => metric['name'] === 'http.server.client_error');
  expect(metrics[0]?.['attributes']).toMatchObject({ route: { value: '/orders/:id' }, status: { value: 404 } });
});
