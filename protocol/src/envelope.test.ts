import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENVELOPE_LIMITS, parseEnvelope, type EnvelopeProblem, type EnvelopeResult } from './envelope.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const parse = (text: string): EnvelopeResult => parseEnvelope(encoder.encode(text));

/** The items as [type, payload text]; the problem when there is one. */
function outline(result: EnvelopeResult): unknown {
  if (!result.ok) return result.problem;
  return result.envelope.items.map((item) => [item.type, decoder.decode(item.payload)]);
}

describe('grammar', () => {
  test.each<[string, string, [string, string][]]>([
    ['no items, no newline', '{}', []],
    ['no items', '{}\n', []],
    ['implicit length to newline', '{}\n{"type":"event"}\n{"a":1}\n', [['event', '{"a":1}']]],
    ['implicit length to the end', '{}\n{"type":"event"}\n{"a":1}', [['event', '{"a":1}']]],
    ['length, then newline', '{}\n{"type":"attachment","length":3}\na\nb\n', [['attachment', 'a\nb']]],
    ['length, then the end', '{}\n{"type":"attachment","length":3}\na\nb', [['attachment', 'a\nb']]],
    ['length counts bytes', '{}\n{"type":"attachment","length":4}\néé\n', [['attachment', 'éé']]],
    [
      'length 0',
      '{}\n{"type":"attachment","length":0}\n\n{"type":"event"}\n{}',
      [
        ['attachment', ''],
        ['event', '{}'],
      ],
    ],
    ['length 0 at the end, no newline', '{}\n{"type":"attachment","length":0}', [['attachment', '']]],
    ['length null is absent', '{}\n{"type":"event","length":null}\n{}', [['event', '{}']]],
    [
      'empty implicit payload',
      '{}\n{"type":"session"}\n\n{"type":"event"}\n{}',
      [
        ['session', ''],
        ['event', '{}'],
      ],
    ],
    ['unknown types and headers', '{"x":1}\n{"type":"new","y":{}}\n{}', [['new', '{}']]],
    ['blank lines', '{}\n\n\n{"type":"event"}\n{}\n\n\n', [['event', '{}']]],
    ['CR LF', '{}\r\n{"type":"event","length":2}\r\n{}\r\n', [['event', '{}']]],
  ])('%s', (_name, text, items) => {
    expect(outline(parse(text))).toEqual(items);
  });

  test.each<[string, string, EnvelopeProblem]>([
    ['empty body', '', 'empty'],
    ['no JSON', 'nonsense', 'header_invalid'],
    ['blank first line', '\n{"type":"event"}\n{}', 'header_invalid'],
    ['an array', '[]\n', 'header_invalid'],
    ['null', 'null\n', 'header_invalid'],
    ['a long line', `{"a":"${'x'.repeat(1 << 20)}"}\n`, 'header_too_long'],
    ['a long line of anything', 'x'.repeat(1 << 20), 'header_too_long'],
    ['nesting of 10,000', `${'['.repeat(10_000)}\n`, 'header_invalid'],
    ['item header no JSON', '{}\n{"type":"event"\n{}', 'item_header_invalid'],
    ['item header without type', '{}\n{}\n{}', 'item_header_invalid'],
    ['item type no string', '{}\n{"type":7}\n{}', 'item_header_invalid'],
    ['long item header', `{}\n{"type":"${'x'.repeat(1 << 20)}"}\n{}`, 'item_header_too_long'],
    ['length beyond the end', '{}\n{"type":"event","length":9}\n{}\n', 'item_truncated'],
    ['huge length', '{}\n{"type":"event","length":9007199254740993}\n{}\n', 'item_header_invalid'],
    ['length too short', '{}\n{"type":"event","length":1}\n{}\n', 'item_newline_missing'],
    ['negative length', '{}\n{"type":"event","length":-1}\n{}\n', 'item_header_invalid'],
    ['fractional length', '{}\n{"type":"event","length":1.5}\n{}\n', 'item_header_invalid'],
    ['length as string', '{}\n{"type":"event","length":"2"}\n{}\n', 'item_header_invalid'],
  ])('refuses: %s', (_name, text, problem) => {
    expect(outline(parse(text))).toBe(problem);
  });

  test('what was read before the fault is still there, and where the fault is', () => {
    const result = parse('{}\n{"type":"event"}\n{}\nnonsense\n');
    expect(result).toMatchObject({ ok: false, problem: 'item_header_invalid', offset: 23 });
    expect(!result.ok && result.items.map((item) => item.type)).toEqual(['event']);
  });

  test('10,000 items stop at the limit', () => {
    const result = parse(`{}\n${'{"type":"event"}\n{}\n'.repeat(10_000)}`);
    expect(result).toMatchObject({ ok: false, problem: 'too_many_items' });
    expect(!result.ok && result.items.length).toBe(ENVELOPE_LIMITS.itemsMax);
  });

  test('invalid UTF-8 and NUL bytes in a payload are bytes like others', () => {
    const payload = Uint8Array.of(0, 0xff, 0xfe, 0);
    const result = parseEnvelope(Uint8Array.of(...encoder.encode('{}\n{"type":"event"}\n'), ...payload));
    expect(result.ok && result.envelope.items[0]?.payload).toEqual(payload);
  });
});

describe('headers', () => {
  const header = (fields: Record<string, unknown>): unknown => {
    const result = parse(JSON.stringify(fields));
    return result.ok ? result.envelope.header : result.problem;
  };

  test('of an envelope', () => {
    const dsn = 'https://abcdef0123456789abcdef0123456789@host/1';
    expect(
      header({
        event_id: '2f280c0d-af89-4b6a-9e6f-2c6db9411a3d',
        dsn,
        sent_at: '2026-11-22T21:41:19.481608358+01:00',
        sdk: { name: 'sentry.go', version: '0.1' },
        trace: { public_key: 'foreign' },
      }),
    ).toEqual({
      eventId: '2f280c0daf894b6a9e6f2c6db9411a3d',
      dsn,
      sentAt: Date.UTC(2026, 10, 22, 20, 41, 19, 481),
      sdk: 'sentry.go/0.1',
      trace: { public_key: 'foreign' },
    });
  });

  test.each([
    ['2026-11-22T21:41:19.000Z', Date.UTC(2026, 10, 22, 21, 41, 19)],
    ['2026-11-22T21:41:19+00:00', Date.UTC(2026, 10, 22, 21, 41, 19)],
    ['2026-11-22T21:41:19', Date.UTC(2026, 10, 22, 21, 41, 19)],
    ['yesterday', null],
    [7, null],
  ])('sent_at %j', (sentAt, expected) => {
    expect(header({ sent_at: sentAt })).toMatchObject({ sentAt: expected });
  });

  test('a client’s name of any length is cut', () => {
    const sdk = `${'x'.repeat(10_000)}/?`.slice(0, 128);
    expect(header({ sdk: { name: 'x'.repeat(10_000) } })).toMatchObject({ sdk });
  });

  test('a field of the wrong type does not reject the envelope', () => {
    const nothing = { eventId: null, dsn: null, sentAt: null, sdk: null, trace: null };
    for (const wrong of [null, 7, 'x', [], {}, true]) {
      const dsn = typeof wrong === 'string' ? wrong : null;
      expect(header({ event_id: wrong, dsn: wrong, sent_at: wrong, sdk: wrong })).toEqual({ ...nothing, dsn });
    }
  });

  test('of an item', () => {
    const fields = {
      filename: 'a.txt',
      content_type: 'text/plain',
      attachment_type: 'event.attachment',
      item_count: 3,
    };
    const read = (more: object): unknown => {
      const result = parse(`{}\n${JSON.stringify({ type: 'attachment', ...more })}\nx`);
      return result.ok ? result.envelope.items[0] : result.problem;
    };
    expect(read(fields)).toMatchObject({
      filename: 'a.txt',
      contentType: 'text/plain',
      attachmentType: 'event.attachment',
      itemCount: 3,
    });
    expect(read(fields)).toMatchObject({ headers: {} });
    const others = { platform: 'node', nested: { a: [1] }, '\u005f_proto__': { a: 1 } };
    expect(read({ ...fields, ...others })).toMatchObject({ headers: { platform: 'node', nested: { a: [1] } } });
    expect(read({ small: 1, large: 'x'.repeat(3000) })).toMatchObject({ headers: { small: 1 } });
    for (const wrong of [null, -1, 1.5, [], {}]) {
      const item = read({ filename: wrong, content_type: wrong, attachment_type: wrong, item_count: wrong });
      expect(item).toMatchObject({ filename: null, contentType: null, attachmentType: null, itemCount: null });
    }
  });
});

test('the trace header is kept as far as it is texts, and bounded', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
  const read = (trace: unknown): unknown => {
    const result = parse(`${JSON.stringify({ trace })}\n`);
    return result.ok ? result.envelope.header.trace : result.problem;
  };
  expect(read({ trace_id: 'a', sample_rate: 1, long: 'x'.repeat(300) })).toEqual({ trace_id: 'a' });
  expect(Object.keys(read(many) as object)).toHaveLength(20);
  for (const wrong of [null, 1, 'x', []]) expect(read(wrong)).toBeNull();
});

describe('properties', () => {
  test('payloads are views, not copies', () => {
    const bytes = encoder.encode('{}\n{"type":"event"}\n{}');
    const result = parseEnvelope(bytes);
    expect(result.ok && result.envelope.items[0]?.payload.buffer).toBe(bytes.buffer);
  });

  test('any bytes with their length come back as they were', () => {
    const item = fc.record({ type: fc.string(), payload: fc.uint8Array({ maxLength: 200 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), fc.boolean(), (items, closed) => {
        const parts = items.flatMap(({ type, payload }, index) => [
          ...encoder.encode(`${index === 0 ? '' : '\n'}${JSON.stringify({ type, length: payload.length })}\n`),
          ...payload,
        ]);
        const bytes = Uint8Array.from([...encoder.encode('{}\n'), ...parts, ...(closed ? [0x0a] : [])]);
        const result = parseEnvelope(bytes);
        expect(result.ok && result.envelope.items.map(({ type, payload }) => ({ type, payload }))).toEqual(items);
      }),
    );
  });

  test('no bytes at all make it throw, and the offset is within them', () => {
    const piece = fc.oneof(
      fc.constantFrom('{}', '\n', '{"type":"event"}', '{"type":"event","length":3}', 'null', '"', '\r\n'),
      fc.string(),
    );
    const bytes = fc.oneof(
      fc.array(piece).map((pieces) => encoder.encode(pieces.join(''))),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(bytes, (any) => {
        const result = parseEnvelope(any);
        expect(result.ok ? 0 : result.offset).toBeLessThanOrEqual(any.length);
      }),
    );
  });
});
