import { expect, it } from 'vitest';
import { runService } from '../../test/service.ts';

/** Tells what one request costs of the two things that are dear in every SDK: spans, sampled or not, and copies of scopes. */
const SOURCE = `
import { get } from 'node:http';
import * as Sentry from '@sentry/node';
import { sentryErrorHandler, sentryFastify, sentryRequestHandler } from '@garrison/node';
const START = { express: startExpress, fastify: startFastify };
const port = await START[process.env.FRAMEWORK]();

const counts = { spans: 0, scopeCopies: 0 };
Sentry.getClient().on('spanStart', () => counts.spans++);
const scopes = Object.getPrototypeOf(Sentry.getCurrentScope());
const { clone } = scopes;
scopes.clone = function () {
  counts.scopeCopies++;
  return clone.call(this);
};
await ask(); // What is made once, at the first request.
Object.assign(counts, { spans: 0, scopeCopies: 0 });
await ask();
tell(counts);
process.kill(process.pid, 'SIGTERM');

/** The caller is this process, too, and not to be counted. */
function ask() {
  return new Promise((resolve) => Sentry.suppressTracing(() =>
    get({ port, path: '/items/7', agent: false }, (response) => response.resume().on('close', resolve))));
}
async function startExpress() {
  const { default: express } = await import('express');
  const app = express();
  app.use(sentryRequestHandler());
  app.use((request, response, next) => next());
  app.get('/items/:id', (request, response) => response.json({}));
  app.use(sentryErrorHandler());
  return new Promise((resolve) => {
    const server = app.listen(0, () => resolve(server.address().port));
  });
}
async function startFastify() {
  const { default: fastify } = await import('fastify');
  const app = fastify();
  app.register(sentryFastify);
  app.addHook('onRequest', (request, reply, done) => done());
  app.get('/items/:id', () => ({}));
  await app.listen({ port: 0 });
  return app.server.address().port;
}
`;

const UNSAMPLED = { SENTRY_TRACES_SAMPLE_RATE: '0' };
const ERRORS_ONLY = { SENTRY_KIT_MODE: 'errors' };
/** What a request needs to have scopes of its own, which the SDK does with and without the kit. */
const ISOLATION = { spans: 0, scopeCopies: 5 };

it.each([
  { major: 11, framework: 'express', env: UNSAMPLED, costs: ISOLATION },
  { major: 11, framework: 'fastify', env: UNSAMPLED, costs: ISOLATION },
  // OpenTelemetry passes the decision on in a span: the request's, and for Express that of the handler, which names the scope.
  { major: 10, framework: 'express', env: UNSAMPLED, costs: { spans: 2, scopeCopies: 11 } },
  { major: 10, framework: 'fastify', env: UNSAMPLED, costs: { spans: 1, scopeCopies: 9 } },
  ...([10, 11] as const).flatMap((major) =>
    (['express', 'fastify'] as const).map((framework) => ({ major, framework, env: ERRORS_ONLY, costs: ISOLATION })),
  ),
] as const)('SDK $major, $framework, $env: a request of which nothing is kept costs $costs', async (one) => {
  const { told, output } = await runService({
    major: one.major,
    source: SOURCE,
    env: { FRAMEWORK: one.framework, ...one.env },
  });
  expect(told, output).toEqual([one.costs]);
});
