import { createHash } from 'node:crypto';
import type { Scrubber } from '@garrison/policy';
import type { AcceptedItem } from '@garrison/protocol';
import { DAY_MS } from '../../durations.ts';
import { clockShift, readSeconds } from '../normalize/time.ts';
import type { Span } from './span.ts';

/** What reading spans needs beside their payload. */
export interface SpanContext {
  readonly item: Pick<AcceptedItem, 'sentAt' | 'receivedAt'>;
  /** The envelope's trace header. Frozen by the head of the trace: of it only the sample rate is this service's. */
  readonly traceHeader: Readonly<Record<string, unknown>> | null;
  readonly scrubber: Scrubber;
  readonly scrubIps: boolean;
  /** What a span without an id gets its id from: the same record gives the same ids. */
  readonly idSeed: string;
}

const HEX_32 = /^[0-9a-f]{32}$/;
const HEX_16 = /^[0-9a-f]{16}$/;
const YEARS_10_MS = 10 * 366 * DAY_MS;

export function readTraceId(value: unknown): string | undefined {
  const hex = typeof value === 'string' ? value.replaceAll('-', '').toLowerCase() : '';
  return HEX_32.test(hex) && !/^0+$/.test(hex) ? hex : undefined;
}

export function readSpanId(value: unknown): string | undefined {
  const hex = typeof value === 'string' ? value.toLowerCase() : '';
  return HEX_16.test(hex) && !/^0+$/.test(hex) ? hex : undefined;
}

export function madeId(seed: string, digits: 16 | 32): string {
  return createHash('md5').update(seed).digest('hex').slice(0, digits);
}

/** Times as they came, corrected by the client's clock; undefined when there is no usable start. */
export function readInterval(
  { item }: SpanContext,
  times: { start: unknown; end: unknown },
): { start: number; duration: number; remark?: string } | undefined {
  const shift = clockShift(item.sentAt, item.receivedAt);
  const from = readSeconds(times.start);
  const until = readSeconds(times.end);
  const startSeconds = from ?? until;
  if (startSeconds === undefined) return undefined;
  const start = (startSeconds + shift) * 1000;
  if (from === undefined) return { start, duration: 0, remark: 'no start time: the end stands for it' };
  if (until === undefined) return { start, duration: 0, remark: 'no end time: the duration is unknown' };
  // Microseconds are exact: doubles of seconds carry no more.
  const duration = Math.round((until - from) * 1e6) / 1000;
  if (duration < 0) return { start, duration: 0, remark: 'it ended before it started: the duration is unknown' };
  if (duration > YEARS_10_MS) return { start, duration: 0, remark: 'longer than ten years: the duration is unknown' };
  return { start, duration };
}

/** The ids of a span. One that is missing is made, and a parent that is the span itself is left out; `remarks` takes a note of both. */
export function settleIds(
  given: { readonly span: unknown; readonly parent: unknown },
  { idSeed }: SpanContext,
  remarks: string[],
): Pick<Span, 'spanId' | 'parentSpanId'> {
  const known = readSpanId(given.span);
  if (known === undefined) remarks.push('no span id: one was made');
  const spanId = known ?? madeId(`${idSeed}:span`, 16);
  const parentSpanId = readSpanId(given.parent) ?? '';
  if (parentSpanId !== spanId) return { spanId, parentSpanId };
  remarks.push('it named itself as its parent');
  return { spanId, parentSpanId: '' };
}

/** 1 / sample rate; 1 when the rate is missing or impossible. */
export function weightOf(rate: unknown): number {
  const read = typeof rate === 'string' && rate.trim() !== '' ? Number(rate) : rate;
  return typeof read === 'number' && read > 0 && read <= 1 ? 1 / read : 1;
}

/** A short text of a known field: never judged by its value, since it names the organisation's own things. */
export function nameOf(value: unknown, max = 200): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? clean(value.trim(), max) : '';
}

/** What a person or a library wrote with values in it: a description, a statement, a URL. */
export function prose(value: unknown, { scrubber }: SpanContext, max = 2048): string {
  if (typeof value !== 'string') return nameOf(value);
  const text = clean(value, max + 256);
  return (scrubber.text(text, 'replace')?.text ?? text).slice(0, max).toWellFormed();
}

function clean(text: string, max: number): string {
  return text.slice(0, max).toWellFormed().replaceAll('\u0000', '\ufffd');
}
