import { type EnvelopeItem, type EventId, normalizeEventId, peekTopLevelString } from '@garrison/protocol';
import type { BytesLimits, Decompress } from '../platform/index.ts';

export type StoreBody =
  | { readonly ok: true; readonly item: EnvelopeItem; readonly eventId: EventId | null }
  | { readonly ok: false; readonly problem: 'invalid' | 'too_large' | 'memory_full' };

const OPEN_BRACE = 0x7b;

/**
 * The body of the old `/store/` endpoint: "event JSON, or base64(zlib(json)) / base64(json)". The event is not parsed here; a body that does
 * not begin like an object in any of the three forms is refused.
 */
export async function readStoreBody(body: Buffer, decompress: Decompress, limits: BytesLimits): Promise<StoreBody> {
  if (startsObject(body)) return eventOf(body);
  const text = body.toString('latin1');
  if (!limits.memory.take(Buffer.byteLength(text, 'base64'))) return { ok: false, problem: 'memory_full' };
  const decoded = Buffer.from(text, 'base64');
  if (startsObject(decoded)) return eventOf(decoded);
  const inflated = await decompress(decoded, 'deflate', limits);
  if (!inflated.ok) return { ok: false, problem: inflated.problem === 'unsupported' ? 'invalid' : inflated.problem };
  return startsObject(inflated.bytes) ? eventOf(inflated.bytes) : { ok: false, problem: 'invalid' };
}

function eventOf(payload: Buffer): StoreBody {
  const type = peekTopLevelString(payload, 'type') === 'transaction' ? 'transaction' : 'event';
  return {
    ok: true,
    item: eventItem(type, payload),
    eventId: normalizeEventId(peekTopLevelString(payload, 'event_id')),
  };
}

export function eventItem(type: 'event' | 'transaction', payload: Buffer): EnvelopeItem {
  return { type, payload, itemCount: null, filename: null, contentType: null, attachmentType: null, headers: {} };
}

function startsObject(bytes: Buffer): boolean {
  let at = 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return bytes[at] === OPEN_BRACE;
}
