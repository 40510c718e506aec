import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Generated } from 'kysely';

/** Releases, with the commits, files and deploys that pipelines send. */
export interface ReleaseTables {
  releases: ReleaseTable;
  release_projects: ReleaseProjectTable;
  release_environments: ReleaseEnvironmentTable;
  repositories: RepositoryTable;
  commits: CommitTable;
  commit_files: CommitFileTable;
  release_commits: ReleaseCommitTable;
  deploys: DeployTable;
  deploy_projects: DeployProjectTable;
}

/**
 * `created_at`: when its first event happened, in whatever project, or when it was announced, whichever is earlier.
 * `status`: `open`, or `archived`. A release is as old as `released_at`, else `created_at`.
 */
export interface ReleaseTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  version: string;
  created_at: number;
  status: Generated<string>;
  ref: string | null;
  url: string | null;
  started_at: number | null;
  released_at: number | null;
}
/** `first_seen_at`: since when the project has the release, by an event or by an announcement. */
interface ReleaseProjectTable {
  release_id: number;
  project_id: ProjectId;
  first_seen_at: number;
  last_seen_at: number;
}
/** Of events and sessions. */
interface ReleaseEnvironmentTable {
  release_id: number;
  project_id: ProjectId;
  environment: string;
  first_seen_at: number;
  last_seen_at: number;
}
/** `name`: `owner/name`, or whatever commits call it. `provider`: Sentry's id of the code host, such as `github`. */
interface RepositoryTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  name: string;
  url: string | null;
  provider: string | null;
  created_at: number;
}
/** `committed_at`: when it was made; when it was first heard of, if the pipeline does not say. */
interface CommitTable {
  id: Generated<number>;
  repository_id: number;
  sha: string;
  message: string | null;
  author_name: string | null;
  author_email: string | null;
  committed_at: number;
}
/** `type`: `A` added, `M` modified, `D` deleted. */
interface CommitFileTable {
  commit_id: number;
  path: string;
  type: string;
}
/** `position` 0: the newest. */
interface ReleaseCommitTable {
  release_id: number;
  commit_id: number;
  position: number;
}
interface DeployTable {
  id: Generated<number>;
  release_id: number;
  environment: string;
  name: string | null;
  url: string | null;
  started_at: number | null;
  finished_at: number;
}
interface DeployProjectTable {
  deploy_id: number;
  project_id: ProjectId;
}
