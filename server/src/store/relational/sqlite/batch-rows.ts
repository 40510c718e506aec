import type { DatabaseSync } from 'node:sqlite';
import type { DeadLetterRow } from '../issue-writer.ts';

const DEAD_LETTERS_KEPT = 1000;
const DEAD_LETTER_BYTES_MAX = 16 * 1024;

/** The dead letters of a batch. */
export class BatchRows {
  readonly #deadLetter;
  readonly #keptLetters;

  constructor(raw: DatabaseSync) {
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

  /** The newest of each project are kept, so that a client that sends only unreadable items does not fill the disk. */
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
