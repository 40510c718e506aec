import type { DatabaseSync } from 'node:sqlite';
import type { IssueId, ProjectId } from '@garrison/protocol';
import type { ChangeKind } from '../database.ts';
import { type Advance, type IssueState, type IssueTally, advance, priorityOf } from '../issue-life.ts';
import { ReleaseFacts } from './release-facts.ts';
import type { CountedIssue, IssueSighting } from '../issue-writer.ts';

const READ = `SELECT id, title, culprit, type, metadata, level, is_unhandled, status, substatus, status_details, times_seen,
  first_seen_at, last_seen_at, last_release, resolved_at FROM issues WHERE id = ?`;
const UPDATE = `UPDATE issues SET title = ?, culprit = ?, type = ?, metadata = ?, level = ?, is_unhandled = ?, status = ?, substatus = ?,
  status_details = ?, times_seen = ?, first_seen_at = ?, last_seen_at = ?, last_release = ?, resolved_at = ? WHERE id = ?`;
const CREATE = `INSERT INTO issues (organization_id, project_id, short_id, title, culprit, type, metadata, level, platform, logger, status,
  substatus, status_details, priority, is_unhandled, times_seen, first_seen_at, last_seen_at, first_release, last_release)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unresolved', 'new', '{}', ?, ?, 0, ?, ?, ?, ?) RETURNING id`;

const ADD_CHANGE = `INSERT INTO changes (at, kind, organization_id, project_id, issue_id, event_id, level, environment, release, data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The issue rows themselves: created, and advanced by a batch. */
export class IssueRows {
  readonly #read;
  readonly #update;
  readonly #create;
  readonly #nextShortId;
  readonly #addActivity;
  readonly #releases;
  readonly #uncount;
  readonly #addChange;

  constructor(raw: DatabaseSync) {
    this.#read = raw.prepare(READ);
    this.#update = raw.prepare(UPDATE);
    this.#create = raw.prepare(CREATE);
    this.#nextShortId = raw.prepare(
      `UPDATE projects SET short_id_counter = short_id_counter + 1 WHERE id = ? AND organization_id = ? RETURNING short_id_counter`,
    );
    this.#addActivity = raw.prepare(
      'INSERT INTO issue_activity (issue_id, project_id, user_id, type, data, created_at) VALUES (?, ?, NULL, ?, ?, ?)',
    );
    this.#uncount = raw.prepare('UPDATE issues SET times_seen = times_seen - 1 WHERE id = ? AND times_seen > 0');
    this.#addChange = raw.prepare(ADD_CHANGE);
    this.#releases = new ReleaseFacts(raw);
  }

  /** One event less. */
  uncount(id: IssueId): void {
    this.#uncount.run(id);
  }

  /** Undefined when the project does not exist any more. */
  create(sighting: IssueSighting): number | undefined {
    const counter = this.#nextShortId.get(sighting.projectId, sighting.organizationId);
    if (counter === undefined) return undefined;
    const release = sighting.release === '' ? null : sighting.release;
    const created = this.#create.get(
      sighting.organizationId,
      sighting.projectId,
      counter['short_id_counter'] ?? null,
      sighting.title,
      sighting.culprit,
      sighting.type,
      JSON.stringify(sighting.metadata),
      sighting.level,
      sighting.platform,
      sighting.logger,
      priorityOf(sighting.level),
      sighting.isUnhandled ? 1 : 0,
      sighting.timestamp,
      sighting.timestamp,
      release,
      release,
    );
    const id = Number(created?.['id']);
    this.#addActivity.run(id, sighting.projectId, 'first_seen', '{}', sighting.timestamp);
    return id;
  }

  advance(seen: IssueTally, now: number): CountedIssue | undefined {
    // The statement's columns are those of the type.
    const issue = this.#read.get(seen.issueId) as IssueState | undefined;
    if (issue === undefined) return undefined;
    const { projectId, organizationId } = seen.latest;
    const releases = this.#releases.of(seen.latest);
    const { state, kind, activity, cause } = advance(issue, seen, { now, releases });
    this.#store(state);
    if (kind !== 'seen' && cause !== undefined) this.#tell(cause, { kind, issueId: issue.id, activity, now });
    if (activity !== undefined) this.#record(activity, { issueId: issue.id, projectId, now });
    return {
      kind,
      issueId: issue.id,
      projectId,
      organizationId,
      lastSeen: state.last_seen_at,
      timesSeen: state.times_seen,
    };
  }

  #record(
    activity: NonNullable<Advance['activity']>,
    of: { issueId: IssueId; projectId: ProjectId; now: number },
  ): void {
    this.#addActivity.run(of.issueId, of.projectId, activity.type, JSON.stringify(activity.data), of.now);
  }

  /** In the change feed. */
  #tell(
    cause: IssueSighting,
    {
      kind,
      issueId,
      activity,
      now,
    }: { kind: ChangeKind; issueId: IssueId; activity: Advance['activity']; now: number },
  ): void {
    const { organizationId, projectId, eventId, level, environment } = cause;
    const release = cause.release === '' ? null : cause.release;
    const data = activity === undefined ? null : JSON.stringify({ activity: activity.type });
    this.#addChange.run(now, kind, organizationId, projectId, issueId, eventId, level, environment, release, data);
  }

  #store(state: IssueState): void {
    this.#update.run(
      state.title,
      state.culprit,
      state.type,
      state.metadata,
      state.level,
      state.is_unhandled,
      state.status,
      state.substatus,
      state.status_details,
      state.times_seen,
      state.first_seen_at,
      state.last_seen_at,
      state.last_release,
      state.resolved_at,
      state.id,
    );
  }
}
