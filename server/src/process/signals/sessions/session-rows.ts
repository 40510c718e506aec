import { createHash } from 'node:crypto';
import { type AcceptedItem, asJsonObject, type JsonObject } from '@garrison/protocol';
import type { SessionRow } from '../../../store/index.ts';
import { readJson } from '../../normalize/index.ts';

const STATUSES = ['ok', 'exited', 'crashed', 'abnormal', 'unhandled'];
/** The counts of an aggregate, and what a session of each was: `errored` are those that exited with errors. */
const COUNTS = [
  { name: 'exited', status: 'exited', errors: 0 },
  { name: 'errored', status: 'exited', errors: 1 },
  { name: 'crashed', status: 'crashed', errors: 0 },
  { name: 'abnormal', status: 'abnormal', errors: 0 },
  { name: 'unhandled', status: 'unhandled', errors: 0 },
] as const;
/** An SDK aggregates by the minute, and sends at least once a minute. */
const AGGREGATES_MAX = 1000;
const UINT32_MAX = 0xffff_ffff;
/** More than a time in milliseconds. */
const SEQUENCE_MAX = 2 ** 51;

type Common = Pick<SessionRow, 'organizationId' | 'projectId' | 'receivedAt' | 'release' | 'environment'>;

/** One update of a single session; undefined when it is no JSON object. Fields of a wrong type count as not sent. */
export function toSessionRows(item: AcceptedItem): readonly SessionRow[] | undefined {
  const session = asJsonObject(readJson(item.payload)?.value);
  if (session === undefined) return undefined;
  const { sid, did, seq, init, status, errors, duration } = session;
  const sentAt = timeOf(session['timestamp']) ?? item.receivedAt;
  const state = typeof status === 'string' && STATUSES.includes(status) ? status : 'ok';
  return [
    {
      ...commonOf(item, session),
      sessionId: sessionIdOf(sid, item),
      isCount: false,
      distinctId: shortText(did, 200),
      // "Defaults to the current time in milliseconds": a later update counts more.
      sequence: rankOf(state, wholeNumber(seq, SEQUENCE_MAX) ?? sentAt),
      isFirst: init === true,
      started: timeOf(session['started']) ?? sentAt,
      status: state,
      errors: wholeNumber(errors, UINT32_MAX) ?? 0,
      duration: typeof duration === 'number' && duration >= 0 ? duration : -1,
      quantity: 1,
    },
  ];
}

/** An update that ends the session counts more than every one that does not, and of several that end it the first counts. */
function rankOf(status: string, sequence: number): number {
  return status === 'ok' ? sequence : 2 * SEQUENCE_MAX - sequence;
}

/** The counts of an aggregate, a row for each that is not zero; undefined when it is no JSON object. */
export function toSessionCounts(item: AcceptedItem, idSeed: string): readonly SessionRow[] | undefined {
  const value = asJsonObject(readJson(item.payload)?.value);
  if (value === undefined) return undefined;
  const common = commonOf(item, value);
  const aggregates = Array.isArray(value['aggregates']) ? value['aggregates'].slice(0, AGGREGATES_MAX) : [];
  return aggregates.flatMap((entry, index) => {
    const aggregate = asJsonObject(entry) ?? {};
    return COUNTS.flatMap(({ name, status, errors }) => {
      const quantity = wholeNumber(aggregate[name], UINT32_MAX) ?? 0;
      if (quantity === 0) return [];
      const started = timeOf(aggregate['started']) ?? item.receivedAt;
      const of = {
        sessionId: md5(`${idSeed}:${index}:${name}`),
        distinctId: shortText(aggregate['did'], 200),
        started,
      };
      const fixed = { isCount: true, sequence: 0, isFirst: true, duration: -1 };
      return [{ ...common, ...of, ...fixed, status, errors, quantity }];
    });
  });
}

function commonOf(item: AcceptedItem, session: JsonObject): Common {
  const attributes = asJsonObject(session['attrs']) ?? {};
  return {
    organizationId: item.organizationId,
    projectId: item.projectId,
    receivedAt: item.receivedAt,
    release: shortText(attributes['release'], 200),
    environment: shortText(attributes['environment'], 64),
  };
}

/** Mostly a UUID; whatever else a client calls its session gets one of its own. */
function sessionIdOf(sid: unknown, item: AcceptedItem): string {
  const own = shortText(sid, 200).replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(own) ? own : md5(`${item.projectId}:${own}`);
}

/** RFC 3339 (without a zone: UTC) or Unix seconds → milliseconds. */
function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number' && value > 0) return Math.round(value * 1000);
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function wholeNumber(value: unknown, max: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, max) : undefined;
}

function shortText(value: unknown, max: number): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, max).toWellFormed() : '';
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
