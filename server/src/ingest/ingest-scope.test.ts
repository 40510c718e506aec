import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEYS, NOW, openTestDoor, unitsOf, type TestDoor } from './open-test-door.ts';

const EVENT_ID = '2f280c0daf894b6a9e6f2c6db9411a3d';
const ENVELOPE = `/api/42/envelope/?sentry_key=${KEYS.good}&sentry_version=7&sentry_client=sentry.javascript.node%2F11.12.0`;
const line = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const event = line({ event_id: EVENT_ID, sent_at: '2026-11-24T12:00:00Z' }, { type: 'event' }, { message: 'x' });

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

describe('an event', () => {
  test('is handed over as it came, and answered with its id', async () => {
    const reply = await door.send(ENVELOPE, { body: event, headers: { 'user-agent': 'agent/1' } });
    expect(reply).toMatchObject({ status: 200, text: `{"id":"${EVENT_ID}"}` });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(door.handovers.length).toBe(1);
    expect(door.items).toEqual([
      {
        kind: 'item',
        organizationId: 1,
        projectId: 42,
        keyId: 7,
        type: 'event',
        eventId: EVENT_ID,
        receivedAt: NOW,
        sentAt: Date.UTC(2026, 10, 24, 12),
        client: 'sentry.javascript.node/11.12.0',
        remoteAddress: '127.0.0.1',
        userAgent: 'agent/1',
        itemCount: null,
        trace: null,
        headers: {},
        payload: Buffer.from('{"message":"x"}'),
      },
    ]);
  });

  test('is answered only when the hand-over has resolved', async () => {
    await door.close();
    let answered = false;
    let answeredBefore = true;
    let release = (): void => {};
    const arrived = Promise.withResolvers<void>();
    door = await openTestDoor({
      handover: () =>
        new Promise((resolve) => {
          release = () => {
            answeredBefore = answered;
            resolve();
          };
          arrived.resolve();
        }),
    });
    const reply = door.send(ENVELOPE, { body: event }).finally(() => (answered = true));
    await arrived.promise;
    // A second request that needs no hand-over is answered meanwhile.
    expect((await door.send(ENVELOPE, { body: '{}\n' })).status).toBe(200);
    release();
    expect((await reply).status).toBe(200);
    expect(answeredBefore).toBe(false);
  });

  test.each<[string, string, Record<string, string>]>([
    ['query', ENVELOPE, {}],
    ['X-Sentry-Auth', '/api/42/envelope/', { 'x-sentry-auth': `Sentry sentry_key=${KEYS.good}, sentry_version=7` }],
    ['Authorization', '/api/42/envelope/', { authorization: `Sentry sentry_key=${KEYS.good}` }],
    ['Basic', '/api/42/envelope/', { authorization: `Basic ${btoa(`${KEYS.good}:`)}` }],
    ['no trailing slash', `/api/42/envelope?sentry_key=${KEYS.good}`, {}],
  ])('by %s', async (_name, path, headers) => {
    expect((await door.send(path, { body: event, headers })).status).toBe(200);
    expect(door.items.length).toBe(1);
  });

  test('by the dsn of a tunnelled envelope', async () => {
    const dsn = `https://${KEYS.good}@errors.example.com/42`;
    const body = line(
      { event_id: EVENT_ID, dsn, sdk: { name: 'sentry.javascript.browser', version: '11.12.0' } },
      { type: 'event' },
      {},
    );
    expect((await door.send('/api/42/envelope/', { body })).status).toBe(200);
    expect(door.items).toMatchObject([{ keyId: 7, client: 'sentry.javascript.browser/11.12.0' }]);
  });

  test.each([
    'text/plain;charset=UTF-8',
    'application/json',
    'application/x-sentry-envelope',
    'multipart/form-data',
    'no type',
    '',
  ])('of content type %j', async (type) => {
    expect((await door.send(ENVELOPE, { body: event, headers: { 'content-type': type } })).status).toBe(200);
  });

  test('in chunks, without a length', async () => {
    const bytes = Buffer.from(event);
    const chunks = Array.from(bytes, (_byte, at) => bytes.subarray(at, at + 1));
    expect((await door.send(ENVELOPE, { body: chunks })).status).toBe(200);
    expect(door.items.map((item) => item.payload.toString())).toEqual(['{"message":"x"}']);
  });

  test('without any id gets one; its own is found in the payload', async () => {
    const reply = await door.send(ENVELOPE, { body: line({}, { type: 'event' }, { message: 'x' }) });
    const { id } = JSON.parse(reply.text);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(door.items[0]?.eventId).toBe(id);
    const own = await door.send(ENVELOPE, { body: line({}, { type: 'event' }, { event_id: EVENT_ID.toUpperCase() }) });
    expect(own.text).toBe(`{"id":"${EVENT_ID}"}`);
  });
});

describe('the items of an envelope', () => {
  test('each ends handed over or counted, in one hand-over', async () => {
    const body = [
      line({ event_id: EVENT_ID }),
      line({ type: 'event' }, { message: 'x' }),
      `${JSON.stringify({ type: 'attachment', length: 3, filename: 'a.txt', content_type: 'text/plain', attachment_type: 'event.attachment' })}\na\nb\n`,
      line({ type: 'session' }, { sid: '1' }),
      line({ type: 'user_report' }, { event_id: EVENT_ID }),
      line({ type: 'transaction' }, {}),
      line({ type: 'span', item_count: 3 }, { items: [{}, {}, {}] }),
      line({ type: 'log', item_count: 2 }, { items: [{}, {}] }),
      line({ type: 'tomorrow' }, {}),
      line({ type: 'event' }, { message: 'second' }),
      line(
        { type: 'client_report' },
        { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 5 }] },
      ),
      line({ type: 'client_report' }, 'none'),
    ].join('');
    const reply = await door.send(ENVELOPE, { body });
    expect(reply).toMatchObject({ status: 200, text: `{"id":"${EVENT_ID}"}` });
    expect(door.handovers.length).toBe(1);
    expect(unitsOf(door)).toEqual({
      'handed over error': 1,
      'handed over attachment': 1,
      'handed over session': 1,
      'handed over feedback': 1,
      'invalid transaction unsupported_item': 1,
      'invalid span unsupported_item': 3,
      'invalid log_item unsupported_item': 2,
      'invalid log_byte unsupported_item': 17,
      'invalid default unknown_item': 1,
      'invalid error duplicate_item': 1,
      'accepted internal ': 1,
      'client_discard error before_send': 5,
      'invalid internal invalid_json': 1,
    });
    expect(door.items[1]).toMatchObject({
      filename: 'a.txt',
      contentType: 'text/plain',
      attachmentType: 'event.attachment',
    });
    expect(door.outcomes[0]).toMatchObject({ organizationId: 1, projectId: 42, keyId: 7, at: NOW });
  });

  test('without an id anywhere answer {}', async () => {
    expect(await door.send(ENVELOPE, { body: line({}, { type: 'session' }, {}) })).toMatchObject({
      status: 200,
      text: '{}',
    });
    expect(door.items).toMatchObject([{ type: 'session', eventId: null }]);
  });

  test('none at all is fine and needs no hand-over', async () => {
    expect(await door.send(ENVELOPE, { body: '{}\n' })).toMatchObject({ status: 200, text: '{}' });
    expect(door.handovers).toEqual([]);
  });

  test('an attachment that belongs to nothing is counted', async () => {
    await door.send(ENVELOPE, { body: line({}, { type: 'attachment', length: 2 }, {}) });
    expect(unitsOf(door)).toEqual({
      'invalid attachment missing_event': 2,
      'invalid attachment_item missing_event': 1,
    });
  });
});

describe('a limited key', () => {
  const path = `/api/42/envelope/?sentry_key=${KEYS.limited}`;

  test('lets its count through, then 429 with the time to wait, until the window ends', async () => {
    for (let sent = 0; sent < 2; sent += 1) expect((await door.send(path, { body: event })).status).toBe(200);
    const reply = await door.send(path, { body: event });
    expect(reply.status).toBe(429);
    expect(reply.headers).toMatchObject({ 'retry-after': '50', 'x-sentry-rate-limits': '50:error:key:key_quota' });
    expect(JSON.parse(reply.text)).toEqual({ detail: 'Too many requests' });
    door.now = NOW + 50_000;
    expect((await door.send(path, { body: event })).status).toBe(200);
    await door.close();
    expect(unitsOf(door)).toEqual({ 'handed over error': 3, 'rate_limited error key_quota': 1 });
  });

  test('keeps the other items of an envelope, and says so on the 200', async () => {
    for (let sent = 0; sent < 2; sent += 1) await door.send(path, { body: event });
    const body = `${event}${line({ type: 'session' }, {})}${JSON.stringify({ type: 'attachment', length: 1 })}\nx\n`;
    const reply = await door.send(path, { body });
    expect(reply.status).toBe(200);
    expect(reply.headers['x-sentry-rate-limits']).toBe('50:error:key:key_quota');
    expect(unitsOf(door)).toEqual({
      'handed over error': 2,
      'handed over session': 1,
      'rate_limited error key_quota': 1,
      'rate_limited attachment key_quota': 1,
      'rate_limited attachment_item key_quota': 1,
    });
  });
});

describe('/store/', () => {
  const store = `/api/42/store/?sentry_key=${KEYS.good}`;
  const json = JSON.stringify({ event_id: EVENT_ID, message: 'x' });

  test.each<[string, string | Buffer, Record<string, string>]>([
    ['JSON', ` \n${json}`, {}],
    ['gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['base64 of JSON', btoa(json), {}],
    ['base64 of deflated JSON', deflateSync(json).toString('base64'), {}],
  ])('%s', async (_name, body, headers) => {
    expect(await door.send(store, { body, headers })).toMatchObject({ status: 200, text: `{"id":"${EVENT_ID}"}` });
    expect(door.items).toMatchObject([{ type: 'event', eventId: EVENT_ID }]);
    expect(JSON.parse(door.items[0]?.payload.toString() ?? '')).toEqual({ event_id: EVENT_ID, message: 'x' });
  });

  test('without a project in the URL', async () => {
    expect((await door.send(`/api/store/?sentry_key=${KEYS.good}`, { body: json })).status).toBe(200);
    expect(door.items[0]?.projectId).toBe(42);
  });

  test('without an id', async () => {
    const reply = await door.send(store, { body: '{}' });
    expect(JSON.parse(reply.text).id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a transaction is counted as one', async () => {
    await door.send(store, { body: '{"type":"transaction","spans":[]}' });
    expect(unitsOf(door)).toEqual({ 'invalid transaction unsupported_item': 1 });
  });

  test('the pixel', async () => {
    const reply = await door.send(`${store}&sentry_data=${encodeURIComponent(deflateSync(json).toString('base64'))}`);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('image/gif');
    expect(reply.text.slice(0, 6)).toBe('GIF89a');
    expect(door.items).toMatchObject([{ eventId: EVENT_ID }]);
    expect((await door.send(store)).status).toBe(400);
  });
});

describe('browsers', () => {
  test.each(['/api/42/envelope/', '/api/42/store/', '/api/store/'])('may ask before they send: %s', async (path) => {
    const reply = await door.send(path, { method: 'OPTIONS', headers: { origin: 'https://app.example.com' } });
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-max-age': '3600',
    });
    for (const header of ['x-sentry-auth', 'content-encoding', 'sentry-trace', 'baggage'])
      expect(reply.headers['access-control-allow-headers']).toContain(header);
  });

  test.each([ENVELOPE, '/api/42/envelope/'])('may read every answer: %s', async (path) => {
    const reply = await door.send(path, { body: event, headers: { origin: 'https://app.example.com' } });
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
    });
  });
});

describe('the address of the peer', () => {
  const sendVia = async (trustProxy?: string[]): Promise<string | null | undefined> => {
    await door.close();
    door = await openTestDoor(trustProxy && { trustProxy });
    await door.send(ENVELOPE, { body: event, headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.1' } });
    return door.items[0]?.remoteAddress;
  };

  test('is not what a stranger says', async () => expect(await sendVia()).toBe('127.0.0.1'));
  test('is the first that no trusted proxy is', async () =>
    expect(await sendVia(['127.0.0.1', '10.0.0.0/8'])).toBe('203.0.113.9'));
});

describe('when nothing can be accepted', () => {
  test('the log cannot write: 503 with Retry-After, never a 200', async () => {
    door.broken = true;
    const reply = await door.send(ENVELOPE, { body: event });
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(JSON.parse(reply.text)).toEqual({ detail: 'Nothing can be accepted right now' });
    expect(reply.headers['x-sentry-error']).toBe('Nothing can be accepted right now');
    expect(door.complaints.length).toBe(1);
    door.broken = false;
    expect((await door.send(ENVELOPE, { body: event })).status).toBe(200);
    expect(door.items.length).toBe(1);
  });

  test('the process is stopping: 503', async () => {
    door.stopping = true;
    expect(await door.send(ENVELOPE, { body: event })).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(door.handovers).toEqual([]);
  });

  test('outcomes of refused requests wait for the log, and are not lost', async () => {
    const refused = `/api/42/envelope/?sentry_key=${KEYS.disabled}`;
    await door.close();
    let tries = 0;
    const handedOver = Promise.withResolvers<unknown>();
    door = await openTestDoor({
      outcomeIntervalMs: 5,
      async handover(records) {
        tries += 1;
        if (tries < 3) throw new Error('disk full');
        handedOver.resolve(records);
      },
    });
    expect((await door.send(refused, { body: event })).status).toBe(403);
    expect(await handedOver.promise).toMatchObject([
      { kind: 'outcome', record: { reason: 'key_disabled', quantity: 1 } },
    ]);
    expect(door.complaints.length).toBe(2);
  });
});
