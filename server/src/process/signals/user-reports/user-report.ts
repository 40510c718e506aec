import { type AcceptedItem, asJsonObject, type JsonObject, normalizeEventId, type ProjectId } from '@garrison/protocol';
import type { UserReportRow } from '../../../store/index.ts';
import { readJson } from '../../normalize/index.ts';
import type { GroupedEvent } from '../../stages.ts';
import type { Loaded, Need } from '../signal.ts';

const COMMENTS_MAX = 4096;
const ASSOCIATED = 'associated_event_id';

declare module '../signal.ts' {
  interface NeedKinds {
    /** By event id: the first grouping hashes under which the event is stored, whole or their first 16 digits. */
    event_hashes: readonly string[];
  }
}

/** The deprecated `user_report` item; undefined when it is no JSON object or names no event. */
export function toUserReport(item: AcceptedItem, loaded: Loaded): UserReportRow | undefined {
  const report = asJsonObject(readJson(item.payload)?.value);
  const eventId = report === undefined ? null : reportedEvent(report, item);
  if (report === undefined || eventId === null) return undefined;
  return {
    projectId: item.projectId,
    eventId,
    name: clean(report['name'], 128),
    email: clean(report['email'], 254),
    comments: clean(report['comments'], COMMENTS_MAX),
    createdAt: item.receivedAt,
    hashes: loaded.get(hashesOf(item.projectId, eventId)) ?? [],
  };
}

/** Feedback that names an error is shown with that error's issue too. */
export function feedbackReport({ event, item }: GroupedEvent, loaded: Loaded): UserReportRow | undefined {
  if (event.type !== 'feedback') return undefined;
  const feedback = event.contexts?.['feedback'];
  const eventId = normalizeEventId(feedback?.[ASSOCIATED]);
  if (feedback === undefined || eventId === null) return undefined;
  return {
    projectId: item.projectId,
    eventId,
    name: clean(feedback['name'], 128),
    email: clean(feedback['contact_email'], 254),
    comments: clean(feedback['message'], COMMENTS_MAX),
    createdAt: item.receivedAt,
    hashes: loaded.get(hashesOf(item.projectId, eventId)) ?? [],
  };
}

/** The event that an item reports about: it may be stored already. */
export function reportedEvents(item: AcceptedItem): readonly Need<'event_hashes'>[] {
  // Few items are feedback: the others are not parsed for it.
  if (
    item.type !== 'user_report' &&
    Buffer.from(item.payload.buffer, item.payload.byteOffset, item.payload.byteLength).indexOf(ASSOCIATED) === -1
  )
    return [];
  const value = asJsonObject(readJson(item.payload)?.value);
  if (value === undefined) return [];
  const eventId = item.type === 'user_report' ? reportedEvent(value, item) : associatedEvent(value);
  return eventId === null ? [] : [hashesOf(item.projectId, eventId)];
}

function reportedEvent(report: JsonObject, item: AcceptedItem): string | null {
  return normalizeEventId(report['event_id']) ?? item.eventId;
}

function associatedEvent({ contexts }: JsonObject): string | null {
  const feedback = asJsonObject(asJsonObject(contexts)?.['feedback']);
  return normalizeEventId(feedback?.[ASSOCIATED]);
}

function hashesOf(projectId: ProjectId, key: string): Need<'event_hashes'> {
  return { kind: 'event_hashes', projectId, key };
}

function clean(value: unknown, max: number): string {
  return typeof value === 'string' ? value.slice(0, max).toWellFormed().replaceAll('\u0000', '\ufffd') : '';
}
