import { describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import { runService } from '../test/service.ts';

const STRANGER = '0123456789abcdef0123456789abcdef-0123456789abcdef-1';

/** A service that calls itself, says what it saw, and is then told to stop. */
const SERVICE = `
import express from 'express';
import * as Sentry from '@sentry/node';
import { asyncHandler, healthRoutes, sentryErrorHandler, sentryRequestHandler, sentryStatus, SentryService, withSpan } from '@garrison/node';

const app = express();
app.use(sentryRequestHandler());
healthRoutes(app);
app.get('/healthcare', (request, response) => response.json({}));
app.get('/orders/:id', async (request, response) => {
  Sentry.setTag('tenant', request.params.id);
  await withSpan('work', 'price the order', () => new Promise((done) => setTimeout(done, 5)), { password: 'hunter2', size: 3 });
  response.json({});
});
app.get('/fail/:id', asyncHandler(async (request) => {
  Sentry.setTag('tenant', request.params.id);
  await new Promise((done) => setTimeout(done, 5));
  throw new Error('no stock for token=hunter2');
}));
app.get('/outgoing', async (request, response) => {
  for (const host of ['localhost', '127.0.0.1']) await fetch('http://' + host + ':' + echo.address().port + '/healthz').then((answer) => answer.text());
  response.json({});
});
app.use(sentryErrorHandler());
const seen = {};
const echoApp = express().use((request, response) => {
  seen[request.headers.host.split(':')[0]] = Object.keys(request.headers).filter((name) => /sentry|baggage|traceparent/.test(name));
  response.end();
});
const listen = (app) => new Promise((done) => { const server = app.listen(0, () => done(server)); });
const echo = await listen(echoApp);
const server = await listen(app);
const get = async (path, headers = {}) => {
  const response = await fetch('http://localhost:' + server.address().port + path, { headers });
  return { status: response.status, text: await response.text(), id: response.headers.get('x-request-id') };
};
SentryService.getInstance({ serviceName: 'orders' }).count('orders.seen', 1, { password: 'hunter2' });
Sentry.logger?.info('password=hunter2 of a log');
for (const path of ['/health', '/readiness']) await get(path, { 'sentry-trace': '${STRANGER}' });
await get('/healthcare?q=hunter2', { authorization: 'Bearer hunter2', cookie: 'session=hunter2', 'x-own-key': 'hunter2' });
await Promise.all(Array.from({ length: 10 }, (_, id) => get('/orders/' + id)));
const failures = await Promise.all(Array.from({ length: 20 }, (_, id) => get('/fail/' + id)));
await get('/outgoing');
tell({ failures, seen, status: sentryStatus() });
echo.close();
process.kill(process.pid, 'SIGTERM');
`;

interface Told {
  failures: { status: number; text: string; id: string }[];
  seen: Record<string, string[]>;
  status: {
    enabled: boolean;
    preloaded: boolean;
    sdkVersion: string;
    problems: unknown[];
    drops: Record<string, number>;
  };
}

describe.each(MAJORS)('a service on SDK %d', (major) => {
  it('reports what the policy lets out, and only that', { timeout: 90_000 }, async () => {
    const service = await runService({
      major,
      express: major === 8 ? 4 : 5,
      source: SERVICE,
      env: { SENTRY_TRACES_SAMPLE_RATE: '1' },
    });
    const [told] = service.told as [Told | undefined];
    if (told === undefined) throw new Error(service.output);
    expect(service.signal).toBe('SIGTERM');
    expect(told.status).toMatchObject({ enabled: true, preloaded: true, problems: [] });

    // Twenty equal errors are twenty events, each of its own tenant, within the trace of its request.
    const events = service.payloads('event');
    expect(events.map((event) => event['tags']['tenant']).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, id) => String(id)),
    );
    expect(events[0]).toMatchObject({
      exception: {
        values: [
          {
            type: 'Error',
            value: 'no stock for token=[Filtered]',
            mechanism: { type: 'auto.http.kit', handled: false },
          },
        ],
      },
      tags: { service: 'orders', team: 'pay', 'http.route': '/fail/:id', 'http.status_code': '500' },
      release: 'orders@1',
    });
    expect(new Set(told.failures.map(({ status, text }) => `${status} ${JSON.parse(text).error}`))).toEqual(
      new Set(['500 Internal server error']),
    );
    expect(new Set(told.failures.map(({ id }) => id))).toEqual(
      new Set(events.map((event) => event['tags']['request_id'])),
    );

    const roots =
      major === 11
        ? service
            .payloads('span')
            .filter((span) => span['is_segment'] && span['attributes']['sentry.op'].value === 'http.server')
            .map((span) => ({
              name: span['name'],
              trace: span['trace_id'],
              service: span['attributes']['service']?.value,
            }))
        : service.payloads('transaction').map((root) => ({
            name: root['transaction'],
            trace: root['contexts']['trace']['trace_id'],
            service: root['tags']['service'],
          }));
    const names = new Set(roots.map(({ name }) => name));
    expect(names).toEqual(new Set(['GET /healthcare', 'GET /orders/:id', 'GET /fail/:id', 'GET /outgoing']));
    expect(new Set(roots.map((root) => root.service))).toEqual(new Set(['orders']));
    const traces = new Set(roots.filter(({ name }) => name === 'GET /fail/:id').map(({ trace }) => trace));
    expect(new Set(events.map((event) => event['contexts']['trace']['trace_id']))).toEqual(traces);
    expect(JSON.stringify([service.payloads('span'), service.payloads('transaction')])).toContain('price the order');

    // The own host gets the trace, the other one nothing.
    expect(told.seen['localhost']).toContain('sentry-trace');
    expect(told.seen['127.0.0.1']).toEqual([]);

    const metrics = service.payloads('trace_metric');
    const logs = service.payloads('log');
    expect(metrics.some((metric) => metric['name'] === 'orders.seen')).toBe(major >= 10);
    expect(told.status.drops['metrics_unsupported']).toBe(major >= 10 ? undefined : 1);
    expect(logs.map((log) => log['body'])).toEqual(major === 8 ? [] : ['password=[Filtered] of a log']);
    for (const item of [...metrics, ...logs]) expect(item['attributes']['service'].value).toBe('orders');
    expect(service.payloads('sessions').length).toBeGreaterThan(0);

    // The source lines around a frame are code, and this code writes its secrets down.
    const wire = [...events, ...service.payloads('transaction'), ...service.payloads('span'), ...metrics, ...logs];
    expect(
      JSON.stringify(wire, (key, value: unknown) =>
        key.endsWith('context') || key === 'context_line' ? undefined : value,
      ),
    ).not.toContain('hunter2');
  });

  it('does not let a stranger decide what is sampled', { timeout: 90_000 }, async () => {
    const source = `
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end('ok'));
await new Promise((done) => server.listen(0, done));
const headers = { 'sentry-trace': '${STRANGER}', baggage: 'sentry-sample_rate=1,sentry-public_key=stranger,sentry-org_id=99' };
for (let index = 0; index < 5; index++) await fetch('http://localhost:' + server.address().port + '/', { headers }).then((answer) => answer.text());
tell('done');
server.close();
process.kill(process.pid, 'SIGTERM');`;
    const service = await runService({ major, source, env: { SENTRY_TRACES_SAMPLE_RATE: '0' } });
    expect(service.told).toEqual(['done']);
    expect([...service.payloads('transaction'), ...service.payloads('span')]).toEqual([]);
  });
});
