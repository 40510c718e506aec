import { describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import { runService, type ServiceEnd } from './service.ts';

/** Every service has the same routes: one that works, one that throws, one that answers 503 by itself, one whose error is a 4xx. */
const ASK = `
const ask = async (port) => {
  const answers = {};
  for (const path of ['/orders/7', '/throw/7', '/text/7', '/busy/7', '/teapot/7']) {
    const response = await fetch('http://localhost:' + port + path);
    answers[path] = [response.status, await response.text(), response.headers.has('x-request-id')];
  }
  tell(answers);
  process.kill(process.pid, 'SIGTERM');
};
const boom = () => { throw new Error('the database of orders is down'); };
const text = () => { throw 'order 4711 is gone'; };
const teapot = () => Object.assign(new Error('a teapot'), { status: 418, expose: true });
`;

const NEST = `
import 'reflect-metadata';
import * as nest from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sentryNest } from '@garrison/node';
${ASK}
// What a TypeScript compiler makes of the decorators.
class OrdersController {
  orders() { return {}; }
  throws() { boom(); }
  text() { text(); }
  busy() { throw new nest.ServiceUnavailableException(); }
  teapot() { throw new nest.ImATeapotException(); }
}
for (const [method, path] of [['orders', '/orders/:id'], ['throws', '/throw/:id'], ['text', '/text/:id'], ['busy', '/busy/:id'], ['teapot', '/teapot/:id']]) {
  nest.Get(path)(OrdersController.prototype, method, Object.getOwnPropertyDescriptor(OrdersController.prototype, method));
}
nest.Controller()(OrdersController);
class AppModule {}
nest.Module({ controllers: [OrdersController] })(AppModule);
`;

const SERVICES: Record<string, string> = {
  'NestJS 11 on Express': `${NEST}
    const app = await NestFactory.create(AppModule, { logger: false });
    sentryNest(app);
    await app.listen(0);
    await ask(app.getHttpServer().address().port);`,
  'NestJS 11 on Fastify': `${NEST}
    import { FastifyAdapter } from '@nestjs/platform-fastify';
    const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
    sentryNest(app);
    await app.listen(0);
    await ask(app.getHttpServer().address().port);`,
  'Koa 3': `
    import Koa from 'koa';
    import Router from '@koa/router';
    import { sentryKoa } from '@garrison/node';
    ${ASK}
    const app = new Koa();
    app.silent = true;
    app.use(sentryKoa());
    const router = new Router();
    router.get('/orders/:id', (context) => { context.body = {}; });
    router.get('/throw/:id', boom);
    router.get('/text/:id', text);
    router.get('/busy/:id', (context) => { context.status = 503; context.body = 'busy'; });
    router.get('/teapot/:id', () => { throw teapot(); });
    app.use(router.routes());
    const server = app.listen(0, () => ask(server.address().port));`,
  'Hono 4': `
    import { serve } from '@hono/node-server';
    import { Hono } from 'hono';
    import { HTTPException } from 'hono/http-exception';
    import { sentryHono } from '@garrison/node';
    ${ASK}
    console.error = () => undefined;
    const app = new Hono();
    app.use(sentryHono());
    app.get('/orders/:id', (context) => context.json({}));
    app.get('/throw/:id', boom);
    app.get('/text/:id', () => { throw new Error('order is gone'); });
    app.get('/busy/:id', (context) => context.text('busy', 503));
    app.get('/teapot/:id', () => { throw new HTTPException(418, { message: 'a teapot' }); });
    serve({ fetch: app.fetch, port: 0 }, ({ port }) => ask(port));`,
  'Next.js route handlers': `
    import { createServer } from 'node:http';
    import { sentryRoute } from '@garrison/node';
    ${ASK}
    const redirect = () => { throw Object.assign(new Error('NEXT_HTTP_ERROR_FALLBACK;418'), { digest: 'NEXT_HTTP_ERROR_FALLBACK;418' }); };
    const routes = {
      orders: sentryRoute('/orders/[id]', async () => Response.json({})),
      throw: sentryRoute('/throw/[id]', async () => boom()),
      text: sentryRoute('/text/[id]', () => text()),
      busy: sentryRoute('/busy/[id]', async () => new Response('busy', { status: 503 })),
      teapot: sentryRoute('/teapot/[id]', () => redirect()),
    };
    // As Next.js calls them.
    const server = createServer(async (request, response) => {
      const name = request.url.split('/')[1];
      try {
        const answer = await routes[name](new Request('http://localhost' + request.url), { params: Promise.resolve({ id: '7' }) });
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      } catch (error) {
        response.writeHead(error?.digest ? 418 : 500, { 'x-request-id': 'none' }).end('');
      }
    }).listen(0, () => ask(server.address().port));`,
};

const routeOf = (path: string, name: string): string => (name.startsWith('Next') ? `/${path}/[id]` : `/${path}/:id`);

describe.each(Object.entries(SERVICES))('%s', (name, source) => {
  it.each(MAJORS)('on SDK %d reports every 5xx once, with its route, and no 4xx', async (major) => {
    const service = await runService({ major, source });
    const answers = service.told[0] as Record<string, [number, string, boolean]> | undefined;
    expect(answers, service.output).toMatchObject({
      '/orders/7': [200, expect.any(String), true],
      '/throw/7': [500, expect.not.stringContaining('database'), true],
      '/text/7': [500, expect.not.stringContaining('4711'), true],
      '/busy/7': [503, expect.any(String), true],
      '/teapot/7': [418, expect.any(String), true],
    });
    const events = service.payloads('event');
    expect(events.map((event) => String(event['tags']['http.route'])).toSorted()).toEqual(
      ['busy', 'text', 'throw'].map((path) => routeOf(path, name)),
    );
    const thrown = events.find((event) => String(event['tags']['http.route']).startsWith('/throw'));
    expect(thrown).toMatchObject({
      exception: { values: [{ value: 'the database of orders is down', mechanism: { handled: false } }] },
      tags: { 'http.status_code': '500', 'http.method': 'GET' },
    });
  });
});

it('an entry of another framework is refused with a sentence, and no request hangs', async () => {
  const source = `
    import Koa from 'koa';
    import { sentryRequestHandler } from '@garrison/node';
    const app = new Koa();
    app.silent = true;
    app.use(sentryRequestHandler());
    app.on('error', (error) => tell(error.message));
    const server = app.listen(0, async () => {
      tell((await fetch('http://localhost:' + server.address().port)).status);
      process.kill(process.pid, 'SIGTERM');
    });`;
  const { told } = await runService({ major: 11, source });
  expect(told).toEqual([expect.stringContaining('for Koa sentryKoa()'), 500]);
});

interface Counts {
  exited: number;
  errored: number;
  crashed: number;
}
const countSessions = ({ payloads }: ServiceEnd): Counts => {
  const counts: Counts = { exited: 0, errored: 0, crashed: 0 };
  for (const { aggregates = [] } of payloads('sessions') as { aggregates?: Partial<Counts>[] }[]) {
    for (const one of aggregates) {
      for (const key of ['exited', 'errored', 'crashed'] as const) counts[key] += one[key] ?? 0;
    }
  }
  return counts;
};

/** Five requests of each kind: one that works, one whose error is captured and answered, one that fails. */
const SESSIONS = (setup: { readonly imports: string; readonly first: string; readonly last: string }): string => `
  import express from 'express';
  import * as Sentry from '@sentry/node';
  ${setup.imports}
  const app = express();
  ${setup.first}
  app.get('/ok', (request, response) => response.send('ok'));
  app.get('/captured', (request, response) => { Sentry.captureException(new Error('captured')); response.send('ok'); });
  app.get('/fail', () => { throw new Error('failed'); });
  ${setup.last}
  app.use((error, request, response, next) => response.status(500).end());
  const server = app.listen(0, async () => {
    for (const path of ['/ok', '/captured', '/fail']) {
      for (let index = 0; index < 5; index++) await (await fetch('http://localhost:' + server.address().port + path)).text();
    }
    await Sentry.close(5000);
    process.exit(0);
  });`;

it.each(MAJORS)('SDK %d: release health on Express counts what the SDK alone counts', async (major) => {
  const express = major === 8 ? 4 : 5;
  const kit = await runService({
    major,
    express,
    source: SESSIONS({
      imports: `import { sentryErrorHandler, sentryRequestHandler } from '@garrison/node';`,
      first: 'app.use(sentryRequestHandler());',
      last: 'app.use(sentryErrorHandler({ respond: false }));',
    }),
  });
  const alone = await runService({
    major,
    express,
    nodeArguments: ['--import', './instrument.mjs'],
    files: {
      'instrument.mjs': `import * as Sentry from '@sentry/node'; Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'orders@1' });`,
    },
    source: SESSIONS({ imports: '', first: '', last: 'Sentry.setupExpressErrorHandler(app);' }),
  });
  expect(countSessions(kit), kit.output).toEqual(countSessions(alone));
  expect(countSessions(kit)).toEqual({ exited: 5, errored: 5, crashed: 5 });
});

it.each(MAJORS)('SDK %d: a failed job does not crash the session of its worker', async (major) => {
  const source = `
    import { consumeWithTrace, publishWithTrace } from '@garrison/node';
    await consumeWithTrace('jobs', {}, () => { throw new Error('the job failed'); }, { retryCount: 2, attributes: { 'messaging.bullmq.job.name': 'bill' } }).catch(() => undefined);
    await consumeWithTrace('jobs', {}, () => { throw 'job 4711 failed'; }).catch(() => undefined);`;
  const { payloads, code } = await runService({ major, source });
  expect(code).toBe(0);
  expect(payloads('session').map((session) => session['status'])).not.toContain('crashed');
  const text = payloads('event').find((event) => event['exception'].values[0].value === 'job 4711 failed');
  const error = payloads('event').find((event) => event !== text);
  expect(error?.['tags']).toMatchObject({ 'queue.name': 'jobs', 'queue.attempt': '3' });
  expect(text?.['fingerprint']).toEqual(['orders', 'jobs', 'thrown string']);
});
