import type { ProjectId, EventId } from '@garrison/protocol';
import { type BatchChange, OF_EXISTING_PROJECT } from './batch-change.ts';

export interface UserReportRow {
  readonly projectId: ProjectId;
  readonly eventId: EventId;
  readonly name: string;
  readonly email: string;
  readonly comments: string;
  readonly createdAt: number;
  /** Of the event when it was stored before this batch, whole or the first 16 digits; else it is linked when the event comes. */
  readonly hashes: readonly string[];
}

declare module '../../relational-change.ts' {
  interface RelationalChanges {
    user_report: UserReportRow;
  }
}

const INSERT = `INSERT INTO user_reports (project_id, event_id, issue_id, name, email, comments, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 ${OF_EXISTING_PROJECT}`;
const WAITING = `SELECT r.id, seen.value ->> 2 AS issue_id FROM json_each(?) AS seen CROSS JOIN user_reports AS r
  WHERE r.project_id = seen.value ->> 0 AND r.event_id = seen.value ->> 1 AND r.issue_id IS NULL`;

/** What users wrote about an event, linked to its issue whichever of the two came first. */
export const userReports: BatchChange<'user_report'> = {
  kind: 'user_report',
  open(raw) {
    const insert = raw.prepare(INSERT);
    const count = raw.prepare('UPDATE issues SET user_report_count = user_report_count + 1 WHERE id = ?');
    const anyWaits = raw.prepare('SELECT 1 FROM user_reports WHERE issue_id IS NULL LIMIT 1');
    const waiting = raw.prepare(WAITING);
    const link = raw.prepare('UPDATE user_reports SET issue_id = ? WHERE id = ?');
    return {
      apply(rows, context) {
        for (const { projectId, eventId, name, email, comments, createdAt, hashes } of rows) {
          const found = context.issueOfEvent(projectId, eventId) ?? context.issueOfHashes(projectId, hashes);
          insert.run(projectId, eventId, found ?? null, name, email, comments, createdAt);
          if (found !== undefined) count.run(found);
        }
      },
      afterIssues(seen) {
        if (anyWaits.get() === undefined) return;
        const events = seen.flatMap(({ issueId, sightings }) =>
          sightings.map(({ projectId, eventId }) => [projectId, eventId, issueId]),
        );
        for (const { id, issue_id: issueId } of waiting.all(JSON.stringify(events))) {
          link.run(issueId ?? null, id ?? null);
          count.run(issueId ?? null);
        }
      },
    };
  },
};
