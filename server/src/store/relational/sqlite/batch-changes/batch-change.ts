import type { DatabaseSync } from 'node:sqlite';
import type { ProjectId, EventId } from '@garrison/protocol';
import type { IssueTally } from '../../issue-life.ts';
import type { ChangeKindName, RelationalChanges } from '../../relational-change.ts';

/** How one kind of change is applied: after the releases, environments and issues of the batch are counted, within the same transaction. */
export interface BatchChange<Name extends ChangeKindName = ChangeKindName> {
  readonly kind: Name;
  /** Prepares the statements. */
  open(raw: DatabaseSync): OpenBatchChange<RelationalChanges[Name]>;
}

export interface OpenBatchChange<Row> {
  /** All rows of this kind in the batch, at least one. */
  apply(rows: readonly Row[], context: ChangeContext): void;
  /** In each batch, before `apply`: what earlier rows of this kind waited for may be among its issues. */
  afterIssues?(seen: readonly IssueTally[]): void;
}

export interface ChangeContext {
  /** The issue that one of these hashes belongs to; whole hashes or their first 16 digits. */
  issueOfHashes(projectId: ProjectId, hashes: readonly string[]): number | undefined;
  /** The issue that an event of this batch was counted in. */
  issueOfEvent(projectId: ProjectId, eventId: EventId): number | undefined;
}

/** A project may be deleted while its items are processed: rows of such a project are left out of the batch. */
export const OF_EXISTING_PROJECT = 'WHERE EXISTS (SELECT 1 FROM projects WHERE id = ?1)';
