import type { FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import { callerMay, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery, environmentsIn, projectsIn } from '../http/filters.ts';
import { OrganizationParams } from '../http/schema.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';

type Deps = Pick<ApiDeps, 'db' | 'live' | 'now' | 'logger'>;

const SCOPE = 'event:read';
/** Also the longest time that a stream stays open after its token or membership ended. */
const HEARTBEAT_MS = 15_000;

export function liveRoutes(app: ApiApp, deps: Deps): void {
  const open = new Set<ServerResponse>();
  // A stream does not end by itself, and closing the server would wait for it.
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  /**
   * Server-sent events: `hello` first, then `issues` whenever something happened to issues. The id of a message is a place in the change
   * feed: `Last-Event-ID` gives everything that happened since, also what happened while the server was away. `complete` of `hello` is
   * false when the feed no longer reaches back to there: then anything may have changed.
   */
  app.get(
    '/api/garrison/organizations/:org/live/',
    {
      config: { access: { scope: SCOPE } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ project: FilterQuery.project, environment: FilterQuery.environment }),
        // Written raw below; the schema is for the document.
        response: { 200: Type.String({ description: 'text/event-stream' }) },
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const projects = await projectsIn(deps, request, request.query.project);
      const lastId = Number(request.headers['last-event-id'] ?? Number.NaN);
      const stream = await createLiveStream(deps, reply.raw, {
        organizationId: organizationOf(request).id,
        projects: new Map(projects.map((project) => [project.id, project])),
        isWhole: request.query.project === undefined,
        environments: new Set(environmentsIn(request.query.environment)),
        after: Number.isSafeInteger(lastId) ? lastId : undefined,
      });
      reply.hijack();
      open.add(reply.raw);
      reply.raw.on('close', () => open.delete(reply.raw));
      attend(deps, { request, stream, response: reply.raw });
    },
  );
}

/** Keeps a stream going until its reader leaves, the server closes, or the caller may no longer read. */
function attend(
  deps: Deps,
  { request, stream, response }: { request: FastifyRequest; stream: LiveStream; response: ServerResponse },
): void {
  const leave = deps.live.subscribe({
    onWake: () => stream.readFeed(),
    onCounted: (issues) => stream.tellCounts(issues),
    onClose: () => response.end(),
  });
  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
  const beat = async (): Promise<void> => {
    try {
      const may = await callerMay(request, deps, SCOPE);
      if (!may) return void response.end();
      response.write(': heartbeat\n\n');
      stream.readFeed();
    } catch (error) {
      deps.logger.error({ err: error }, 'a live stream could not be checked; it ends');
      response.destroy();
    }
  };
  response.on('close', () => {
    clearInterval(heartbeat);
    leave();
  });
  stream.begin();
}
