// Plants a secret in every channel, within one request and one queue message, and lets the SDK send what it sends.
import * as Sentry from '@sentry/node';
import express from 'express';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { plantInScope, throwWithSecrets } from './plant.mjs';
import { report } from './report.mjs';
import { secretBody, secretHeaders, secretQuery } from './secret-request.mjs';

const secret = JSON.parse(process.env.CONFORMANCE_CANARIES);
const kit = process.env.CONFORMANCE_PLAIN === undefined ? await import('@garrison/node') : undefined;
const consume = kit?.consumeWithTrace ?? ((_name, _headers, handler) => handler());

const upstream = http.createServer((_request, response) => response.end('{}'));
await new Promise((resolve) => upstream.listen(0, '127.0.0.1', resolve));
const upstreamUrl = `http://127.0.0.1:${upstream.address().port}`;

const app = express();
if (kit) app.use(kit.sentryRequestHandler());
app.use(express.json());
app.post('/customers/:email/orders', async (request, _response, next) => {
  try {
    await plant(request);
  } catch (error) {
    next(error);
  }
});
if (kit) app.use(kit.sentryErrorHandler());
else {
  Sentry.setupExpressErrorHandler(app);
  app.use((_error, _request, response, _next) => response.status(500).end());
}
const server = await new Promise((resolve) => {
  const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
});

async function plant(request) {
  Sentry.setExtra('body', request.body);
  await fetch(`${upstreamUrl}/rates?session=${secret.outgoingQuery}`, {
    headers: { authorization: `Bearer ${secret.outgoingHeader}` },
  });
  plantInScope(Sentry, secret);
  await consume('invoices', { authorization: secret.queueHeader, baggage: `customer=${secret.queueHeader}` }, () => {
    Sentry.setContext('invoice', {
      body: `{"note":"${secret.queueBody}"}`,
      headers: { authorization: secret.queueHeader },
    });
    Sentry.captureMessage('invoice received');
  });
  throwWithSecrets(secret);
}

const url = new URL(
  `/customers/${encodeURIComponent(secret.pathEmail)}/orders`,
  `http://127.0.0.1:${server.address().port}`,
);
url.search = secretQuery(secret);
const body = secretBody(secret);
const status = await new Promise((resolve, reject) => {
  const request = http.request(url, { method: 'POST', headers: secretHeaders(secret, body) });
  request.on('response', (response) => {
    response.resume();
    response.on('end', () => resolve(response.statusCode));
  });
  request.on('error', reject);
  request.end(body);
});
report('status', status);
await sleep(50); // The response's last handlers, before what is left is sent.
await Sentry.flush(5_000);
process.exit(0);
