import type { IssueId, EventId } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import { isoDate } from '../http/dates.ts';
import { NullableAnything } from '../http/schema.ts';

export const UserReport = Type.Object({
  id: Type.String(),
  eventID: Type.String(),
  name: Type.String(),
  email: Type.String(),
  comments: Type.String(),
  dateCreated: Type.String(),
  user: Type.Null(),
  event: Type.Object({ id: Type.String(), eventID: Type.String() }),
  issue: NullableAnything,
});

interface UserReportRow {
  readonly id: number;
  readonly event_id: EventId;
  readonly issue_id: IssueId | null;
  readonly name: string;
  readonly email: string;
  readonly comments: string;
  readonly created_at: number;
}

export function userReportView(row: UserReportRow): Static<typeof UserReport> {
  return {
    id: String(row.id),
    eventID: row.event_id,
    name: row.name,
    email: row.email,
    comments: row.comments,
    dateCreated: isoDate(row.created_at),
    user: null,
    event: { id: row.event_id, eventID: row.event_id },
    issue: row.issue_id === null ? null : { id: String(row.issue_id) },
  };
}
