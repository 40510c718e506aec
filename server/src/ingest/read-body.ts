import { OUTCOME_REASONS, parseEnvelope, type Envelope, type EnvelopeItem } from '@garrison/protocol';
import type { ErrorCode } from '../errors.ts';
import type { Decompress, MemoryHold } from '../platform/index.ts';
import type { IngestLimits } from './ingest-deps.ts';
import { readSecurityReports } from './security-report.ts';
import { eventItem, readStoreBody } from './store-body.ts';

/** Values of `Content-Encoding` that mean none; some clients write the character set there. */
const NO_ENCODING: ReadonlySet<string> = new Set(['', 'identity', 'utf-8', 'utf8']);

export interface Body {
  readonly form: 'envelope' | 'store' | 'security' | 'minidump';
  readonly body: Buffer;
  /** `Content-Encoding`. */
  readonly encoding: string | undefined;
  /** Of the items of a body that has none of its own. */
  readonly itemHeaders: Readonly<Record<string, unknown>>;
  /** Counts the bytes of the request, those of `body` among them. */
  readonly memory: MemoryHold;
}

export interface BodyTools {
  readonly decompress: Decompress;
  readonly limits: IngestLimits;
}

const NO_HEADER: Envelope['header'] = { eventId: null, dsn: null, sentAt: null, sdk: null, trace: null };

/** So many times shorter than the limit must a compressed body be: text shrinks at least as much, and what does not is hardly text. */
const COMPRESSED_FRACTION = 5;

/** As with every 503, no outcome is counted: the client may send it again. */
const MEMORY_FULL: ReadBody = {
  ok: false,
  code: 'memory_full',
  cause: 'the requests that are being received hold all the memory that they may',
  reason: undefined,
  items: [],
};

const NO_MINIDUMPS: ReadBody = {
  ok: false,
  code: 'request_invalid',
  cause: 'minidumps of native crashes are not supported: send events as envelopes',
  reason: OUTCOME_REASONS.unsupportedMinidump,
  // One crash that is not stored.
  items: [eventItem('event', Buffer.alloc(0))],
};

export type ReadBody =
  | { readonly ok: true; readonly envelope: Envelope }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly cause: string;
      /** Of the outcome; undefined when none is counted. */
      readonly reason: string | undefined;
      /** What could be read of it. */
      readonly items: readonly EnvelopeItem[];
    };

/** Bytes to envelope, bounded before and after decompression. A `/store/` body becomes an envelope of one event. */
export async function readBody(given: Body, tools: BodyTools): Promise<ReadBody> {
  if (given.form === 'minidump') return NO_MINIDUMPS;
  const { body, encoding, memory } = given;
  const bytesMax = tools.limits.envelopeBytesMax;
  let bytes = body;
  if (encoding !== undefined && !NO_ENCODING.has(encoding.trim().toLowerCase())) {
    if (body.length * COMPRESSED_FRACTION > bytesMax) return tooLarge(bytesMax);
    const result = await tools.decompress(body, encoding, { bytesMax, memory });
    if (!result.ok) {
      if (result.problem === 'too_large') return tooLarge(bytesMax);
      if (result.problem === 'memory_full') return MEMORY_FULL;
      const cause =
        result.problem === 'unsupported' ? 'use identity, gzip, deflate, br or zstd' : 'it is damaged or cut short';
      return { ok: false, code: 'encoding_invalid', cause, reason: OUTCOME_REASONS.invalidEncoding, items: [] };
    }
    bytes = result.bytes;
  }
  if (given.form === 'security') return readSecurity(bytes, given.itemHeaders);
  return given.form === 'envelope' ? readEnvelope(bytes) : readStore(bytes, { memory, tools });
}

function readEnvelope(bytes: Buffer): ReadBody {
  const result = parseEnvelope(bytes);
  if (result.ok) return result;
  const { problem, offset, items } = result;
  const cause = `${problem.replaceAll('_', ' ')} at byte ${offset}`;
  return problem === 'too_many_items'
    ? { ok: false, code: 'payload_too_large', cause, reason: OUTCOME_REASONS.tooManyItems, items }
    : { ok: false, code: 'envelope_invalid', cause, reason: OUTCOME_REASONS.invalidEnvelope, items };
}

function readSecurity(bytes: Buffer, headers: Readonly<Record<string, unknown>>): ReadBody {
  const result = readSecurityReports(bytes, headers);
  if (!result.ok) return { ...result, code: 'request_invalid' };
  return { ok: true, envelope: { header: NO_HEADER, items: result.items } };
}

async function readStore(
  bytes: Buffer,
  { memory, tools }: { readonly memory: MemoryHold; readonly tools: BodyTools },
): Promise<ReadBody> {
  const bytesMax = tools.limits.envelopeBytesMax;
  const body = await readStoreBody(bytes, tools.decompress, { bytesMax, memory });
  if (body.ok)
    return {
      ok: true,
      envelope: {
        header: { ...NO_HEADER, eventId: body.eventId },
        items: [body.item],
      },
    };
  if (body.problem === 'too_large') return tooLarge(bytesMax);
  if (body.problem === 'memory_full') return MEMORY_FULL;
  const cause = 'expected a JSON object, also as base64, also deflated';
  return { ok: false, code: 'event_invalid', cause, reason: OUTCOME_REASONS.invalidJson, items: [] };
}

function tooLarge(bytesMax: number): ReadBody {
  const cause = `the limit is ${bytesMax} bytes, a fifth of it when compressed`;
  return { ok: false, code: 'payload_too_large', cause, reason: OUTCOME_REASONS.tooLarge, items: [] };
}
