import { createHash } from 'node:crypto';
import type { Scrubber } from '@garrison/policy';
import {
  type AcceptedItem,
  type ItemType,
  normalizeEventId,
  OUTCOME_REASONS,
  type SentryEvent,
} from '@garrison/protocol';
import type { AttachmentRow, SessionRow, UserReportRow } from '../store/index.ts';
import { culpritOf } from './culprit.ts';
import { toRows } from './event-rows.ts';
import type { GroupingResult } from './grouping/index.ts';
import { addErrors, normalizeEvent } from './normalize/index.ts';
import { toSessionRow } from './session-row.ts';
import type { EventRows, GroupedEvent, NormalizedEvent } from './stages.ts';
import { titleOf } from './title.ts';
import { feedbackReport, toUserReport } from './user-report.ts';

/** What a project decided, compiled. */
export interface ProjectRules {
  readonly organizationId: number;
  readonly scrubber: Scrubber;
  readonly scrubIps: boolean;
  /** Also marks the event's frames (`in_app`, category). Never throws. */
  readonly grouping: { group(event: SentryEvent): GroupingResult };
}

/** What an item has become. */
export type Processed =
  | { readonly kind: 'event'; readonly rows: EventRows; readonly report: UserReportRow | undefined }
  | { readonly kind: 'user_report'; readonly row: UserReportRow }
  | { readonly kind: 'attachment'; readonly row: AttachmentRow; readonly bytes: Uint8Array }
  | { readonly kind: 'session'; readonly row: SessionRow }
  | { readonly kind: 'rejected'; readonly reason: string };

/** Of one record of a batch. */
export interface Circumstances {
  /** What an event without an id gets its id from. */
  readonly idSeed: string;
  /** Of an event that was counted already: the grouping hash that was decided then. */
  readonly decidedHash?: string | undefined;
}

type Process = (item: AcceptedItem, rules: ProjectRules, circumstances: Circumstances) => Processed;

/** The item types that are understood today. */
const PROCESSES: Partial<Record<ItemType, Process>> = {
  event: processEvent,
  feedback: processEvent,
  user_report: processUserReport,
  attachment: processAttachment,
  session: processSession,
  sessions: processSession,
};

/** Pure: the same item, rules and circumstances give the same rows. */
export function processItem(item: AcceptedItem, rules: ProjectRules, circumstances: Circumstances): Processed {
  const process = PROCESSES[item.type];
  return process === undefined ? rejected(OUTCOME_REASONS.unsupportedItem) : process(item, rules, circumstances);
}

function processEvent(item: AcceptedItem, rules: ProjectRules, { idSeed, decidedHash }: Circumstances): Processed {
  const normalized = normalize(item, rules, idSeed);
  if (normalized === undefined) return rejected(OUTCOME_REASONS.invalidJson);
  const fresh = group(normalized.event, rules);
  const grouping = decidedHash === undefined ? fresh : { ...fresh, hashes: [decidedHash] };
  const grouped = withTitle({ ...normalized, grouping });
  return { kind: 'event', rows: toRows(grouped), report: feedbackReport(grouped) };
}

function normalize(item: AcceptedItem, rules: ProjectRules, idSeed: string): NormalizedEvent | undefined {
  const event = normalizeEvent(item, { scrubber: rules.scrubber, scrubIps: rules.scrubIps, idSeed });
  return event === undefined ? undefined : { item, event };
}

/**
 * The event keeps which version grouped it, and what grouping has to remark.
 * Each piece of feedback is an issue of its own: people do not repeat each other as programs do.
 */
function group(event: SentryEvent, rules: ProjectRules): GroupingResult {
  if (event.type !== 'feedback') {
    const grouping = rules.grouping.group(event);
    event.grouping_config = { id: grouping.configId };
    addErrors(
      event,
      'grouping_config',
      (grouping.remarks ?? []).map(({ kind, reason }) => [kind, { reason }]),
    );
    return grouping;
  }
  return { configId: 'feedback', hashes: [md5(`feedback:${event.event_id}`)], secondaryHashes: [] };
}

function withTitle(event: NormalizedEvent & { readonly grouping: GroupingResult }): GroupedEvent {
  const { title, metadata } = titleOf(event.event, event.grouping);
  const culprit =
    event.event.type === 'feedback' ? 'user_feedback' : culpritOf(event.event, event.grouping.mainExceptionId);
  return { ...event, title, culprit, metadata };
}

function processUserReport(item: AcceptedItem): Processed {
  const row = toUserReport(item);
  return row === undefined ? rejected(OUTCOME_REASONS.invalidJson) : { kind: 'user_report', row };
}

function processSession(item: AcceptedItem): Processed {
  const row = toSessionRow(item, item.type === 'session' ? 'session' : 'sessions');
  return row === undefined ? rejected(OUTCOME_REASONS.invalidJson) : { kind: 'session', row };
}

/** Kept under the event's id even if that event never comes: an SDK may send it apart. */
function processAttachment(item: AcceptedItem): Processed {
  const eventId = normalizeEventId(item.eventId);
  if (eventId === null) return rejected(OUTCOME_REASONS.orphan);
  const sha1 = createHash('sha1').update(item.payload).digest('hex');
  const row = {
    projectId: item.projectId,
    eventId,
    name: (item.filename ?? 'unnamed').toWellFormed().slice(0, 255),
    contentType: (item.contentType ?? 'application/octet-stream').toWellFormed().slice(0, 255),
    attachmentType: item.attachmentType ?? 'event.attachment',
    size: item.payload.byteLength,
    sha1,
    blobKey: `attachments/${item.projectId}/${eventId}/${sha1}`,
    createdAt: item.receivedAt,
  };
  return { kind: 'attachment', row, bytes: item.payload };
}

function rejected(reason: string): Processed {
  return { kind: 'rejected', reason };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
