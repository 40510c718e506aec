// Plants a secret in every channel, within one request and one queue message, and lets the SDK send what it sends.
import * as Sentry from '@sentry/node';
import express from 'express';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { report } from './report.mjs';

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
  Sentry.setTag('plan', 'gold');
  Sentry.setTag('contact', secret.tagEmail);
  Sentry.setUser({ id: '42', email: secret.userEmail, username: secret.userName, ip_address: secret.userAddress });
  Sentry.addBreadcrumb({ category: 'auth', message: `signed in with password=${secret.breadcrumbText}` });
  Sentry.addBreadcrumb({
    category: 'client',
    message: 'configured',
    data: { apiKey: secret.breadcrumbData, region: 'eu' },
  });
  Sentry.addBreadcrumb({ category: 'support', message: `the customer said ${secret.breadcrumbPlain} on the phone` });
  console.log(`using token: ${secret.consoleToken}`);
  console.log(`the customer wrote ${secret.consolePlain} to us`);
  Sentry.setContext('upstream', { AUTHORIZATION: `Basic ${secret.contextHeader}`, region: 'eu' });
  Sentry.setContext('customer', { contact: `write to ${secret.contextEmail} please` });
  Sentry.setContext('oauth', { clients: 1, client_secret: secret.contextSecret });
  Sentry.setContext('balances', { [secret.contextKey]: 'overdrawn', others: 3 });
  Sentry.setExtra('payment', `paid with ${secret.extraCard} yesterday`);
  Sentry.setExtra('credentials', `sent ${secret.extraJwt} upstream`);
  Sentry.setExtra('body', request.body);

  await fetch(`${upstreamUrl}/rates?session=${secret.outgoingQuery}`, {
    headers: { authorization: `Bearer ${secret.outgoingHeader}` },
  });
  Sentry.startSpan(
    {
      name: `GET https://partner.example/rates?key=${secret.spanName}`,
      op: 'http.client',
      attributes: {
        'http.request.header.x-session': secret.spanHeader,
        'db.password': secret.spanAttribute,
        'app.detail': `called with Bearer ${secret.spanText}`,
        'app.region': 'eu',
      },
    },
    () => {},
  );
  if (Sentry.logger) {
    Sentry.logger.info(`login with secret=${secret.logText}`);
    Sentry.logger.info('login', { accessToken: secret.logAttribute, region: 'eu' });
    Sentry.logger.info(`the customer said ${secret.logPlain} again`);
  }
  Sentry.metrics?.count?.('orders', 1, { attributes: { api_key: secret.metricAttribute, region: 'eu' } });
  Sentry.captureMessage(`partner answered 401 for api_key=${secret.messageText}`);
  await consume('invoices', { authorization: secret.queueHeader, baggage: `customer=${secret.queueHeader}` }, () => {
    Sentry.setContext('invoice', {
      body: `{"note":"${secret.queueBody}"}`,
      headers: { authorization: secret.queueHeader },
    });
    Sentry.captureMessage('invoice received');
  });
  throwWithLocals();
}

function throwWithLocals() {
  const connection = { host: 'db', note: secret.localVariable };
  const cause = new Error(`upstream refused ${secret.causeJwt}`);
  const error = new Error(
    `could not connect with password=${secret.errorText} to postgres://app:${secret.errorUrl}@db/shop for ${secret.errorIban}`,
    { cause },
  );
  error.token = secret.errorProperty;
  error.attempts = Object.keys(connection).length;
  throw error;
}

const url = new URL(
  `/customers/${encodeURIComponent(secret.pathEmail)}/orders`,
  `http://127.0.0.1:${server.address().port}`,
);
url.search = `?token=${secret.queryToken}&q=${secret.queryPlain}`;
const body = JSON.stringify({
  password: secret.bodyPassword,
  orders: [{ payments: [{ number: secret.bodyCard }] }],
  note: secret.bodyNote,
});
const status = await new Promise((resolve, reject) => {
  const request = http.request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'conformance/1.0',
      AUTHORIZATION: `Bearer ${secret.authorization}`,
      'Proxy-Authorization': `Basic ${secret.proxyAuthorization}`,
      'X-API-Key': secret.apiKeyHeader,
      'x-auth-token': secret.authTokenHeader,
      'X-Internal-Customer': secret.unknownHeader,
      'X-Forwarded-For': secret.forwardedFor,
      Referer: `https://shop.example/login?token=${secret.refererQuery}`,
      Cookie: `theme=dark; sid=${secret.cookie}`,
    },
  });
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
