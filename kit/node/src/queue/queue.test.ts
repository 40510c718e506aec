import { startCaptureServer, type CaptureServer } from '@garrison/testkit';
import * as Sentry from '@sentry/node';
import { headers as createHeaders, type MsgHdrs } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readSpans } from '../../conformance/read-spans.ts';
import { readHeader } from './carrier.ts';
import { CONTINUED_MESSAGES_MAX } from './publish.ts';
import { consumeWithTrace, natsHandler, natsPublisher, publishWithTrace, sqsHandler, sqsSend } from './index.ts';

describe('headers of any broker', () => {
  const form = (headers: object | null | undefined): string | undefined => readHeader(headers, 'sentry-trace');
  test.each([
    ['a plain object', { 'sentry-trace': 'x' }],
    ['bytes', { 'sentry-trace': Buffer.from('x') }],
    ['a list', { 'sentry-trace': [Buffer.from('x'), 'y'] }],
    ['a map with text keys', new Map([['sentry-trace', 'x']])],
    ['a map with byte keys', new Map([[Buffer.from('sentry-trace'), Buffer.from('x')]])],
    ['an object with get()', { get: (name: string) => (name === 'sentry-trace' ? 'x' : '') }],
    ['a name in upper case', { 'Sentry-Trace': 'x' }],
    ['a map with a name in upper case', new Map([['SENTRY-TRACE', 'x']])],
    ['a list of pairs', [['sentry-trace', 'x']]],
    ['a list of keys and values', [{ key: 'Sentry-Trace', value: Buffer.from('x') }]],
    ['SQS attributes', { 'sentry-trace': { DataType: 'String', StringValue: 'x' } }],
  ])('%s', (_name, headers) => expect(form(headers)).toBe('x'));

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', { 'sentry-trace': 7 }],
    ['empty text', { 'sentry-trace': '' }],
    [
      'a getter that throws',
      {
        get: () => {
          throw new Error('broken');
        },
      },
    ],
    ['an inherited name', Object.create({ 'sentry-trace': 'x' }) as object],
  ])('%s is no header', (_name, headers) => expect(form(headers)).toBeUndefined());
});

describe('without an SDK', () => {
  test('messages pass as they are', async () => {
    const sent = await publishWithTrace('q', { a: 1 }, (message) => message, { headers: { own: '1' } });
    expect(sent).toEqual({ payload: { a: 1 }, headers: { own: '1' } });
    expect(await consumeWithTrace('q', undefined, () => 'result')).toBe('result');
    await expect(consumeWithTrace('q', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});

describe('with an SDK', () => {
  let capture: CaptureServer;
  beforeAll(async () => {
    capture = await startCaptureServer();
    Sentry.init({ dsn: capture.dsn, tracesSampleRate: 1, defaultIntegrations: false });
  });
  beforeEach(async () => {
    await Sentry.flush(1_000); // Spans of the test before.
    capture.clear();
  });
  afterAll(async () => {
    await Sentry.close(1_000);
    await capture.close();
  });
  const inRequest = <T>(run: () => T): T =>
    Sentry.startSpan({ name: 'POST /orders', op: 'http.server', forceTransaction: true }, run);

  test('the trace goes into the headers, foreign baggage and a trace of the caller stay', async () => {
    const publish = (headers: Record<string, string>): Promise<Readonly<Record<string, string>>> =>
      inRequest(() => publishWithTrace('q', 'body', (message) => message.headers, { headers }));
    const added = await publish({ baggage: 'tenant=7,sentry-release=old' });
    expect(added['sentry-trace']).toMatch(/^[0-9a-f]{32}-[0-9a-f]{16}-1$/);
    expect(added['baggage']).toMatch(/^tenant=7,sentry-/);
    expect(added['baggage']).not.toContain('sentry-release=old');
    const own = `${'a'.repeat(32)}-${'b'.repeat(16)}-0`;
    expect((await publish({ 'sentry-trace': own }))['sentry-trace']).toBe(own);
  });

  test('without a parent there is no span, but the trace goes on, its decision open', async () => {
    const headers = await publishWithTrace('q', 'body', (message) => message.headers);
    await Sentry.flush(1_000);
    expect(headers['sentry-trace']).toMatch(/^[0-9a-f]{32}-[0-9a-f]{16}$/);
    expect(readSpans(capture.items())).toEqual([]);
  });

  test('a failing publish passes its error on and marks its span', async () => {
    const failing = inRequest(() =>
      publishWithTrace('q', 'body', (_message) => Promise.reject(new Error('broker gone'))),
    );
    await expect(failing).rejects.toThrow('broker gone');
    await Sentry.flush(1_000);
    expect(readSpans(capture.items()).find((span) => span.op === 'queue.publish')?.status).toBe('error');
    expect(capture.items('event')).toEqual([]);
  });

  test('a fan-out links its consumers from the 101st message on', async () => {
    const consumed = await inRequest(async () => {
      const results: (string | undefined)[] = [];
      for (let index = 0; index <= CONTINUED_MESSAGES_MAX; index++) {
        results.push(await publishWithTrace('jobs', index, (message) => message.headers['x-sentry-trace-mode']));
      }
      return results;
    });
    expect(consumed.slice(0, CONTINUED_MESSAGES_MAX).every((mode) => mode === undefined)).toBe(true);
    expect(consumed.at(-1)).toBe('link');
  });

  test('a linked message has a trace of its own that points back', async () => {
    const headers = await inRequest(() => publishWithTrace('jobs', 1, (message) => message.headers, { trace: 'link' }));
    await consumeWithTrace('jobs', headers, () => undefined);
    await Sentry.flush(1_000);
    const spans = readSpans(capture.items());
    const [publish, process] = ['queue.publish', 'queue.process'].map((op) => spans.find((span) => span.op === op));
    expect(process?.traceId).not.toBe(publish?.traceId);
    expect(process?.links).toEqual([{ traceId: publish?.traceId, spanId: publish?.spanId }]);
  });

  test('an error is captured on the last attempt only', async () => {
    const attempt = async (lastAttempt: boolean): Promise<void> => {
      const failing = consumeWithTrace('q', {}, () => Promise.reject(new Error(`last: ${lastAttempt}`)), {
        lastAttempt,
      });
      await expect(failing).rejects.toThrow(`last: ${lastAttempt}`);
    };
    await attempt(false);
    await attempt(true);
    await Sentry.flush(1_000);
    const texts = capture.items('event').map((item) => JSON.stringify(item.json));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('last: true');
  });

  test('SQS: the trace fits into ten attributes or is left out; latency and retries come from the queue', async () => {
    const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/invoices';
    const attributes = (count: number): Record<string, object> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`a${index}`, { DataType: 'String', StringValue: 'x' }]),
      );
    const send = (count: number): Record<string, object> =>
      inRequest(() =>
        sqsSend(
          { QueueUrl: queueUrl, MessageBody: 'hello', MessageAttributes: attributes(count) },
          (input) => input.MessageAttributes,
        ),
      );
    expect(Object.keys(send(8))).toHaveLength(10);
    expect(send(9)).toEqual(attributes(9));
    const handle = sqsHandler({ queueUrl }, () => 'done');
    const received = { ApproximateReceiveCount: '3', SentTimestamp: String(Date.now() - 1_000) };
    expect(handle({ MessageId: 'm-1', Body: 'hello', MessageAttributes: send(0), Attributes: received })).toBe('done');
    await Sentry.flush(1_000);
    const process = readSpans(capture.items()).find((span) => span.op === 'queue.process');
    expect(process?.attributes).toMatchObject({
      'messaging.destination.name': 'invoices',
      'messaging.message.id': 'm-1',
      'messaging.message.retry.count': 2,
      'messaging.message.body.size': 5,
    });
    expect(process?.attributes['messaging.message.receive.latency']).toBeGreaterThanOrEqual(1_000);
  });

  test('SQS: a message that is passed on has a new trace and never more than ten attributes', () => {
    const old = `${'a'.repeat(32)}-${'b'.repeat(16)}-1`;
    const attribute = (value: string): object => ({ DataType: 'String', StringValue: value });
    const passOn = (count: number): Record<string, object> =>
      inRequest(() => {
        const own = Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, attribute('x')]));
        const MessageAttributes = { ...own, 'sentry-trace': attribute(old), Baggage: attribute('sentry-release=old') };
        return sqsSend({ QueueUrl: 'https://sqs/1/q', MessageAttributes }, (input) => input.MessageAttributes);
      });
    for (const count of [0, 8, 9, 10]) {
      const sent = passOn(count);
      expect(Object.keys(sent).length).toBe(count <= 8 ? count + 2 : count);
      expect(JSON.stringify(sent)).not.toContain(old);
      expect(JSON.stringify(sent)).not.toContain('release=old');
    }
  });

  test('headers of the service in another case give way to those of the trace', async () => {
    const headers = { 'Sentry-Trace': '', Baggage: 'tenant=7' } as Record<string, string>;
    const sent = await inRequest(() => publishWithTrace('q', 'body', (message) => message.headers, { headers }));
    expect(Object.keys(sent).filter((name) => /^(?:sentry-trace|baggage)$/i.test(name))).toEqual([
      'sentry-trace',
      'baggage',
    ]);
    expect(sent['baggage']).toMatch(/^tenant=7,sentry-/);
  });

  test('NATS: headers are copied, an id given to JetStream is the message’s, and a redelivery is counted', async () => {
    const sent: { headers: MsgHdrs }[] = [];
    const connection = natsPublisher(
      {
        publish: (_subject: string, _payload?: unknown, options?: { headers: MsgHdrs; msgID?: string }) =>
          void (options && sent.push(options)),
      },
      createHeaders,
    );
    const own = createHeaders();
    own.append('kind', 'a');
    own.append('kind', 'b');
    own.set('Nats-Msg-Id', 'n-1');
    inRequest(() => connection.publish('invoices', 'hello', { headers: own }));
    expect([own.keys(), sent[0]?.headers.values('kind')]).toEqual([
      ['kind', 'Nats-Msg-Id'],
      ['a', 'b'],
    ]);
    const headers = sent[0]?.headers;
    const handle = natsHandler((message: { subject: string }) => message.subject);
    expect(
      handle({ subject: 'invoices', data: Buffer.from('hello'), headers, info: { redeliveryCount: 2 } } as never),
    ).toBe('invoices');
    await Sentry.flush(1_000);
    const spans = readSpans(capture.items());
    const [publish, process] = ['queue.publish', 'queue.process'].map((op) => spans.find((span) => span.op === op));
    expect(process).toMatchObject({ traceId: publish?.traceId, parentSpanId: publish?.spanId });
    const attributes = { 'messaging.system': 'nats', 'messaging.message.id': 'n-1' };
    expect(publish?.attributes).toMatchObject(attributes);
    expect(process?.attributes).toMatchObject({ ...attributes, 'messaging.message.retry.count': 1 });
  });
});
