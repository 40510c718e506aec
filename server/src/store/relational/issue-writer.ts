import type { LogPosition } from '../log/log.ts';

/** What one event means for its issue. */
export interface IssueSighting {
  readonly organizationId: number;
  readonly projectId: number;
  /** Grouping hashes, the deciding one first; 32 hex digits each. */
  readonly hashes: readonly string[];
  /** Hashes under the previous grouping config: used to find an issue, never stored. */
  readonly secondaryHashes: readonly string[];
  readonly eventId: string;
  readonly timestamp: number;
  readonly title: string;
  readonly culprit: string;
  readonly type: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly level: string;
  readonly platform: string;
  readonly logger: string | null;
  readonly release: string;
  readonly environment: string;
  readonly isUnhandled: boolean;
  /** Sentry's user identity, as in the event store; empty when unknown. */
  readonly user: string;
}

export interface UserReportRow {
  readonly projectId: number;
  readonly eventId: string;
  readonly name: string;
  readonly email: string;
  readonly comments: string;
  readonly createdAt: number;
  /** Of the event, whole or the first 16 digits; none while the event has not come: then it is linked when it does. */
  readonly hashes: readonly string[];
}
export interface AttachmentRow {
  readonly projectId: number;
  readonly eventId: string;
  readonly name: string;
  readonly contentType: string;
  readonly attachmentType: string;
  readonly size: number;
  readonly sha1: string;
  readonly blobKey: string;
  readonly createdAt: number;
}
export interface DeadLetterRow {
  /** Null, both: the record does not say whose it was; it goes to the first organisation. */
  readonly organizationId: number | null;
  readonly projectId: number | null;
  readonly itemType: string;
  readonly eventId: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly item: Uint8Array;
  readonly createdAt: number;
}

/** One batch of the log, understood: everything that changes in the relational store because of it. */
export interface RelationalBatch {
  readonly from: LogPosition;
  readonly to: LogPosition;
  /** Positions (within the batch) of records left out as duplicates: a replay leaves out the same ones. */
  readonly duplicates: readonly number[];
  readonly sightings: readonly IssueSighting[];
  readonly userReports: readonly UserReportRow[];
  readonly attachments: readonly AttachmentRow[];
  readonly deadLetters: readonly DeadLetterRow[];
}

export type IssueChangeKind = 'new' | 'regressed' | 'reopened' | 'seen';
export interface IssueChange {
  readonly kind: IssueChangeKind;
  readonly issueId: number;
  readonly projectId: number;
  readonly organizationId: number;
  readonly lastSeen: number;
  readonly timesSeen: number;
}

export interface AppliedBatch {
  /** Index into `sightings` of events whose hash is discarded ("delete and discard"): they are not stored. */
  readonly discarded: readonly number[];
  readonly changes: readonly IssueChange[];
}

/** Where processing stands. `noted` is a batch whose issues are counted and whose events may not be in the event store yet. */
export interface ProcessState {
  readonly cursor: LogPosition;
  readonly noted: {
    readonly from: LogPosition;
    readonly to: LogPosition;
    readonly duplicates: readonly number[];
    readonly discarded: readonly number[];
  } | null;
}

/** The processing worker's side of the relational store: one IMMEDIATE transaction per batch, raw prepared statements. */
export interface IssueWriter {
  state(): ProcessState;
  /** Counts the issues, moves the cursor to `to` and notes the batch, all in one transaction. */
  apply(batch: RelationalBatch): AppliedBatch;
  /** The noted batch's events are in the event store. */
  confirm(to: LogPosition): void;
}
