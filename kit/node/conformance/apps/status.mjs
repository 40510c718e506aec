// Answers with every kind of failure, on Express or Fastify, with the kit's handlers in place.
import * as Sentry from '@sentry/node';
import { asyncHandler, sentryErrorHandler, sentryFastify, sentryRequestHandler } from '@garrison/node';
import { setTimeout as sleep } from 'node:timers/promises';
import { report } from './report.mjs';

class OrderLocked extends Error {
  name = 'OrderLocked';
}
const tag = (request) => Sentry.setTag('tenant', request.headers['x-tenant']);
const statusOf = (error) => (error instanceof OrderLocked ? 422 : undefined);

const CASES = {
  thrown: () => {
    throw new Error('secret of thrown');
  },
  mapped: () => {
    throw new OrderLocked('secret of mapped');
  },
  rejected: async () => {
    await sleep(5);
    throw new Error('secret of rejected');
  },
  text: () => {
    throw 'secret of text';
  },
  nothing: async () => {
    await sleep(1);
    throw undefined;
  },
};

async function startExpress() {
  const { default: express } = await import('express');
  const app = express();
  app.use(sentryRequestHandler());
  app.use((request, _response, next) => {
    tag(request);
    next();
  });
  for (const [name, fail] of Object.entries(CASES)) {
    const handler = fail.constructor.name === 'AsyncFunction' ? asyncHandler(fail) : fail;
    app.get(`/${name}/:id`, handler);
  }
  app.get('/sent/:id', (_request, response) => {
    response.write('partial');
    throw new Error('secret of sent');
  });
  app.get('/answered/:id', (_request, response) => void response.status(503).json({ error: 'busy' }));
  app.use(sentryErrorHandler({ statusOf }));
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
}

async function startFastify() {
  const { default: fastify } = await import('fastify');
  // Fastify 4 rejects, unhandled, when a handler throws after its answer has begun: without a listener Node, and so the kit, ends the process.
  process.on('unhandledRejection', () => undefined);
  const app = fastify();
  await app.register(sentryFastify);
  app.addHook('preHandler', async (request) => tag(request));
  const errorHandler = (error, _request, reply) => reply.code(statusOf(error) ?? 500).send({ error: 'locked' });
  for (const [name, fail] of Object.entries(CASES)) {
    app.get(`/${name}/:id`, name === 'mapped' ? { errorHandler } : {}, fail);
  }
  app.get('/sent/:id', async (_request, reply) => {
    reply.raw.writeHead(200);
    reply.raw.write('partial');
    throw new Error('secret of sent');
  });
  app.get('/answered/:id', async (_request, reply) => reply.code(503).send({ error: 'busy' }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server.address().port;
}

report('port', await (process.env.CONFORMANCE_FRAMEWORK === 'express' ? startExpress() : startFastify()));
