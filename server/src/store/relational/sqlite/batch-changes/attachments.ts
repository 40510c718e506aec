import type { ProjectId, EventId } from '@garrison/protocol';
import { type BatchChange, OF_EXISTING_PROJECT } from './batch-change.ts';

export interface AttachmentRow {
  readonly projectId: ProjectId;
  readonly eventId: EventId;
  readonly name: string;
  readonly contentType: string;
  readonly attachmentType: string;
  readonly size: number;
  readonly sha1: string;
  readonly blobKey: string;
  readonly createdAt: number;
}

declare module '../../relational-change.ts' {
  interface RelationalChanges {
    attachment: AttachmentRow;
  }
}

const INSERT = `INSERT INTO attachments (project_id, event_id, name, content_type, attachment_type, size, sha1, blob_key, created_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 ${OF_EXISTING_PROJECT}`;

/** Where the bytes of an attachment lie, and which event it came with. */
export const attachments: BatchChange<'attachment'> = {
  kind: 'attachment',
  open(raw) {
    const insert = raw.prepare(INSERT);
    return {
      apply(rows) {
        for (const { projectId, eventId, name, contentType, attachmentType, size, sha1, blobKey, createdAt } of rows) {
          insert.run(projectId, eventId, name, contentType, attachmentType, size, sha1, blobKey, createdAt);
        }
      },
    };
  },
};
