import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AcceptedItem, AcceptedOutcome } from './accepted.ts';
import { ITEM_KINDS, type ItemType } from './item-type.ts';
import { DATA_CATEGORIES, OUTCOMES } from './outcome.ts';
import { decodeRecord, encodeRecord } from './record.ts';

const types = Object.keys(ITEM_KINDS) as ItemType[];
const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
/** JSON writes -0 as 0. */
const asWritten = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const item: fc.Arbitrary<AcceptedItem> = fc.record(
  {
    kind: fc.constant('item' as const),
    organizationId: fc.nat(),
    projectId: fc.nat(),
    keyId: fc.nat(),
    type: fc.constantFrom(...types),
    eventId: nullable(fc.stringMatching(/^[0-9a-f]{32}$/)),
    receivedAt: fc.nat(2 ** 45),
    sentAt: nullable(fc.integer()),
    client: nullable(fc.string({ unit: 'binary' })),
    remoteAddress: nullable(fc.ipV6()),
    userAgent: nullable(fc.string({ unit: 'binary' })),
    itemCount: nullable(fc.nat()),
    trace: nullable(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true })),
    headers: fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }).map(asWritten), {
      noNullPrototype: true,
    }),
    filename: fc.string(),
    contentType: fc.string(),
    attachmentType: fc.string(),
    payload: fc.uint8Array({ maxLength: 1_000 }),
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      'kind',
      'organizationId',
      'projectId',
      'keyId',
      'type',
      'eventId',
      'receivedAt',
      'sentAt',
      'client',
      'remoteAddress',
      'userAgent',
      'itemCount',
      'trace',
      'headers',
      'payload',
    ],
  },
);

const outcome: fc.Arbitrary<AcceptedOutcome> = fc.record({
  kind: fc.constant('outcome' as const),
  record: fc.record({
    organizationId: fc.nat(),
    projectId: fc.nat(),
    keyId: fc.nat(),
    category: fc.constantFrom(...DATA_CATEGORIES),
    outcome: fc.constantFrom(...OUTCOMES),
    reason: fc.string({ unit: 'binary' }),
    quantity: fc.nat(),
    at: fc.nat(2 ** 45),
  }),
});

test('what goes in comes out, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.oneof(item, outcome), fc.nat(9), (record, shift) => {
      const encoded = Buffer.concat(encodeRecord(record));
      // The log hands out views into its segment.
      const segment = new Uint8Array(encoded.length + shift + 3);
      segment.set(encoded, shift);
      expect(decodeRecord(segment.subarray(shift, shift + encoded.length))).toEqual(record);
    }),
  );
});

test('the payload is copied neither on the way in nor on the way out', () => {
  fc.assert(
    fc.property(item, (record) => {
      expect(encodeRecord(record)[1]).toBe(record.payload);
      const encoded = Buffer.concat(encodeRecord(record));
      const decoded = decodeRecord(encoded);
      expect(decoded.kind === 'item' && decoded.payload.buffer).toBe(encoded.buffer);
    }),
    { numRuns: 5 },
  );
});

test('bytes that are no record are refused', () => {
  const encoded = Buffer.concat(encodeRecord({ kind: 'outcome', record: fc.sample(outcome, 1)[0]!.record }));
  expect(() => decodeRecord(new Uint8Array(0))).toThrow('Unknown record form none');
  expect(() => decodeRecord(Uint8Array.of(9, 0, 0, 0, 0))).toThrow('Unknown record form 9');
  expect(() => decodeRecord(encoded.subarray(0, 12))).toThrow('shorter than its header says');
});

test('a record of the first version of the server has no count, trace and headers', () => {
  const old = {
    kind: 'item',
    organizationId: 1,
    projectId: 2,
    keyId: 3,
    type: 'event',
    eventId: null,
    receivedAt: 4,
    sentAt: null,
    client: null,
    remoteAddress: null,
    userAgent: null,
  };
  const head = Buffer.from(JSON.stringify(old));
  const prefix = Buffer.alloc(5);
  prefix[0] = 1;
  prefix.writeUInt32LE(head.length, 1);
  const payload = Buffer.from('{}');
  const record = decodeRecord(Buffer.concat([prefix, head, payload]));
  expect(record).toEqual({ ...old, itemCount: null, trace: null, headers: {}, payload });
});
