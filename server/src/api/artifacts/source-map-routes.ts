import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findEvent, readPayload } from '../../query/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { ProjectParams } from '../http/schema.ts';
import { entriesOf } from '../events/event-entries.ts';
import { createShown } from '../events/shown.ts';
import { SourceMapDebug, sourceMapDebug } from './source-map-debug.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'symbolicate'>;

const Params = Type.Object({ ...ProjectParams.properties, event: Type.String({ pattern: '^[0-9a-fA-F]{32}$' }) });
const Mapped = Type.Object({
  /** Frames that show original source, and did not before. */
  changed: Type.Integer(),
  entries: Type.Array(Type.Object({ type: Type.String(), data: Type.Unknown() })),
  debug: SourceMapDebug,
});

/** Why frames are still minified, and the same event mapped with what is uploaded by now. */
export function sourceMapRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/projects/:org/:project/events/:event/source-map-debug/',
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: Params, response: { 200: SourceMapDebug } },
    },
    async (request) => sourceMapDebug(deps, projectOf(request), await payloadOf(deps, request, request.params.event)),
  );
  app.get(
    '/api/garrison/projects/:org/:project/events/:event/symbolicated/',
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: Params, response: { 200: Mapped } },
    },
    async (request) => {
      const project = projectOf(request);
      const stored = await payloadOf(deps, request, request.params.event);
      const { event, changed } = await deps.symbolicate(project.id, stored);
      const debug = await sourceMapDebug(deps, project, event);
      return { changed, entries: entriesOf(event, createShown()), debug };
    },
  );
}

async function payloadOf(
  deps: Deps,
  request: FastifyRequest,
  eventId: string,
): Promise<Readonly<Record<string, unknown>>> {
  const event = await findEvent(deps.events, { projectIds: [projectOf(request).id] }, eventId.toLowerCase());
  const stored = event === undefined ? undefined : await readPayload(deps.events, event);
  if (stored === undefined) throw new AppError('not_found');
  return stored;
}
