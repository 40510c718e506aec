import { itemKind } from '@garrison/protocol';
import { readCorpus, readEnvelope } from '@garrison/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KEYS, openTestDoor, type TestDoor } from './open-test-door.ts';

/** What ends at the door today; the rest is handed over. */
const COUNTED_HERE = new Set([
  'transaction',
  'span',
  'log',
  'trace_metric',
  'check_in',
  'profile',
  'profile_chunk',
  'statsd',
]);

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

/** Headers of the recorded connection, and of the encoding that the recording undid. */
const NOT_REPLAYED = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'accept-encoding',
]);

test.each(Object.entries(Object.groupBy(readCorpus(), (request) => request.recording)))(
  '%s is answered as Sentry answers, and every item is handed over or counted',
  async (_recording, requests = []) => {
    for (const { method, url, headers, body } of requests) {
      const { header, items } = readEnvelope(body);
      const before = { items: door.items.length, outcomes: door.outcomes.length };
      const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_REPLAYED.has(name)));
      const chunked = headers['transfer-encoding'] === 'chunked';
      const reply = await door.send(url, { method, headers: kept, body: chunked ? [body] : body });
      const eventId = header['event_id']?.toString().replaceAll('-', '');
      expect(reply).toMatchObject({
        status: 200,
        text: eventId === undefined ? '{}' : JSON.stringify({ id: eventId }),
      });

      const handedOver = door.items.slice(before.items);
      const expected = items.filter((item) => item.type !== 'client_report' && !COUNTED_HERE.has(item.type));
      expect(handedOver.map((item) => [item.type, item.payload.toString()])).toEqual(
        expected.map((item) => [item.type, item.payload.toString()]),
      );
      for (const item of handedOver) expect(item).toMatchObject({ projectId: 42, keyId: 7, eventId: eventId ?? null });
      const counted = door.outcomes.slice(before.outcomes);
      for (const item of items.filter(({ type }) => COUNTED_HERE.has(type))) {
        const quantity = item.header['item_count'] ?? 1;
        const record = {
          outcome: 'invalid',
          reason: 'unsupported_item',
          category: itemKind(item.type)?.category,
          quantity,
        };
        expect(counted).toContainEqual(expect.objectContaining(record));
      }
      const discards = items.filter(({ type }) => type === 'client_report').length;
      expect(counted.filter(({ outcome }) => outcome === 'client_discard').length).toBeGreaterThanOrEqual(discards);
    }
    expect(door.complaints).toEqual([]);
  },
);

test('the recordings use the key of the tests', () => {
  const keys = readCorpus().map(({ url, headers }) => `${url} ${headers['x-sentry-auth'] ?? ''}`);
  expect(keys.filter((text) => !text.includes(KEYS.good))).toEqual([]);
});
