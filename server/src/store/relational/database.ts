import type { OrganizationId, ProjectId, IssueId, UserId, TeamId, EventId } from '@garrison/protocol';
import type { Generated, Kysely, Selectable } from 'kysely';
import type { CodeownersTable, ExternalActorTable, OwnershipTable } from './ownership-table.ts';
import type { AlertTables } from './alert-tables.ts';
import type { ArtifactTables } from './artifact-tables.ts';
import type { ReleaseTable, ReleaseTables } from './release-tables.ts';

export type { AlertedThing } from './alert-tables.ts';
export type { IssueOwner, OwnerSource } from './ownership-table.ts';

/**
 * The relational schema, one SQL for SQLite and PostgreSQL: integers for times (milliseconds) and booleans (0, 1), text for JSON.
 * Migrations are in `./migrations`; this file is what they add up to.
 */
export interface Database extends AlertTables, ArtifactTables, ReleaseTables {
  organizations: OrganizationTable;
  users: UserTable;
  organization_members: OrganizationMemberTable;
  sessions: SessionTable;
  api_tokens: ApiTokenTable;
  teams: TeamTable;
  team_members: TeamMemberTable;
  projects: ProjectTable;
  project_teams: ProjectTeamTable;
  ownership: OwnershipTable;
  codeowners: CodeownersTable;
  external_actors: ExternalActorTable;
  project_keys: ProjectKeyTable;
  environments: EnvironmentTable;
  issues: IssueTable;
  issue_hashes: IssueHashTable;
  issue_redirects: IssueRedirectTable;
  issue_activity: IssueActivityTable;
  issue_bookmarks: IssueUserFlagTable;
  issue_seen: IssueUserFlagTable;
  issue_subscriptions: IssueUserFlagTable;
  deleted_hashes: DeletedHashTable;
  deleted_projects: DeletedProjectTable;
  user_reports: UserReportTable;
  attachments: AttachmentTable;
  dead_letters: DeadLetterTable;
  process_state: ProcessStateTable;
  versions: VersionTable;
  changes: ChangeTable;
  feed_readers: FeedReaderTable;
}

export interface OrganizationTable {
  id: Generated<OrganizationId>;
  slug: string;
  name: string;
  options: Generated<string>;
  created_at: number;
  /** Tiers were set, if only to none. */
  has_tiers: Generated<number>;
}
export interface UserTable {
  id: Generated<UserId>;
  email: string;
  name: string;
  password_hash: string | null;
  is_active: Generated<number>;
  is_superuser: Generated<number>;
  options: Generated<string>;
  created_at: number;
  last_login_at: number | null;
}
/** `role`: owner, manager, admin, member, billing: Sentry's organisation roles. */
export interface OrganizationMemberTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  user_id: UserId;
  role: string;
  created_at: number;
}
/** `id` is the SHA-256 of the cookie's value. */
export interface SessionTable {
  id: string;
  user_id: UserId;
  created_at: number;
  expires_at: number;
}
/** `token_hash` is the SHA-256 of the token; `last_characters` the last four, to recognise it. `scopes` is a JSON array. `user_id` null: an organisation token. */
export interface ApiTokenTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  user_id: UserId | null;
  name: string;
  token_hash: string;
  last_characters: string;
  scopes: string;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
}
export interface TeamTable {
  id: Generated<TeamId>;
  organization_id: OrganizationId;
  slug: string;
  name: string;
  created_at: number;
}
export interface TeamMemberTable {
  team_id: TeamId;
  user_id: UserId;
  role: string | null;
}
/** `short_id_counter` gives the next `API-GATEWAY-1`. `options` is a JSON object of Sentry's project options. */
export interface ProjectTable {
  id: Generated<ProjectId>;
  organization_id: OrganizationId;
  slug: string;
  name: string;
  platform: string | null;
  status: Generated<string>;
  options: Generated<string>;
  short_id_counter: Generated<number>;
  first_event_at: number | null;
  created_at: number;
}
export interface ProjectTeamTable {
  project_id: ProjectId;
  team_id: TeamId;
}
/** `public_key`, `secret_key`: 32 hex digits. Rate limit: `rate_count` per `rate_window_s`, null for none. */
export interface ProjectKeyTable {
  id: Generated<number>;
  project_id: ProjectId;
  label: string;
  public_key: string;
  secret_key: string;
  is_active: Generated<number>;
  rate_window_s: number | null;
  rate_count: number | null;
  created_at: number;
  last_used_at: number | null;
}
export interface EnvironmentTable {
  project_id: ProjectId;
  name: string;
  first_seen_at: number;
  is_hidden: Generated<number>;
}
/**
 * `status`: unresolved, resolved, ignored (archived). `substatus` as in Sentry. `status_details` JSON.
 * `assignee_user_id` and `assignee_team_id`: at most one is set. `metadata` JSON {type,value,filename,function,title}.
 */
export interface IssueTable {
  id: Generated<IssueId>;
  organization_id: OrganizationId;
  project_id: ProjectId;
  short_id: number;
  title: string;
  culprit: string;
  type: string;
  metadata: string;
  level: string;
  platform: string;
  logger: string | null;
  status: string;
  substatus: string | null;
  status_details: string;
  priority: string;
  is_unhandled: number;
  times_seen: number;
  first_seen_at: number;
  last_seen_at: number;
  first_release: string | null;
  last_release: string | null;
  resolved_at: number | null;
  assignee_user_id: number | null;
  assignee_team_id: number | null;
  is_public: Generated<number>;
  share_id: string | null;
  comment_count: Generated<number>;
  user_report_count: Generated<number>;
  /** JSON: a list of `IssueOwner`. */
  owners: Generated<string>;
}
/** `hash`: 32 hex digits of md5. `state`: `active`, or `discarded` for "delete and discard" (then `issue_id` is null and its events are dropped). */
export interface IssueHashTable {
  project_id: ProjectId;
  hash: string;
  issue_id: IssueId | null;
  state: Generated<string>;
  merged_from: number | null;
}
/** Where an issue went that was merged away. */
export interface IssueRedirectTable {
  from_id: IssueId;
  to_id: IssueId;
  short_id: number;
  project_id: ProjectId;
}
/** `type` as in Sentry's activity: first_seen, set_resolved, set_unresolved, set_regression, set_ignored, assigned, unassigned, note, merge, unmerge… `data` JSON. */
export interface IssueActivityTable {
  id: Generated<number>;
  issue_id: IssueId;
  project_id: ProjectId;
  user_id: UserId | null;
  type: string;
  data: string;
  created_at: number;
}
export interface IssueUserFlagTable {
  issue_id: IssueId;
  user_id: UserId;
  created_at: number;
}
/**
 * Of a deleted issue: its events that were received until `deleted_at` are not wanted. `erased_at`: when they were gone from the event
 * store. `noted_batches`: JSON, the batches that were on their way there at the deletion.
 */
export interface DeletedHashTable {
  id: Generated<number>;
  project_id: ProjectId;
  hash: string;
  deleted_at: Generated<number>;
  noted_batches: Generated<string>;
  erased_at: number | null;
}
/** A project whose rows are gone and whose events may not be; this row goes when nothing of it can be stored any more. */
export interface DeletedProjectTable {
  project_id: ProjectId;
  /** JSON: the batches that were on their way into the event store at the deletion. */
  noted_batches: string;
  /** JSON: of its attachments. */
  blob_keys: string;
  /** When its events were erased for the first time. */
  erased_at: number | null;
}
export interface UserReportTable {
  id: Generated<number>;
  project_id: ProjectId;
  event_id: EventId;
  issue_id: IssueId | null;
  name: string;
  email: string;
  comments: string;
  created_at: number;
}
export interface AttachmentTable {
  id: Generated<number>;
  project_id: ProjectId;
  event_id: EventId;
  name: string;
  content_type: string;
  attachment_type: string;
  size: number;
  sha1: string;
  blob_key: string;
  created_at: number;
}
/**
 * An item that processing could not understand; `item` is its encoded record, base64. Without a project when the record does not
 * name one: then it belongs to the first organisation, whose operators run the server.
 */
export interface DeadLetterTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  project_id: ProjectId | null;
  item_type: string;
  event_id: EventId | null;
  reason: string;
  detail: string;
  item: string;
  created_at: number;
}
/** A row for each shard of the log (`id` = shard + 1): its cursor, and the batch whose rows are not yet confirmed; see `note.ts`. */
export interface ProcessStateTable {
  id: number;
  state: string;
}

export type ChangeKind =
  | 'new'
  | 'regressed'
  | 'reopened'
  | 'resolved'
  | 'archived'
  | 'assigned'
  | 'merged'
  | 'deleted'
  | 'unmerged';

/** The change feed; see `change-feed.ts`. `data` JSON. */
export interface ChangeTable {
  id: Generated<number>;
  at: number;
  kind: ChangeKind;
  organization_id: OrganizationId;
  project_id: ProjectId;
  issue_id: IssueId;
  event_id: EventId | null;
  level: string | null;
  environment: string | null;
  release: string | null;
  user_id: UserId | null;
  data: string | null;
}
/** Up to which change a reader has got. */
export interface FeedReaderTable {
  name: string;
  change_id: number;
  moved_at: number;
}

/** `settings`: projects, keys, and the options of projects and organisations. `issue_hashes`: which issue owns a hash. */
export type VersionName = 'settings' | 'issue_hashes' | 'artifacts';
/** Raised in the transaction that changes what the name stands for. */
export interface VersionTable {
  name: VersionName;
  version: number;
}

/** What rooms that read are given: nothing can be changed through it. */
export type Selects = Pick<Kysely<Database>, 'selectFrom' | 'selectNoFrom' | 'fn' | 'dynamic'>;

export type Issue = Selectable<IssueTable>;
export type Project = Selectable<ProjectTable>;
export type ProjectKeyRow = Selectable<ProjectKeyTable>;
export type OwnershipRow = Selectable<OwnershipTable>;
export type CodeownersRow = Selectable<CodeownersTable>;
export type ExternalActorRow = Selectable<ExternalActorTable>;
export type Organization = Selectable<OrganizationTable>;
export type User = Selectable<UserTable>;
export type Release = Selectable<ReleaseTable>;
export type Alert = Selectable<AlertTables['alerts']>;
export type Detector = Selectable<AlertTables['detectors']>;
export type Integration = Selectable<AlertTables['integrations']>;
export type OutboxMessage = Selectable<AlertTables['outbox']>;
export type StoredWorkflow = Selectable<AlertTables['workflows']>;
export type Team = Selectable<TeamTable>;
