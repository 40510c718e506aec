import type { DatabaseSync } from 'node:sqlite';
import type { AttachmentRow, DeadLetterRow, IssueSighting, UserReportRow } from '../issue-writer.ts';

const DEAD_LETTERS_KEPT = 1000;
const DEAD_LETTER_BYTES_MAX = 16 * 1024;

/** A project may be deleted while its items are under way: rows of such a project are left out, the batch goes on. */
const OF_LIVING_PROJECT = 'WHERE EXISTS (SELECT 1 FROM projects WHERE id = ?1)';

/** What a batch leaves beside issues and their surroundings: reports, attachments, dead letters. */
export class BatchRows {
  readonly #userReport;
  readonly #countReport;
  readonly #anyReportWaits;
  readonly #waitingReports;
  readonly #linkReport;
  readonly #attachment;
  readonly #deadLetter;
  readonly #keptLetters;

  constructor(raw: DatabaseSync) {
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
