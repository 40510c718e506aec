// A service as it should be: traced routes, probes, tenants, an upstream of its own and one of a third party.
import * as Sentry from '@sentry/node';
import { sentryErrorHandler, sentryRequestHandler, sentryStatus } from '@garrison/node';
import express from 'express';
import { setTimeout as sleep } from 'node:timers/promises';
import { report } from './report.mjs';

const app = express();
app.use(sentryRequestHandler());
for (const probe of ['/health', '/healthz', '/ready', '/readiness', '/metrics']) {
  app.get(probe, (_request, response) => response.send('ok'));
}
app.get('/healthcare/plans', (_request, response) => response.json([]));

let waiting = 0;
let release;
const all = new Promise((resolve) => (release = resolve));
app.get('/tenants/:id/orders', async (request, _response, next) => {
  Sentry.setTag('tenant', request.params.id);
  Sentry.setUser({ id: request.params.id });
  // Until all requests of the suite are in hand at once.
  if (++waiting === Number(request.query.together)) release();
  await all;
  await sleep(2);
  next(new Error(`no orders for ${request.params.id}`));
});

const fail = () => new Error('the ledger is closed');
app.get('/ledger', (_request, _response, next) => next(fail()));

app.get('/signals', (_request, response) => {
  Sentry.logger?.info('order placed');
  Sentry.metrics?.count?.('orders', 1);
  response.send('ok');
});

app.get('/upstream', async (request, response) => {
  const port = Number(request.query.port);
  await fetch(`http://localhost:${port}/own`);
  await fetch(`http://127.0.0.1:${port}/foreign`);
  response.send('ok');
});

app.get('/jobs/:id', async (_request, response) => {
  const until = Date.now() + 120; // Long enough for a profiler to see it.
  let sum = 0;
  while (Date.now() < until) sum += Math.sqrt(sum + 1);
  response.json({ sum });
});

app.use(sentryErrorHandler());
report('policy', sentryStatus().policy);
const server = app.listen(0, '127.0.0.1', () => report('port', server.address().port));
