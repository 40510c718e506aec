import type { AcceptedItem, AcceptedOutcome, AcceptedRecord } from './accepted.ts';

/**
 * What lies in the durable log: one byte for the form, the header's length (uint32, little-endian), the header as JSON, then the payload as
 * it came. A header of JSON costs a microsecond and can gain fields; the payload, the bulk, is neither escaped nor parsed.
 */
const FORM = 1;
const PREFIX_BYTES = 5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NOTHING = new Uint8Array(0);

type Header = Omit<AcceptedItem, 'payload'> | AcceptedOutcome;

export function encodeRecord(record: AcceptedRecord): Uint8Array {
  const isItem = record.kind === 'item';
  const payload = isItem ? record.payload : NOTHING;
  // `undefined` is what JSON leaves out.
  const header = encoder.encode(JSON.stringify(isItem ? { ...record, payload: undefined } : record));
  const bytes = new Uint8Array(PREFIX_BYTES + header.length + payload.length);
  bytes[0] = FORM;
  new DataView(bytes.buffer).setUint32(1, header.length, true);
  bytes.set(header, PREFIX_BYTES);
  bytes.set(payload, PREFIX_BYTES + header.length);
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
  // Assigned, not spread: the object was made a line above and is nobody else's.
  return Object.assign(header, { payload: bytes.subarray(payloadAt) });
}
