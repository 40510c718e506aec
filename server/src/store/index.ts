export type { LogBatch, LogPosition, LogReader, LogWriter } from './log/log.ts';
export type { BlobStore } from './blob/blob.ts';
export type { EventBatch, EventRow, OutcomeRow, SessionRow } from './events/rows.ts';
export type { EventStore } from './events/event-store.ts';
export type { Database, Issue, Organization, Project, ProjectKeyRow, Team, User } from './relational/database.ts';
export type {
  AppliedBatch,
  AttachmentRow,
  DeadLetterRow,
  IssueChange,
  IssueChangeKind,
  IssueSighting,
  IssueWriter,
  ProcessState,
  RelationalBatch,
  UserReportRow,
} from './relational/issue-writer.ts';
