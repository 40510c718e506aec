import { boundedTrace, otherHeaders } from './envelope-headers.ts';
import { normalizeEventId } from './event-id.ts';
import type { EventId } from './ids.ts';
import { asText, isJsonObject } from './json.ts';

/**
 * The envelope, "the wire unit": a header line, then items of a header line and a payload. Read from one buffer; payloads are views
 * of it. What is wrong with an envelope is a value, because it is expected: everything here comes from outside.
 * Source: Sentry's envelope documentation and what recorded SDKs send.
 */
export interface Envelope {
  readonly header: EnvelopeHeader;
  readonly items: readonly EnvelopeItem[];
}

/** "Any invalid envelope header must not reject the envelope": a field that is not what it should be is null. */
export interface EnvelopeHeader {
  /** 32 lower-case hex digits. */
  readonly eventId: EventId | null;
  readonly dsn: string | null;
  /** Milliseconds since the epoch. */
  readonly sentAt: number | null;
  /** `name/version` of `sdk`. */
  readonly sdk: string | null;
  /** The dynamic sampling context of the trace. */
  readonly trace: Readonly<Record<string, string>> | null;
}

export interface EnvelopeItem {
  /** As sent: known or not. */
  readonly type: string;
  readonly payload: Uint8Array;
  /** Of containers: how many spans, logs or metrics the payload holds, as the client says. */
  readonly itemCount: number | null;
  readonly filename: string | null;
  readonly contentType: string | null;
  readonly attachmentType: string | null;
  /** Headers without a field of their own, as far as they are small. */
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface EnvelopeLimits {
  readonly itemsMax: number;
  /** Bytes of one header line. The trace header holds up to 8 KiB of baggage. */
  readonly headerBytesMax: number;
}

export const ENVELOPE_LIMITS: EnvelopeLimits = { itemsMax: 1_000, headerBytesMax: 32 * 1024 };

export type EnvelopeProblem =
  | 'empty'
  | 'header_invalid'
  | 'header_too_long'
  | 'item_header_invalid'
  | 'item_header_too_long'
  | 'item_truncated'
  | 'item_newline_missing'
  | 'too_many_items';

export type EnvelopeResult =
  | { readonly ok: true; readonly envelope: Envelope }
  | {
      readonly ok: false;
      readonly problem: EnvelopeProblem;
      /** Byte where reading stopped. */
      readonly offset: number;
      /** What had been read until then, so that it can be counted. */
      readonly items: readonly EnvelopeItem[];
    };

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

const decoder = new TextDecoder();

export function parseEnvelope(bytes: Uint8Array, limits: EnvelopeLimits = ENVELOPE_LIMITS): EnvelopeResult {
  const items: EnvelopeItem[] = [];
  if (bytes.length === 0) return { ok: false, problem: 'empty', offset: 0, items };
  let offset = lineEnd(bytes, 0);
  if (offset > limits.headerBytesMax) return { ok: false, problem: 'header_too_long', offset: 0, items };
  const head = parseHeaderLine(bytes, 0, offset);
  if (head === undefined) return { ok: false, problem: 'header_invalid', offset: 0, items };

  for (;;) {
    // Beyond the grammar: blank lines between items and after the last are read over.
    offset = skipNewlines(bytes, offset);
    // "Zero items: 200."
    if (offset >= bytes.length) return { ok: true, envelope: { header: envelopeHeader(head), items } };
    if (items.length === limits.itemsMax) return { ok: false, problem: 'too_many_items', offset, items };
    const next = readItem(bytes, offset, limits);
    if (typeof next === 'string') return { ok: false, problem: next, offset, items };
    items.push(next.item);
    offset = next.end;
  }
}

function readItem(
  bytes: Uint8Array,
  offset: number,
  limits: EnvelopeLimits,
): EnvelopeProblem | { item: EnvelopeItem; end: number } {
  const headerEnd = lineEnd(bytes, offset);
  if (headerEnd - offset > limits.headerBytesMax) return 'item_header_too_long';
  const header = parseHeaderLine(bytes, offset, headerEnd);
  if (header === undefined) return 'item_header_invalid';
  const { type, length } = header;
  if (typeof type !== 'string') return 'item_header_invalid';

  const start = Math.min(headerEnd + 1, bytes.length);
  let end: number;
  if (length === undefined || length === null) {
    // "length absent → payload to next \n/EOF"
    end = lineEnd(bytes, start);
  } else {
    // "length present → exactly that many bytes then \n or EOF"; "length counts bytes not chars";
    // "Empty payload with length:0 is legal."
    if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return 'item_header_invalid';
    end = start + length;
    if (end > bytes.length) return 'item_truncated';
    if (end < bytes.length && bytes[end] !== NEWLINE) {
      // A line may also end with CR LF.
      if (bytes[end] !== CARRIAGE_RETURN || bytes[end + 1] !== NEWLINE) return 'item_newline_missing';
    }
  }
  const item: EnvelopeItem = {
    type,
    payload: bytes.subarray(start, end),
    itemCount: count(header['item_count']),
    filename: asText(header['filename']) ?? null,
    contentType: asText(header['content_type']) ?? null,
    attachmentType: asText(header['attachment_type']) ?? null,
    headers: otherHeaders(header),
  };
  return { item, end };
}

function envelopeHeader(head: Header): EnvelopeHeader {
  const { event_id: eventId, dsn, sent_at: sentAt, sdk, trace } = head;
  return {
    eventId: normalizeEventId(eventId),
    dsn: asText(dsn) ?? null,
    sentAt: parseTime(sentAt),
    sdk: isJsonObject(sdk) ? sdkOf(sdk) : null,
    trace: isJsonObject(trace) ? boundedTrace(trace) : null,
  };
}

/** Longer than any client is called, short enough to be kept with every item. */
const SDK_LENGTH_MAX = 128;

function sdkOf({ name, version }: { readonly name?: unknown; readonly version?: unknown }): string | null {
  return typeof name === 'string' ? `${name}/${asText(version) ?? '?'}`.slice(0, SDK_LENGTH_MAX) : null;
}

/** RFC 3339; "timestamps without tz are UTC", where `Date.parse` would take the machine's zone. */
function parseTime(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

type KnownKey = 'event_id' | 'dsn' | 'sent_at' | 'sdk' | 'trace' | 'name' | 'version' | 'type' | 'length';
type Header = Record<KnownKey, unknown> & Record<string, unknown>;

function parseHeaderLine(bytes: Uint8Array, start: number, end: number): Header | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes.subarray(start, end)));
    return isJsonObject(value) ? (value as Header) : undefined;
  } catch {
    // Not JSON: the caller names the problem.
    return undefined;
  }
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(NEWLINE, from);
  return at === -1 ? bytes.length : at;
}

function skipNewlines(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === NEWLINE || bytes[at] === CARRIAGE_RETURN) at += 1;
  return at;
}
