import type { DatabaseSync } from 'node:sqlite';
import { followSemver } from '@garrison/protocol';
import type { ReleaseOrder } from '../resolution-life.ts';

const DATE = 'coalesce(release.released_at, seen.first_seen_at)';
const OF_PROJECT = 'releases AS release JOIN release_projects AS seen ON seen.release_id = release.id';
const NEWEST = 10;

/** The releases of projects, in the form that the issue writer needs. */
export class ReleaseFacts {
  readonly #age;
  readonly #newest;
  readonly #withCommit;

  constructor(raw: DatabaseSync) {
    this.#age = raw.prepare(
      `SELECT ${DATE} AS at FROM ${OF_PROJECT}
       WHERE release.organization_id = ? AND release.version = ? AND seen.project_id = ?`,
    );
    this.#newest = raw.prepare(
      `SELECT release.version FROM ${OF_PROJECT} WHERE seen.project_id = ?
       ORDER BY ${DATE} DESC, release.id DESC LIMIT ${NEWEST}`,
    );
    this.#withCommit = raw.prepare(
      `SELECT min(${DATE}) AS at FROM repositories AS repository
       JOIN commits AS own ON own.repository_id = repository.id
       JOIN release_commits AS of_release ON of_release.commit_id = own.id
       JOIN releases AS release ON release.id = of_release.release_id
       JOIN release_projects AS seen ON seen.release_id = release.id
       WHERE repository.organization_id = ? AND repository.name = ? AND own.sha = ? AND seen.project_id = ?`,
    );
  }

  /** What is asked is read once. */
  of({ organizationId, projectId }: { organizationId: number; projectId: number }): ReleaseOrder {
    let follows: boolean | undefined;
    return {
      age: (version) => numberOf(this.#age.get(organizationId, version, projectId)?.['at']),
      followsSemver: () => (follows ??= followSemver(this.#newest.all(projectId).map((row) => String(row['version'])))),
      ageWithCommit: ({ repository, commit }) =>
        numberOf(this.#withCommit.get(organizationId, repository, commit, projectId)?.['at']),
    };
  }
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
