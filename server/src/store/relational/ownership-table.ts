import type { OrganizationId, ProjectId, UserId, TeamId } from '@garrison/protocol';
import type { Generated } from 'kysely';

/** Rules as they were written. `auto_assignment`: Sentry's three sentences. */
export interface OwnershipTable {
  project_id: ProjectId;
  raw: string;
  fallthrough: number;
  auto_assignment: string;
  codeowners_auto_sync: number;
  created_at: number;
  updated_at: number;
}

/** A CODEOWNERS file; a path that begins with `source_root` begins with `stack_root` in stack traces. */
export interface CodeownersTable {
  id: Generated<number>;
  project_id: ProjectId;
  raw: string;
  source_root: string;
  stack_root: string;
  created_at: number;
  updated_at: number;
}
/** Who a name of a code host is: one of `team_id` and `user_id` is set. */
export interface ExternalActorTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  provider: string;
  external_name: string;
  team_id: TeamId | null;
  user_id: UserId | null;
}

/** Why a team or a user owns an issue: a rule of the project, a line of CODEOWNERS, or no rule, so that it is the project's first team. */
export type OwnerSource = 'ownership' | 'codeowners' | 'first_team';

/** An entry of an issue's column `owners`. */
export interface IssueOwner {
  readonly type: 'team' | 'user';
  readonly id: number;
  readonly source: OwnerSource;
  /** Empty for the first team. */
  readonly rule: string;
  /** Since when, in milliseconds. */
  readonly since: number;
}
