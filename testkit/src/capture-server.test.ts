import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCaptureServer, type CaptureServer } from './capture-server.ts';
import { buildEnvelope, buildErrorEvent } from './event-builder.ts';

let server: CaptureServer;
beforeEach(async () => {
  server = await startCaptureServer();
});
afterEach(() => server.close());

const post = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/api/1/envelope/`, { method: 'POST', body, headers });

test.each([
  ['identity', (b: Buffer) => b],
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('an envelope in %s arrives whole', async (encoding, encode) => {
  const event = buildErrorEvent({ seed: 1, bytes: 40_000 });
  const answer = await post(new Uint8Array(encode(buildEnvelope(event))), { 'content-encoding': encoding });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ id: event.event_id });
  expect(server.items('event').map((item) => item.json)).toEqual([event]);
});

test('items with and without a length, with newlines in the payload and of length 0, are told apart', async () => {
  const parts = [
    '{}',
    '{"type":"attachment","length":3}',
    'a\nb',
    '{"type":"event"}',
    '{"x":1}',
    '{"type":"blob","length":0}',
    '',
  ];
  await post(parts.join('\n'));
  expect(server.items().map((item) => [item.type, item.payload.toString()])).toEqual([
    ['attachment', 'a\nb'],
    ['event', '{"x":1}'],
    ['blob', ''],
  ]);
});

test('waitFor resolves when the item arrives, and says what arrived when it does not', async () => {
  const seen = server.waitFor((s) => s.items('event')[0]);
  await post('{}\n{"type":"session"}\n{}\n');
  await post(new Uint8Array(buildEnvelope(buildErrorEvent({ seed: 2 }))));
  expect((await seen).type).toBe('event');
  await expect(server.waitFor((s) => s.items('log')[0], 20)).rejects.toThrow('arrived: session, event');
});

test('answers as it is told, and refuses what is no envelope', async () => {
  server.respondWith(429, { 'x-sentry-rate-limits': '5:error:organization' });
  const answer = await post('{}\n');
  expect([answer.status, answer.headers.get('x-sentry-rate-limits')]).toEqual([429, '5:error:organization']);
  expect((await post('not an envelope')).status).toBe(400);
  expect(server.envelopes()).toHaveLength(1);
});
