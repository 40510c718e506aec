import type { AcceptedItem, AcceptedOutcome, AcceptedRecord } from './accepted.ts';

/**
 * A record of the durable log: one byte for the form, the header's length (uint32, little-endian), the header as JSON, then the
 * payload as it came. A header of JSON costs a microsecond and can gain fields; the payload, the bulk, is neither escaped, parsed
 * nor copied.
 */
const FORM = 1;
const PREFIX_BYTES = 5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Header = (Omit<AcceptedItem, 'payload' | 'headers'> & Partial<Pick<AcceptedItem, 'headers'>>) | AcceptedOutcome;

/** The parts of the record, in order: what stands before the payload, and the payload itself (the same bytes, not a copy). */
export function encodeRecord(record: AcceptedRecord): readonly Uint8Array[] {
  if (record.kind === 'outcome') return [encodeHead(record)];
  const { payload, ...header } = record;
  return [encodeHead(header), payload];
}

function encodeHead(header: Header): Uint8Array {
  const json = encoder.encode(JSON.stringify(header));
  const bytes = new Uint8Array(PREFIX_BYTES + json.length);
  bytes[0] = FORM;
  new DataView(bytes.buffer).setUint32(1, json.length, true);
  bytes.set(json, PREFIX_BYTES);
  return bytes;
}

/** The payload is a view of `bytes`. Throws on bytes that `encodeRecord` of this or an earlier version did not make: disk damage, or a downgrade. */
export function decodeRecord(bytes: Uint8Array): AcceptedRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX_BYTES || bytes[0] !== FORM) throw new Error(`Unknown record form ${bytes[0] ?? 'none'}`);
  const payloadAt = PREFIX_BYTES + view.getUint32(1, true);
  if (payloadAt > bytes.length) throw new Error('Record is shorter than its header says');
  const header: Header = JSON.parse(decoder.decode(bytes.subarray(PREFIX_BYTES, payloadAt)));
  if (header.kind === 'outcome') return header;
  const payload = bytes.subarray(payloadAt);
  // Assigned, not spread: the object was made above and nothing else refers to it.
  // Records of the first version of the server have no `headers`, and neither a count nor a trace.
  return header.headers === undefined
    ? { ...header, itemCount: null, trace: null, headers: {}, payload }
    : Object.assign(header, { headers: header.headers, payload });
}
