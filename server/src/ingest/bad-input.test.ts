import { randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { poll } from '@garrison/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEYS, openTestDoor, unitsOf, type TestDoor } from './open-test-door.ts';

const URL_GOOD = `/api/42/envelope/?sentry_key=${KEYS.good}`;
const EVENT_ID = '2f280c0daf894b6a9e6f2c6db9411a3d';
const HEAD = `{"event_id":"${EVENT_ID}"}\n`;
const EVENT = `${HEAD}{"type":"event"}\n{"message":"x"}\n`;
const MIB = 1024 * 1024;

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

/** Sends, closes the door so that all outcomes are written, and says what became of it all. */
async function endOf(path: string, body: string | Uint8Array, headers = {}) {
  const reply = await door.send(path, { body, headers });
  await door.close();
  return { status: reply.status, ...JSON.parse(reply.text), units: unitsOf(door), complaints: door.complaints.length };
}

const refused = (status: number, detail: string, cause: string | undefined, units: Record<string, number>) => ({
  status,
  detail,
  ...(cause !== undefined && { causes: [cause] }),
  units,
  complaints: 0,
});

describe('envelopes that cannot be read', () => {
  const DETAIL = 'The envelope could not be read';
  test.each<[string, string | Uint8Array, string]>([
    ['empty body', '', 'empty at byte 0'],
    ['nothing but a newline', '\n', 'header invalid at byte 0'],
    ['invalid JSON header', '{"event_id"\n', 'header invalid at byte 0'],
    ['1 MB single line', 'x'.repeat(1e6), 'header too long at byte 0'],
    ['1 MB single line of JSON', `{"a":"${'x'.repeat(1e6)}"}`, 'header too long at byte 0'],
    [
      'header nested 10,000 deep',
      `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`.padEnd(40_000),
      'header too long at byte 0',
    ],
    ['invalid UTF-8 for a header', Uint8Array.of(0xff, 0xfe, 0xfd, 0x0a), 'header invalid at byte 0'],
    ['NUL bytes', new Uint8Array(1_000), 'header invalid at byte 0'],
  ])('%s', async (_name, body, cause) => {
    expect(await endOf(URL_GOOD, body)).toEqual(refused(400, DETAIL, cause, { 'invalid default invalid_envelope': 1 }));
  });

  test.each<[string, string, string]>([
    ['invalid item header', `${EVENT}{"type":\n{}\n`, 'item header invalid at byte 81'],
    ['item without type', `${EVENT}{}\n{}\n`, 'item header invalid at byte 81'],
    ['length beyond the end', `${EVENT}{"type":"session","length":1000}\n{}\n`, 'item truncated at byte 81'],
    ['length too short', `${EVENT}{"type":"session","length":1}\n{}\n`, 'item newline missing at byte 81'],
    ['negative length', `${EVENT}{"type":"session","length":-2}\n{}\n`, 'item header invalid at byte 81'],
  ])('%s after a good event: refused as a whole, the event counted', async (_name, body, cause) => {
    expect(await endOf(URL_GOOD, body)).toEqual(refused(400, DETAIL, cause, { 'invalid error invalid_envelope': 1 }));
  });

  test('10,000 items', async () => {
    const body = `{}\n${'{"type":"session"}\n{}\n'.repeat(10_000)}`;
    expect(await endOf(URL_GOOD, body)).toEqual(
      refused(413, 'The payload is too large', 'too many items at byte 22003', {
        'invalid session too_many_items': 1_000,
      }),
    );
  });

  test('a store body that is no object', async () => {
    for (const body of ['', '[]', 'null', 'nonsense', '"{}"', randomBytes(1_000)]) {
      const reply = await door.send(`/api/42/store/?sentry_key=${KEYS.good}`, { body });
      expect(reply.status).toBe(400);
    }
    await door.close();
    expect(unitsOf(door)).toEqual({ 'invalid default invalid_json': 6 });
  });
});

describe('payloads are not the door’s business', () => {
  test.each<[string, string | Buffer]>([
    ['invalid JSON', '{"message":'],
    ['nesting of 10,000', `{"a":${'['.repeat(10_000)}`],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['NUL bytes', Buffer.alloc(100)],
    ['empty', ''],
    ['1 MB single line', `{"message":"${'x'.repeat(1e6)}"}`],
  ])('%s beside a good item: both are handed over as they are', async (_name, payload) => {
    const body = Buffer.concat([
      Buffer.from(`{}\n{"type":"event"}\n`),
      Buffer.from(payload),
      Buffer.from('\n{"type":"session"}\n{}'),
    ]);
    const reply = await door.send(URL_GOOD, { body });
    expect(reply.status).toBe(200);
    expect(door.items.map((item) => Buffer.from(item.payload))).toEqual([Buffer.from(payload), Buffer.from('{}')]);
  });

  test('an item over the size of its type refuses the envelope', async () => {
    const body = `${EVENT}{"type":"check_in"}\n${'x'.repeat(101 * 1024)}\n`;
    expect(await endOf(URL_GOOD, body)).toEqual(
      refused(413, 'The payload is too large', 'item check_in is too large', {
        'invalid error too_large': 1,
        'invalid monitor too_large': 1,
      }),
    );
  });
});

describe('senders', () => {
  const dsn = (key: string, project: number): string =>
    `{"dsn":"https://${key}@host/${project}"}\n{"type":"event"}\n{}`;
  const REJECTED = 'The key does not belong to this project, or is disabled';
  test.each<[string, string, string, number, string, string | undefined, Record<string, number>]>([
    ['no auth', '/api/42/envelope/', EVENT, 401, 'Authentication credentials were not provided.', undefined, {}],
    ['a key that is none', '/api/42/envelope/?sentry_key=x', EVENT, 401, 'Invalid token', undefined, {}],
    [
      'two auths that differ',
      `${URL_GOOD}&sentry_key=${KEYS.other}`,
      EVENT,
      401,
      'Multiple authorization payloads',
      undefined,
      {},
    ],
    [
      'query and envelope that differ',
      URL_GOOD,
      dsn(KEYS.other, 42),
      401,
      'Multiple authorization payloads',
      undefined,
      {},
    ],
    ['unknown DSN', `/api/42/envelope/?sentry_key=${KEYS.unknown}`, EVENT, 403, REJECTED, 'nobody knows this key', {}],
    [
      'unknown DSN in the envelope',
      '/api/42/envelope/',
      dsn(KEYS.unknown, 42),
      403,
      REJECTED,
      'nobody knows this key',
      {},
    ],
    [
      'key of another project',
      `/api/42/envelope/?sentry_key=${KEYS.other}`,
      EVENT,
      403,
      REJECTED,
      'the key is of another project',
      { 'invalid error wrong_project': 1 },
    ],
    [
      'envelope for another project',
      URL_GOOD,
      dsn(KEYS.good, 43),
      403,
      REJECTED,
      'the key is of another project',
      { 'invalid error wrong_project': 1 },
    ],
    [
      'disabled key',
      `/api/42/envelope/?sentry_key=${KEYS.disabled}`,
      EVENT,
      403,
      REJECTED,
      'the key is disabled',
      { 'invalid error key_disabled': 1 },
    ],
    [
      'a project that is no number',
      `/api/x/envelope/?sentry_key=${KEYS.good}`,
      EVENT,
      400,
      'The request is not valid',
      'project ids are numbers',
      {},
    ],
  ])('%s', async (_name, path, body, status, detail, cause, units) => {
    expect(await endOf(path, body)).toEqual(refused(status, detail, cause, units));
  });

  test('the error is in a header too', async () => {
    const reply = await door.send('/api/42/envelope/', { body: EVENT });
    expect(reply.headers['x-sentry-error']).toBe('Authentication credentials were not provided.');
  });
});

type Encoder = [name: string, encode: (bytes: Uint8Array) => Buffer];

describe('encodings', () => {
  const encoders: Encoder[] = [
    ['gzip', (bytes) => gzipSync(bytes)],
    ['deflate', (bytes) => deflateSync(bytes)],
    ['br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['zstd', (bytes) => zstdCompressSync(bytes)],
  ];
  const large = Buffer.from(`${HEAD}{"type":"event"}\n{"a":"${'0123456789'.repeat(50_000)}"}\n`);

  const variants: Encoder[] = [
    ['deflate', (bytes) => deflateRawSync(bytes)],
    ['GZIP', (bytes) => gzipSync(bytes)],
  ];
  test.each([...encoders, ...variants])('%s is read', async (encoding, encode) => {
    const reply = await door.send(URL_GOOD, { body: encode(large), headers: { 'content-encoding': encoding } });
    expect(reply).toMatchObject({ status: 200, text: `{"id":"${EVENT_ID}"}` });
    expect(door.items[0]?.payload.length).toBe(500_008);
  });

  test.each(encoders)('%s cut short, damaged, or not at all', async (encoding, encode) => {
    const whole = encode(randomBytes(5_000));
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, 0, 40);
    for (const body of [whole.subarray(0, -20), whole.subarray(0, 10), damaged, Buffer.from(EVENT), '']) {
      const reply = await door.send(URL_GOOD, { body, headers: { 'content-encoding': encoding } });
      expect([body.length, reply.status]).toEqual([body.length, 400]);
    }
    expect(door.items).toEqual([]);
    expect(door.complaints).toEqual([]);
  });

  test.each(['identity', '', 'UTF-8', ' utf8 '])('%j is none', async (encoding) => {
    expect((await door.send(URL_GOOD, { body: EVENT, headers: { 'content-encoding': encoding } })).status).toBe(200);
  });

  test.each(['lzma', 'gzip, br'])('%s is not known', async (encoding) => {
    expect(await endOf(URL_GOOD, EVENT, { 'content-encoding': encoding })).toEqual(
      refused(400, 'The body could not be decompressed', 'use identity, gzip, deflate, br or zstd', {
        'invalid default invalid_encoding': 1,
      }),
    );
  });

  test.each(encoders)('a bomb of 200 MB in %s stops at the limit', async (encoding, encode) => {
    const bomb = encode(Buffer.alloc(200 * MIB));
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 1);
    // Eight at once: no more than four are inflated at the same time, each to 20 MiB.
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => door.send(URL_GOOD, { body: bomb, headers: { 'content-encoding': encoding } })),
    );
    clearInterval(watch);
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 8 }, () => 413));
    expect(peak - before).toBeLessThan(200 * MIB);
    await door.close();
    expect(unitsOf(door)).toEqual({ 'invalid default too_large': 8 });
  });

  test('a bomb within base64 of a store body', async () => {
    const body = deflateSync(Buffer.alloc(200 * MIB)).toString('base64');
    expect((await door.send(`/api/42/store/?sentry_key=${KEYS.good}`, { body })).status).toBe(413);
  });

  test('a compressed body may have a fifth of the limit', async () => {
    const body = gzipSync(randomBytes(5 * MIB));
    expect((await door.send(URL_GOOD, { body, headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
  });

  test('many at once are all read', async () => {
    const body = gzipSync(large);
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => door.send(URL_GOOD, { body, headers: { 'content-encoding': 'gzip' } })),
    );
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    expect(door.items.length).toBe(30);
  });
});

describe('bodies that do not end well', () => {
  test('a length above the limit is refused before it is read', async () => {
    const reply = await door.send(URL_GOOD, { body: '', headers: { 'content-length': String(200 * MIB) } });
    expect(reply.status).toBe(413);
    await door.close();
    expect(unitsOf(door)).toEqual({ 'invalid default too_large': 1 });
  });

  test('200 MB in chunks are cut off at the limit', async () => {
    const socket = createConnection({ port: door.port, host: '127.0.0.1' });
    const chunk = Buffer.alloc(MIB, 'x');
    socket.write(`POST ${URL_GOOD} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
    // The server answers and closes while this still writes: the system may then report the broken pipe before the answer.
    const ended = new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    });
    let sent = 0;
    const pump = (): void => {
      while (sent < 200 && !socket.destroyed) {
        sent += 1;
        if (!socket.write(Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]))) {
          socket.once('drain', pump);
          return;
        }
      }
    };
    pump();
    expect(await ended).toMatch(/^(HTTP\/1.1 413 Payload Too Large|EPIPE|ECONNRESET)$/);
    socket.destroy();
    expect(sent).toBeLessThan(100);
    // Whatever came first at the client: the server refused the body for its length.
    await door.close();
    expect(unitsOf(door)).toEqual({ 'invalid default too_large': 1 });
    expect(door.complaints).toEqual([]);
  });

  test('bodies that never end are refused when all together are too much, and forgotten when they go', async () => {
    await door.close();
    door = await openTestDoor({ limits: { envelopeBytesMax: MIB, heldBytesMax: 2 * MIB } });
    const begin = (): { socket: Socket; answer: Promise<string> } => {
      const socket = createConnection({ port: door.port, host: '127.0.0.1' });
      const answer = new Promise<string>((resolve, reject) => {
        socket.once('data', (data) => resolve(data.toString()));
        socket.once('error', reject);
      });
      socket.write(`POST ${URL_GOOD} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nfa000\r\n`);
      socket.write(Buffer.alloc(0xfa000, 'x'));
      return { socket, answer };
    };
    // Two of the three fit: whoever sends the byte too much gets the answer.
    const hanging = [begin(), begin(), begin()];
    const refusal = await Promise.race(hanging.map(({ answer }) => answer));
    expect(refusal).toContain('503 Service Unavailable');
    expect(refusal).toContain('retry-after: 5');
    for (const { socket } of hanging) socket.destroy();
    const large = `${HEAD}{"type":"event"}\n{"a":"${'x'.repeat(900_000)}"}\n`;
    const isRead = async (): Promise<boolean> =>
      (await door.send(URL_GOOD, { body: [Buffer.from(large)] })).status === 200;
    // The server learns of the hang-ups in its own time.
    await poll(isRead, { timeoutMs: 10_000, describe: () => 'the budget is not given back' });
    for (let sent = 0; sent < 5; sent += 1) expect(await isRead()).toBe(true);
    await door.close();
    // How many were refused while the server learnt of the hang-ups differs; that some were is said, and nothing else is.
    const texts = door.complaints.map((line) => (line as [object, string])[1]);
    expect(new Set(texts)).toEqual(new Set(['requests were answered 503: all together held too much memory']));
  });

  test('what the log does not have yet is counted as it was decompressed, also when its client is gone', async () => {
    await door.close();
    const written = Promise.withResolvers<void>();
    let waiting = 0;
    door = await openTestDoor({
      limits: { envelopeBytesMax: 4 * MIB, heldBytesMax: 10 * MIB },
      handover: (records) => {
        if (records.some(({ kind }) => kind === 'outcome')) return Promise.resolve();
        waiting += 1;
        return written.promise;
      },
    });
    const payload = Buffer.alloc(3 * MIB);
    const headers = { 'content-encoding': 'gzip' };
    const item = `${HEAD}{"type":"attachment","length":${payload.length}}\n`;
    const body = gzipSync(Buffer.concat([Buffer.from(item), payload]));
    const send = () => door.send(URL_GOOD, { body, headers });
    const waits = (count: number): Promise<true> =>
      poll(() => waiting === count || undefined, { timeoutMs: 10_000, describe: () => `${waiting} wait for the log` });

    const gone = createConnection({ port: door.port, host: '127.0.0.1' });
    gone.write(
      `POST ${URL_GOOD} HTTP/1.1\r\nhost: x\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    gone.write(body);
    await waits(1);
    gone.destroy();
    const answered = send();
    await waits(2);
    const refusal = await send();
    expect(refusal).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    written.resolve();
    expect((await answered).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  test('a client that hangs up in the middle costs nothing', async () => {
    const socket = createConnection({ port: door.port, host: '127.0.0.1' });
    socket.write(`POST ${URL_GOOD} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{}`);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.destroy();
    expect((await door.send(URL_GOOD, { body: EVENT })).status).toBe(200);
    await door.close();
    expect(door.items.length).toBe(1);
    expect(door.complaints).toEqual([]);
  });
});
