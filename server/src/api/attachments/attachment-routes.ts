import { Readable } from 'node:stream';
import type { ProjectId } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { findEvent, listAttachments } from '../../query/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { eventIdOf } from '../events/event-routes.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { Anything, ProjectParams } from '../http/schema.ts';

const Attachment = Type.Object({
  id: Type.String(),
  event_id: Type.String(),
  type: Type.String(),
  name: Type.String(),
  mimetype: Type.String(),
  dateCreated: Type.String(),
  size: Type.Integer(),
  headers: Anything,
  sha1: Type.String(),
});
type AttachmentRow = Awaited<ReturnType<typeof listAttachments>>[number];

const view = (row: AttachmentRow) => ({
  id: String(row.id),
  event_id: row.event_id,
  type: row.attachment_type,
  name: row.name,
  mimetype: row.content_type,
  dateCreated: isoDate(row.created_at),
  size: row.size,
  headers: { 'Content-Type': row.content_type },
  sha1: row.sha1,
});

export function attachmentRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'publicUrl'>): void {
  const path = '/api/0/projects/:org/:project/events/:event/attachments/';
  const params = Type.Object({ ...ProjectParams.properties, event: Type.String() });
  /** Attachments of an event that exists: those of an event that is being deleted are not shown. */
  const rowsOf = async (projectId: ProjectId, event: string) => {
    const eventId = eventIdOf(event);
    const found = await findEvent(deps.events, { projectIds: [projectId] }, eventId);
    if (found === undefined) throw new AppError('not_found');
    return listAttachments(deps.db, projectId, eventId);
  };
  app.get(
    path,
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params,
        querystring: Type.Object({ ...PageQuery, query: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(Attachment) },
      },
    },
    async (request, reply) => {
      const wanted = request.query.query?.toLowerCase() ?? '';
      const rows = await rowsOf(projectOf(request).id, request.params.event);
      const page = pageOf(request.query);
      const result = pageOfRows(
        rows.filter((row) => row.name.toLowerCase().includes(wanted)),
        page,
      );
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(view);
    },
  );
  app.get(
    `${path}:attachment/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ ...params.properties, attachment: Type.String() }),
        querystring: Type.Object({ download: Type.Optional(Type.String()) }),
        response: { 200: Type.Unsafe<Static<typeof Attachment> | Readable>(Attachment) },
      },
    },
    async (request, reply) => {
      const rows = await rowsOf(projectOf(request).id, request.params.event);
      const row = rows.find(({ id }) => String(id) === request.params.attachment);
      if (row === undefined) throw new AppError('not_found');
      if (request.query.download === undefined) return view(row);
      const bytes = await deps.blobs.get(row.blob_key);
      if (bytes === undefined) throw new AppError('not_found', 'the content of this attachment is not stored any more');
      // Bytes from outside: never shown in the page's own origin, whatever content type they have.
      void reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('content-length', bytes.byteLength);
      return reply.send(Readable.from([Buffer.from(bytes)], { objectMode: false }));
    },
  );
}
