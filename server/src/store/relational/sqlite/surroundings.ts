import type { DatabaseSync } from 'node:sqlite';
import type { IssueSighting } from '../issue-writer.ts';

/** What was seen in a release and an environment; empty texts: unknown. */
type Seen = Pick<IssueSighting, 'organizationId' | 'projectId' | 'release' | 'environment' | 'timestamp'>;

/** From when to when something was seen, and one of those that saw it. */
interface Span {
  readonly of: Seen;
  readonly first: number;
  readonly last: number;
}

/** A project may be deleted while its items are processed: rows of such a project are left out of the batch. */
const OF_LIVING_PROJECT = 'WHERE EXISTS (SELECT 1 FROM projects WHERE id = ?1)';

const WIDEN = `DO UPDATE SET first_seen_at = min(first_seen_at, excluded.first_seen_at),
  last_seen_at = max(last_seen_at, excluded.last_seen_at)`;

/** What events tell beside their issue: releases, environments, and when the first event of a project arrived. */
export class Surroundings {
  readonly #release;
  readonly #releaseProject;
  readonly #releaseEnvironment;
  readonly #environment;
  readonly #firstEvent;

  constructor(raw: DatabaseSync) {
    this.#release = raw.prepare(
      `INSERT INTO releases (organization_id, version, created_at) SELECT ?2, ?3, ?4 ${OF_LIVING_PROJECT}
       ON CONFLICT (organization_id, version) DO UPDATE SET created_at = min(created_at, excluded.created_at) RETURNING id`,
    );
    this.#releaseProject = raw.prepare(
      `INSERT INTO release_projects (project_id, release_id, first_seen_at, last_seen_at)
       VALUES (?, ?, ?, ?) ON CONFLICT (release_id, project_id) ${WIDEN}`,
    );
    this.#releaseEnvironment = raw.prepare(
      `INSERT INTO release_environments (project_id, release_id, environment, first_seen_at, last_seen_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (release_id, project_id, environment) ${WIDEN}`,
    );
    this.#environment = raw.prepare(
      `INSERT INTO environments (project_id, name, first_seen_at) SELECT ?1, ?2, ?3 ${OF_LIVING_PROJECT}
       ON CONFLICT (project_id, name) DO NOTHING`,
    );
    this.#firstEvent = raw.prepare('UPDATE projects SET first_event_at = ? WHERE id = ? AND first_event_at IS NULL');
  }

  /** Before the issues: whether an event regresses one depends on how old its release is. */
  add(sightings: readonly IssueSighting[]): void {
    this.addReleases(sightings);
    for (const own of groups(sightings, ({ projectId }) => projectId)) {
      const { of, first } = spanOf(own);
      this.#firstEvent.run(first, of.projectId);
    }
  }

  /** Releases and environments alone. */
  addReleases(seen: readonly Seen[]): void {
    const released = seen.filter(({ release }) => release !== '');
    for (const own of groups(released, ({ projectId, release }) => `${projectId} ${release}`)) this.#addRelease(own);
    for (const own of groups(seen, ({ projectId, environment }) => `${projectId} ${environment}`)) {
      const { of, first } = spanOf(own);
      this.#environment.run(of.projectId, of.environment, first);
    }
  }

  /** All of one project and release. */
  #addRelease(sightings: readonly Seen[]): void {
    const { of, first, last } = spanOf(sightings);
    const row = this.#release.get(of.projectId, of.organizationId, of.release, first);
    if (row === undefined) return;
    const id = Number(row['id']);
    this.#releaseProject.run(of.projectId, id, first, last);
    for (const own of groups(sightings, ({ environment }) => environment)) {
      const span = spanOf(own);
      this.#releaseEnvironment.run(of.projectId, id, span.of.environment, span.first, span.last);
    }
  }
}

function groups<Key>(sightings: readonly Seen[], keyOf: (sighting: Seen) => Key): Iterable<readonly Seen[]> {
  return Map.groupBy(sightings, keyOf).values();
}

/** `groups` gives no empty ones. */
function spanOf(sightings: readonly Seen[]): Span {
  const times = sightings.map(({ timestamp }) => timestamp);
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  return { of: sightings[0] as Seen, first, last };
}
