export { inStatements, VALUES_PER_PARAMETER } from './statement-limits.ts';
export type { StoreLogger } from './store-logger.ts';
export type { Cursor, Damage, LogBatch, LogReader, LogWriter } from './log/log.ts';
export { openLogReader } from './log/log-reader.ts';
export { openLogWriter } from './log/log-writer.ts';
export type { BlobStore } from './blob/blob.ts';
export { openBlobDirectory } from './blob/blob-directory.ts';
export type { RowsByTable, Table, TableName, TableRows } from './events/tables/table.ts';
export type { EventRow } from './events/tables/events.ts';
export { OUTCOME_MINUTES_DAYS, type OutcomeRow } from './events/tables/outcomes.ts';
export type { PayloadRow } from './events/tables/payloads.ts';
export type { SessionRow } from './events/tables/sessions.ts';
export {
  eventsAddressOf,
  type EventStore,
  type EventsAddress,
  type RowBatch,
  type Stretch,
  type WrittenRecord,
} from './events/event-store.ts';
export { connectEvents } from './events/clickhouse.ts';
export { migrateEvents } from './events/migrate.ts';
export { type Engine, startEngine } from './events/engine/engine.ts';
export type {
  Alert,
  AlertedThing,
  CodeownersRow,
  Database,
  Detector,
  ExternalActorRow,
  Integration,
  Issue,
  IssueOwner,
  Organization,
  OutboxMessage,
  OwnershipRow,
  Project,
  ProjectKeyRow,
  Release,
  Selects,
  StoredWorkflow,
  Team,
  User,
} from './relational/database.ts';
export type {
  AppliedBatch,
  DeadLetterRow,
  Decisions,
  FoundOwners,
  CountedIssue,
  IssueChangeKind,
  IssueSighting,
  IssueWriter,
  Refusal,
  RelationalBatch,
  Shard,
} from './relational/issue-writer.ts';
export type { RelationalChange } from './relational/relational-change.ts';
export type { UserReportRow } from './relational/sqlite/batch-changes/user-reports.ts';
export { type Change, dropReadChanges, feedBounds, readChanges } from './relational/change-feed.ts';
export { migrateRelational } from './relational/migrate.ts';
export type { StatusDetails } from './relational/issue-life.ts';
export { type Sqlite, openSqlite } from './relational/sqlite/open-sqlite.ts';
export { createIssueWriter } from './relational/sqlite/issue-writer.ts';
export { openSqliteThreads, type SqliteThreads } from './relational/sqlite/sqlite-threads.ts';
export { notedBatches, readShardState } from './relational/shard-state.ts';
export { type CodeownersOptions, createSettings, type ProjectOptions, type Settings } from './relational/settings.ts';
export { createSettingsReader } from './relational/sqlite/settings-reader.ts';
export * as edits from './relational/edits/index.ts';
