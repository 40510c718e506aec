import { type AcceptedItem, normalizeEventId } from '@garrison/protocol';
import type { UserReportRow } from '../store/index.ts';
import { readJson } from './normalize/index.ts';
import type { GroupedEvent } from './stages.ts';

const COMMENTS_MAX = 4096;

/** The deprecated `user_report` item; undefined when it is no JSON object or names no event. */
export function toUserReport(item: AcceptedItem): UserReportRow | undefined {
  const value = readJson(item.payload)?.value;
  if (typeof value !== 'object' || value === null) return undefined;
  const report: { event_id?: unknown; name?: unknown; email?: unknown; comments?: unknown } = value;
  const eventId = normalizeEventId(report.event_id) ?? item.eventId;
  if (eventId === null) return undefined;
  return {
    projectId: item.projectId,
    eventId,
    name: clean(report.name, 128),
    email: clean(report.email, 254),
    comments: clean(report.comments, COMMENTS_MAX),
    createdAt: item.receivedAt,
    hashes: [],
  };
}

/** Feedback that names an error is shown with that error's issue too. */
export function feedbackReport({ event, item }: GroupedEvent): UserReportRow | undefined {
  if (event.type !== 'feedback') return undefined;
  const feedback = event.contexts?.['feedback'];
  const eventId = normalizeEventId(feedback?.['associated_event_id']);
  if (feedback === undefined || eventId === null) return undefined;
  return {
    projectId: item.projectId,
    eventId,
    name: clean(feedback['name'], 128),
    email: clean(feedback['contact_email'], 254),
    comments: clean(feedback['message'], COMMENTS_MAX),
    createdAt: item.receivedAt,
    hashes: [],
  };
}

function clean(value: unknown, max: number): string {
  return typeof value === 'string' ? value.slice(0, max).toWellFormed().replaceAll('\u0000', '\ufffd') : '';
}
