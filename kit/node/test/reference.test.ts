import { beforeAll, describe, expect, it } from 'vitest';
import { MAJORS } from '../conformance/compose-app.ts';
import {
  consumeWithTrace,
  publishWithTrace,
  Sentry,
  SentryService,
  sentryErrorHandler,
  sentryRequestHandler,
  withSpan,
} from '../src/index.ts';
import { runService, type ServiceEnd } from './service.ts';

/** The calls of the reference architecture as it writes them; only the path of the import is another. */
const REFERENCE = `
import express from 'express';
import { initSentry, Sentry, sentryErrorHandler, sentryRequestHandler, publishWithTrace, consumeWithTrace, withSpan, SentryService } from '@garrison/node';

initSentry({
  serviceName: 'payment-api',
  dsn: process.env.SENTRY_DSN,
  environment: process.env.NODE_ENV,
  version: process.env.APP_VERSION,
  tracesSampleRate: 1,
  ignoredTransactions: ['GET /internal/ping'],
});

const app = express();
app.use((req, res, next) => { if (req.headers['x-user']) req.user = { id: req.headers['x-user'] }; next(); });
app.use(sentryRequestHandler());
app.get('/health', (req, res) => res.json({ status: 'ok' }));
app.get('/internal/ping', (req, res) => res.json({}));

const broker = [];
app.post('/api/payments/:id', async (req, res, next) => {
  try {
    const charge = await withSpan('payment.charge', 'Charge the card', async () => ({ charged: 42 }), { 'payment.provider': 'acme' });
    const published = await publishWithTrace('payments', { paymentId: req.params.id }, async (queue, message) => {
      broker.push({ queue, message: JSON.parse(JSON.stringify(message)) });
      return 'published';
    });
    Sentry.setTag('payment.provider', 'acme');
    res.json({ charge, published });
  } catch (err) {
    next(err);
  }
});
app.get('/api/fail/:id', () => { throw new Error('the charge of the payment failed'); });
app.use(sentryErrorHandler);

const service = SentryService.getInstance({ serviceName: 'payment-api', dsn: process.env.SENTRY_DSN });
service.init();

const server = app.listen(0, async () => {
  const base = 'http://localhost:' + server.address().port;
  const ask = async (path, options) => { const answer = await fetch(base + path, options); return [answer.status, await answer.text()]; };
  await ask('/health'); await ask('/internal/ping');
  tell({ payment: await ask('/api/payments/7', { method: 'POST' }) });
  tell({ fail: await ask('/api/fail/7', { headers: { 'x-user': 'u-1' } }) });
  tell({ unmatched: (await ask('/nowhere'))[0] });
  const [{ queue, message }] = broker;
  tell({ queue, handled: await consumeWithTrace(queue, message, async (payload) => { Sentry.setTag('job', 'yes'); return payload; }) });
  await consumeWithTrace(queue, message, async (payload) => { throw new Error('could not handle ' + payload.paymentId); }).catch(() => undefined);
  service.captureError(new Error('settlement is late'), { tags: { region: 'eu' }, extra: { attempt: 3 }, level: 'warning' });
  tell({ operation: await service.trackOperation('settle', 'job.settle', async () => 'settled') });
  tell({ status: service.status().problems.map(({ code }) => code) });
  await service.shutdown(5000);
  process.exit(0);
});
`;

describe.each(MAJORS)('the reference architecture on SDK %d', (major) => {
  let service: ServiceEnd;
  let told: Record<string, unknown>;
  beforeAll(async () => {
    service = await runService({
      major,
      express: major === 8 ? 4 : 5,
      source: REFERENCE,
      env: { SENTRY_SERVICE: '', SENTRY_TEAM: '', SENTRY_RELEASE: '', NODE_ENV: 'production', APP_VERSION: '1.4.2' },
      files: {
        'garrison.config.mjs': `export default { serviceName: 'payment-api', environment: 'production', version: '1.4.2', tracesSampleRate: 1, ignoredTransactions: ['GET /internal/ping'] };`,
      },
    });
    told = Object.assign({}, ...service.told) as Record<string, unknown>;
  });

  it('answers every request and loses no message', () => {
    expect(told, service.output).toMatchObject({
      payment: [200, JSON.stringify({ charge: { charged: 42 }, published: 'published' })],
      fail: [500, expect.stringContaining('Internal server error')],
      unmatched: 404,
      queue: 'payments',
      handled: { paymentId: '7' },
      operation: 'settled',
    });
  });

  it('reports each error once, as who it is', () => {
    const events = service.payloads('event');
    expect(events.map((event) => String(event['exception']?.values.at(-1)?.value)).toSorted()).toEqual([
      'could not handle 7',
      'settlement is late',
      'the charge of the payment failed',
    ]);
    for (const event of events) {
      expect(event).toMatchObject({
        server_name: 'payment-api',
        environment: 'production',
        release: 'payment-api@1.4.2',
        tags: { service: 'payment-api', team: 'unassigned' },
      });
    }
    const of = (text: string) => events.find((event) => event['exception'].values.at(-1).value.includes(text));
    expect(of('charge')).toMatchObject({ user: { id: 'u-1' }, tags: { 'http.route': '/api/fail/:id' } });
    expect(of('settlement')).toMatchObject({ level: 'warning', tags: { region: 'eu' }, extra: { attempt: 3 } });
  });

  it('continues the trace of the request in the queue, and traces no probe', () => {
    const spans = major === 11 ? service.payloads('span') : service.payloads('transaction');
    const name = (span: Record<string, unknown>): string => String(span['transaction'] ?? span['name']);
    const traceOf = (span: Record<string, unknown> | undefined): unknown =>
      (span?.['contexts'] as { trace?: { trace_id?: string } } | undefined)?.trace?.trace_id ?? span?.['trace_id'];
    const request = spans.find((span) => name(span) === 'POST /api/payments/:id');
    const process = spans.filter((span) => name(span) === 'process payments');
    expect(process).toHaveLength(2);
    expect(process.map(traceOf)).toEqual([traceOf(request), traceOf(request)]);
    expect(traceOf(request)).toMatch(/^[0-9a-f]{32}$/);
    expect(spans.map(name).filter((one) => /health|ping/.test(one))).toEqual([]);
  });
});

/** What Express's own types ask of an error handler, and of a handler. */
type ErrorRequestHandler = (error: unknown, request: never, response: never, next: (error?: unknown) => void) => void;
type RequestHandler = (request: never, response: never, next: (error?: unknown) => void) => void;

describe('calls that fit no form', () => {
  it('type-check in every form of the reference', () => {
    const handlers: ErrorRequestHandler[] = [sentryErrorHandler, sentryErrorHandler(), sentryErrorHandler({})];
    const first: RequestHandler[] = [sentryRequestHandler, sentryRequestHandler()];
    expect([...handlers.map(({ length }) => length), first.length]).toEqual([4, 4, 4, 2]);
    expect(typeof Sentry.captureException).toBe('function');
  });

  const service = SentryService.getInstance({ serviceName: 'a' });
  const call = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      return String(error);
    }
    return 'no error';
  };
  it.each([
    [
      'a handler that would get no payload',
      () => consumeWithTrace('q', {}, ((payload: unknown) => payload) as () => unknown),
      'Pass { payload, headers }',
    ],
    [
      'a null message',
      () => consumeWithTrace('q', null, ((payload: unknown) => payload) as () => unknown),
      'Pass { payload, headers }',
    ],
    [
      'a whole message of amqplib',
      () => consumeWithTrace('q', { content: Buffer.from('a'), properties: { headers: {} } }, () => 1),
      'Pass its properties.headers',
    ],
    ['a whole message of Kafka', () => consumeWithTrace('q', { value: 'a', headers: {} }, () => 1), 'Pass its headers'],
    ['a text for headers', () => consumeWithTrace('q', '{}' as never, () => 1), 'not a text'],
    ['no handler', () => consumeWithTrace('q', {}, undefined as never), 'must be a function'],
    ['no queue', () => consumeWithTrace(undefined as never, {}, () => 1), 'the queue’s name must be a text'],
    [
      'a publisher without parameters',
      () => publishWithTrace('q', 1, (() => 1) as () => number),
      'names no parameters',
    ],
    ['no publisher', () => publishWithTrace('q', 1, undefined as never), 'must be a function'],
    ['a span without a function', () => withSpan('op', 'text', undefined as never), 'must be a function'],
    ['an operation without a function', () => service.trackOperation('a', 'b' as never), '(name, op, fn, attributes)'],
    [
      'an application instead of options',
      () => sentryErrorHandler(Object.assign(() => 1, { use: 1 }) as never),
      'not a function',
    ],
    [
      'a misspelt option',
      () => sentryErrorHandler({ statusof: () => 400 } as never),
      '"statusof" is none of its options',
    ],
    ['an option of the wrong type', () => sentryErrorHandler({ respond: 'no' } as never), 'must be a boolean'],
    [
      'a Koa middleware',
      () => (sentryRequestHandler() as (...args: unknown[]) => unknown)({ req: {} }, () => 1),
      'for Koa sentryKoa()',
    ],
  ])('throw a sentence at the call: %s', (_name, run, sentence) => {
    expect(call(run)).toContain(sentence);
  });
});
