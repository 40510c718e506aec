import type { OrganizationId, ProjectId, IssueId, EventId } from '@garrison/protocol';
import type { Cursor } from '../log/log.ts';
import type { OwnerSource } from './database.ts';
import type { RelationalChange } from './relational-change.ts';

/** What one event means for its issue. */
export interface IssueSighting {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  /** Grouping hashes, the deciding one first; 32 hex digits each. */
  readonly hashes: readonly string[];
  /** Hashes under the previous grouping config: used to find an issue, never stored. */
  readonly secondaryHashes: readonly string[];
  readonly eventId: EventId;
  readonly timestamp: number;
  /** By the server's clock: what was received before the deletion of its issue is deleted with it. */
  readonly receivedAt: number;
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
  /** Absent: owners were not looked for; the issue keeps its owners. */
  readonly owners?: FoundOwners;
}

/** Whom the rules of its project name for an event. */
export interface FoundOwners {
  /** Who is assigned first. Empty: no rule matched, or an exclusion did. */
  readonly owners: readonly NamedOwner[];
  /** When none of `owners` exists: the project's first team. */
  readonly orFirstTeam: boolean;
  readonly autoAssign: boolean;
}

interface NamedOwner {
  readonly type: 'team' | 'user';
  /** The team's slug, the user's e-mail address. */
  readonly identifier: string;
  readonly source: OwnerSource;
  /** As it is written. */
  readonly rule: string;
}

export interface DeadLetterRow {
  /** Both null: the record names no project; the letter belongs to the first organisation. */
  readonly organizationId: OrganizationId | null;
  readonly projectId: ProjectId | null;
  readonly itemType: string;
  readonly eventId: EventId | null;
  readonly reason: string;
  readonly detail: string;
  readonly item: Uint8Array;
  readonly createdAt: number;
}

/** Which part of the log: 0 for the segment log. */
export type Shard = number;

/**
 * What was decided about each record of a batch, by the record's position in the batch of the log, which never changes.
 * A batch that is processed again follows it, whatever rules, settings or code say by then.
 */
export interface Decisions {
  /** Duplicates. */
  readonly leftOut: readonly number[];
  /** The hash is discarded, or the project does not exist any more: counted in no issue, not stored. */
  readonly discarded: readonly number[];
  /** Dead letters, each with the reason of its outcome. */
  readonly buried: ReadonlyMap<number, string>;
  /** The first grouping hash of what was counted in an issue, 32 hex digits. */
  readonly hashes: ReadonlyMap<number, string>;
  /** Tokens of inserts that the event store refused because of a row: such an insert is not tried again, but its halves are. */
  readonly refusedInserts?: readonly string[];
  /** Only in notes of the first version of the server, which had only `leftOut`: indexes into the batch's sightings. */
  readonly discardedSightings?: readonly number[];
}

/** One batch of the log, understood: everything that changes in the relational store because of it. */
export interface RelationalBatch {
  readonly from: Cursor;
  readonly to: Cursor;
  readonly leftOut: readonly number[];
  readonly sightings: readonly { readonly position: number; readonly sighting: IssueSighting }[];
  readonly relational: readonly { readonly position: number; readonly change: RelationalChange }[];
  /** Without a position: not of a record, but of damage between records. */
  readonly deadLetters: readonly { readonly position?: number; readonly row: DeadLetterRow }[];
  /** The dead letter of a record that cannot be applied. Absent: such a record fails the batch. */
  readonly letterOf?: (position: number, detail: string) => DeadLetterRow;
}

/** `assigned`: counted, and assigned by the ownership rules. */
export type IssueChangeKind = 'new' | 'regressed' | 'reopened' | 'assigned' | 'seen';
/** An issue that a batch counted events of, and what that did to it. */
export interface CountedIssue {
  readonly kind: IssueChangeKind;
  readonly issueId: IssueId;
  readonly projectId: ProjectId;
  readonly organizationId: OrganizationId;
  readonly lastSeen: number;
  readonly timesSeen: number;
}

export interface AppliedBatch {
  /** Among the buried are records that could not be applied: they are left out, and the rest of the batch is kept. */
  readonly decisions: Decisions;
  readonly issues: readonly CountedIssue[];
}

export interface Refusal {
  readonly inserts: readonly string[];
  /** Records that were counted and cannot be stored: dead letters, taken out of the counts of their issues. */
  readonly records: readonly { readonly position: number; readonly row: DeadLetterRow }[];
}

/** Where processing of a shard stands. `noted` is a batch whose issues are counted and whose rows may not be in the event store yet. */
export interface ShardState {
  readonly cursor: Cursor;
  readonly noted: { readonly from: Cursor; readonly to: Cursor; readonly decisions: Decisions } | null;
}

/** The processing worker's side of the relational store: one transaction per batch. Each shard has one worker at a time. */
export interface IssueWriter {
  state(shard: Shard): Promise<ShardState>;
  /** Counts the issues, moves the cursor to `to` and notes the batch with what was decided, all in one transaction. */
  apply(shard: Shard, batch: RelationalBatch): Promise<AppliedBatch>;
  /** Adds to the note of the batch that is being stored what the event store refused. A repeated call changes nothing. */
  amend(shard: Shard, refusal: Refusal): Promise<void>;
  /** The rows of the noted batch, which ended at `to`, are in the event store. */
  confirm(shard: Shard, to: Cursor): Promise<void>;
}
