import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectStored } from './ledger.ts';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent, sendItem } from './send-event.ts';

/** Bad input through the whole server: what the door refuses and what processing makes of the rest is tested in their rooms. */
const MIB = 1024 * 1024;
const BOMB_BYTES = 200 * MIB;
const PEAK_BYTES_MAX = 700 * MIB;
const WHOLE_EVENT = join(import.meta.dirname, '../src/process/normalize/whole-event.json');

let server: GarrisonServer;
let organization: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const newId = (): string => randomUUID().replaceAll('-', '');

describe('an event with a field of the wrong type', () => {
  const whole = JSON.parse(readFileSync(WHOLE_EVENT, 'utf8')) as Record<string, unknown>;
  const values: readonly unknown[] = [null, 12, 'text', ['a'], { a: 1 }];

  it('is kept and shown, whichever field it is', async () => {
    const dsn = await server.dsn('wrong-types');
    const sent: string[] = [];
    for (const field of Object.keys(whole)) {
      for (const value of values) {
        const id = newId();
        const payload = { ...whole, event_id: id, timestamp: Date.now() / 1000, [field]: value };
        const { response } = await sendItem(dsn, { id, type: 'event', payload });
        expect({ field, value, status: response.status, answer: await response.json() }).toEqual({
          field,
          value,
          status: 200,
          answer: { id },
        });
        sent.push(id);
      }
    }
    await expectStored(server, 'wrong-types', sent);
    for (const id of sent) expect((await readEvent(server, 'wrong-types', id)).eventID).toBe(id);
  });
});

describe('hostile text', () => {
  const nested = '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000);

  it.each([
    ['a nesting of 10,000', `{"message":"m","extra":${nested}}`],
    ['a single line of 1 MB', `{"message":"${'x'.repeat(1e6)}"}`],
    ['NUL bytes and lone surrogates', String.raw`{"message":"a\u0000b\ud800c","tags":{"k\u0000":"v\udfff"}}`],
  ])('%s is an event like any other', async (_name, payload) => {
    const id = newId();
    const { response } = await sendItem(await server.dsn('hostile'), { id, type: 'event', payload });
    expect(response.status).toBe(200);
    expect((await readEvent(server, 'hostile', id)).eventID).toBe(id);
  });

  it('invalid UTF-8 becomes U+FFFD', async () => {
    const id = newId();
    const { origin, pathname, username } = new URL(await server.dsn('hostile'));
    const head = Buffer.from(`{"event_id":"${id}"}\n{"type":"event"}\n{"message":"a`);
    const body = Buffer.concat([head, Buffer.of(0xff, 0xfe), Buffer.from('b"}')]);
    const path = `${origin}/api${pathname}/envelope/?sentry_key=${username}`;
    expect((await fetch(path, { method: 'POST', body })).status).toBe(200);
    expect((await readEvent(server, 'hostile', id)).title).toBe('a\ufffd\ufffdb');
  });
});

it('an item that is no JSON, beside a good one in the same envelope: the good one is kept, the bad one has an outcome', async () => {
  const dsn = await server.dsn('beside');
  const { origin, pathname, username } = new URL(dsn);
  const id = newId();
  const body = [
    `{"event_id":"${id}"}`,
    '{"type":"user_report"}',
    '{"comments":"cut',
    '{"type":"event"}',
    JSON.stringify({ event_id: id, message: 'good' }),
  ].join('\n');
  const response = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, { method: 'POST', body });
  expect(response.status).toBe(200);
  expect((await readEvent(server, 'beside', id)).title).toBe('good');
  const stats = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&groupBy=reason&project=beside&outcome=invalid&interval=1d`;
  const { groups } = await readBack<{ groups: { by: object; totals: object }[] }>(
    server,
    stats,
    (answer) => answer.groups.length > 0,
  );
  expect(groups.map(({ by, totals }) => ({ by, totals }))).toEqual([
    { by: { reason: 'invalid_json' }, totals: { 'sum(quantity)': 1 } },
  ]);
});

describe('bombs of 200 MB', () => {
  const bomb = Buffer.alloc(BOMB_BYTES);
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  const encodings: readonly [string, () => Buffer][] = [
    ['gzip', () => gzipSync(bomb)],
    ['deflate', () => deflateSync(bomb)],
    ['br', () => brotliCompressSync(bomb, fast)],
    ['zstd', () => zstdCompressSync(bomb)],
  ];

  it('are refused in every encoding, eight at once; memory stays bounded and the next event arrives', async () => {
    const dsn = await server.dsn('bombs');
    const { origin, pathname, username } = new URL(dsn);
    for (const [encoding, encode] of encodings) {
      const body = new Uint8Array(encode());
      const send = async (): Promise<number> => {
        const headers = { 'content-encoding': encoding };
        const path = `${origin}/api${pathname}/envelope/?sentry_key=${username}`;
        return (await fetch(path, { method: 'POST', headers, body })).status;
      };
      const statuses = await Promise.all(Array.from({ length: 8 }, send));
      // Together they may exceed what all requests may hold: then some are asked to come again.
      expect({ encoding, others: statuses.filter((status) => status !== 413 && status !== 503) }).toEqual({
        encoding,
        others: [],
      });
      expect({ encoding, alone: await send() }).toEqual({ encoding, alone: 413 });
    }
    const peakKb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.program.pid}/status`, 'utf8'))?.[1];
    expect(Number(peakKb) * 1024).toBeLessThan(PEAK_BYTES_MAX);
    const { id } = await sendEvent(dsn, { message: 'after the bombs' });
    expect((await readEvent(server, 'bombs', id)).title).toBe('after the bombs');
  });
});
