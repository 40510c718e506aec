import type { DatabaseSync } from 'node:sqlite';
import type { AttachmentRow, DeadLetterRow, IssueSighting, UserReportRow } from '../issue-writer.ts';

const DEAD_LETTERS_KEPT = 1000;
const DEAD_LETTER_BYTES_MAX = 16 * 1024;

/** A project may be deleted while its items are under way: rows of such a project are left out, the batch goes on. */
const OF_LIVING_PROJECT = 'WHERE EXISTS (SELECT 1 FROM projects WHERE id = ?1)';

/** What a batch leaves beside issues: releases, environments, reports, attachments, dead letters. */
export class BatchRows {
  readonly #release;
  readonly #environment;
  readonly #firstEvent;
  readonly #userReport;
  readonly #countReport;
  readonly #anyReportWaits;
  readonly #waitingReports;
  readonly #linkReport;
  readonly #attachment;
  readonly #deadLetter;
  readonly #keptLetters;

  constructor(raw: DatabaseSync) {
    this.#release = raw.prepare(
      `INSERT INTO releases (project_id, organization_id, version, first_seen_at, last_seen_at)
       SELECT ?1, ?2, ?3, ?4, ?5 ${OF_LIVING_PROJECT}
       ON CONFLICT (project_id, version) DO UPDATE SET
         first_seen_at = min(first_seen_at, excluded.first_seen_at), last_seen_at = max(last_seen_at, excluded.last_seen_at)`,
    );
    this.#environment = raw.prepare(
      `INSERT INTO environments (project_id, name, first_seen_at) SELECT ?1, ?2, ?3 ${OF_LIVING_PROJECT}
       ON CONFLICT (project_id, name) DO NOTHING`,
    );
    this.#firstEvent = raw.prepare('UPDATE projects SET first_event_at = ? WHERE id = ? AND first_event_at IS NULL');
    this.#userReport = raw.prepare(
      `INSERT INTO user_reports (project_id, event_id, issue_id, name, email, comments, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 ${OF_LIVING_PROJECT}`,
    );
    this.#countReport = raw.prepare('UPDATE issues SET user_report_count = user_report_count + 1 WHERE id = ?');
    this.#anyReportWaits = raw.prepare('SELECT 1 FROM user_reports WHERE issue_id IS NULL LIMIT 1');
    this.#waitingReports = raw.prepare(
      `SELECT r.id, seen.value ->> 2 AS issue_id FROM json_each(?) AS seen CROSS JOIN user_reports AS r
       WHERE r.project_id = seen.value ->> 0 AND r.event_id = seen.value ->> 1 AND r.issue_id IS NULL`,
    );
    this.#linkReport = raw.prepare('UPDATE user_reports SET issue_id = ? WHERE id = ?');
    this.#attachment = raw.prepare(
      `INSERT INTO attachments (project_id, event_id, name, content_type, attachment_type, size, sha1, blob_key, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 ${OF_LIVING_PROJECT}`,
    );
    this.#deadLetter = raw.prepare(
      `INSERT INTO dead_letters (project_id, organization_id, item_type, event_id, reason, detail, item, created_at)
       SELECT ?1, coalesce(?2, (SELECT min(id) FROM organizations)), ?3, ?4, ?5, ?6, ?7, ?8
       WHERE (?1 IS NULL AND EXISTS (SELECT 1 FROM organizations)) OR EXISTS (SELECT 1 FROM projects WHERE id = ?1)`,
    );
    this.#keptLetters = raw.prepare(
      `DELETE FROM dead_letters WHERE project_id IS ?1 AND id <= (SELECT id FROM dead_letters WHERE project_id IS ?1
       ORDER BY id DESC LIMIT 1 OFFSET ${DEAD_LETTERS_KEPT})`,
    );
  }

  /** Before the issues: whether an event regresses one depends on how old its release is. */
  addSurroundings(sightings: readonly IssueSighting[]): void {
    const releases = new Map<string, { of: IssueSighting; first: number; last: number }>();
    const environments = new Map<string, { of: IssueSighting; first: number }>();
    const projects = new Map<number, number>();
    for (const of of sightings) {
      const time = of.timestamp;
      const release = releases.get(`${of.projectId}:${of.release}`);
      if (release === undefined) releases.set(`${of.projectId}:${of.release}`, { of, first: time, last: time });
      else {
        release.first = Math.min(release.first, time);
        release.last = Math.max(release.last, time);
      }
      const environment = environments.get(`${of.projectId}:${of.environment}`);
      if (environment === undefined) environments.set(`${of.projectId}:${of.environment}`, { of, first: time });
      else environment.first = Math.min(environment.first, time);
      projects.set(of.projectId, Math.min(projects.get(of.projectId) ?? time, time));
    }
    for (const { of, first, last } of releases.values()) {
      if (of.release !== '') this.#release.run(of.projectId, of.organizationId, of.release, first, last);
    }
    for (const { of, first } of environments.values()) this.#environment.run(of.projectId, of.environment, first);
    for (const [projectId, first] of projects) this.#firstEvent.run(first, projectId);
  }

  addUserReport(report: UserReportRow, issueId: number | null): void {
    const { projectId, eventId, name, email, comments, createdAt } = report;
    this.#userReport.run(projectId, eventId, issueId, name, email, comments, createdAt);
    if (issueId !== null) this.#countReport.run(issueId);
  }

  addAttachment(row: AttachmentRow): void {
    const { projectId, eventId, name, contentType, attachmentType, size, sha1, blobKey, createdAt } = row;
    this.#attachment.run(projectId, eventId, name, contentType, attachmentType, size, sha1, blobKey, createdAt);
  }

  /** Reports that came before their events: they get the issues of the events that have come now. */
  linkReports(seen: Iterable<{ readonly issueId: number; readonly sightings: readonly IssueSighting[] }>): void {
    if (this.#anyReportWaits.get() === undefined) return;
    const events = [...seen].flatMap(({ issueId, sightings }) =>
      sightings.map(({ projectId, eventId }) => [projectId, eventId, issueId]),
    );
    for (const { id, issue_id: issueId } of this.#waitingReports.all(JSON.stringify(events))) {
      this.#linkReport.run(issueId ?? null, id ?? null);
      this.#countReport.run(issueId ?? null);
    }
  }

  /** The newest of each project are kept, so that a client that sends nothing but rubbish does not fill the disk. */
  addDeadLetters(rows: readonly DeadLetterRow[]): void {
    for (const row of rows) {
      const { projectId, organizationId, itemType, eventId, reason, createdAt } = row;
      const isCut = row.item.length > DEAD_LETTER_BYTES_MAX;
      const detail = isCut
        ? `${row.detail} (the first ${DEAD_LETTER_BYTES_MAX} of ${row.item.length} bytes are kept)`
        : row.detail;
      const item = Buffer.from(row.item.subarray(0, DEAD_LETTER_BYTES_MAX)).toString('base64');
      this.#deadLetter.run(projectId, organizationId, itemType, eventId, reason, detail, item, createdAt);
    }
    for (const projectId of new Set(rows.map((row) => row.projectId))) this.#keptLetters.run(projectId);
  }
}
