import { createHash } from 'node:crypto';
import { normalizeEventId, OUTCOME_REASONS } from '@garrison/protocol';
import { ACCEPTED, endingsOf, refused } from '../endings.ts';
import type { Signal } from '../signal.ts';

/** Files that came with an event. Kept under the event's id even if that event never comes: an SDK may send it apart. */
export const attachments: Signal = {
  name: 'attachments',
  items: ['attachment'],
  process(item) {
    const { projectId, payload: bytes } = item;
    const eventId = normalizeEventId(item.eventId);
    if (eventId === null) return refused(item, OUTCOME_REASONS.orphan);
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    const row = {
      projectId,
      eventId,
      name: (item.filename ?? 'unnamed').toWellFormed().slice(0, 255),
      contentType: (item.contentType ?? 'application/octet-stream').toWellFormed().slice(0, 255),
      attachmentType: item.attachmentType ?? 'event.attachment',
      size: bytes.byteLength,
      sha1,
      blobKey: `attachments/${projectId}/${eventId}/${sha1}`,
      createdAt: item.receivedAt,
    };
    return {
      rows: {},
      relational: [{ kind: 'attachment', row }],
      blobs: [{ key: row.blobKey, bytes }],
      endings: endingsOf(item, ACCEPTED),
    };
  },
};
