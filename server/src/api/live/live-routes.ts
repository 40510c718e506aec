import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import { formatShortId, issuesOfOrganization, listProjects } from '../../query/index.ts';
import type { IssueChange, Project } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { OrganizationParams } from '../http/schema.ts';
import type { LiveMessage } from './live-hub.ts';

const HEARTBEAT_MS = 15_000;
/** A reader this far behind is cut off; it comes back and reloads. */
const BUFFER_BYTES_MAX = 1 << 20;

export function liveRoutes(app: ApiApp, deps: ApiDeps): void {
  const open = new Set<ServerResponse>();
  // A stream never ends by itself: closing the server would wait for it.
  app.addHook('preClose', async () => {
    for (const response of open) response.end();
  });
  /** Server-sent events: `hello` first, then `issues` whenever issues changed. `Last-Event-ID` asks for what was missed. */
  app.get(
    '/api/garrison/organizations/:org/live/',
    {
      config: { access: { scope: 'event:read' } },
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
      reply.hijack();
      open.add(reply.raw);
      reply.raw.on('close', () => open.delete(reply.raw));
      openStream(deps, reply.raw, {
        organizationId: organizationOf(request).id,
        projects: new Map(projects.map((project) => [project.id, project])),
        isWhole: request.query.project === undefined,
        lastId: Number.isSafeInteger(lastId) ? lastId : undefined,
      });
    },
  );
}

interface StreamOptions {
  readonly organizationId: number;
  projects: ReadonlyMap<number, Project>;
  /** All projects of the organisation, also ones that are made later. */
  readonly isWhole: boolean;
  readonly lastId: number | undefined;
}

function openStream(deps: ApiDeps, response: ServerResponse, options: StreamOptions): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write('event: hello\ndata: {}\n\n');
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), HEARTBEAT_MS);
  // One message after the other, although each asks the store for its short ids.
  let sending: Promise<void> = Promise.resolve();
  const leave = deps.live.subscribe(
    {
      onMessage(message) {
        sending = sending
          .then(() => send(deps, response, { message, options }))
          .catch((error: unknown) => {
            deps.logger.error({ err: error }, 'a live message could not be sent');
            response.destroy();
          });
      },
      onClose: () => response.end(),
    },
    options.lastId,
  );
  response.on('close', () => {
    clearInterval(heartbeat);
    leave();
  });
}

async function send(
  deps: ApiDeps,
  response: ServerResponse,
  { message, options }: { message: LiveMessage; options: StreamOptions },
): Promise<void> {
  const own = message.changes.filter((change) => change.organizationId === options.organizationId);
  if (own.length === 0 || response.destroyed) return;
  if (options.isWhole && own.some((change) => !options.projects.has(change.projectId))) {
    const projects = await listProjects(deps.db, options.organizationId);
    options.projects = new Map(projects.map((project) => [project.id, project]));
  }
  const changes = own.filter((change) => options.projects.has(change.projectId));
  if (changes.length === 0) return;
  const data = JSON.stringify({ changes: await viewsOf(deps, changes, options) });
  if (response.writableLength > BUFFER_BYTES_MAX) response.destroy();
  else response.write(`id: ${message.id}\nevent: issues\ndata: ${data}\n\n`);
}

async function viewsOf(deps: ApiDeps, changes: readonly IssueChange[], options: StreamOptions) {
  const ids = changes.map((change) => change.issueId);
  const issues = await issuesOfOrganization(deps.db, options.organizationId, ids);
  const numbers = new Map(issues.map((issue) => [issue.id, issue.short_id]));
  return changes.map(({ kind, issueId, projectId, lastSeen, timesSeen }) => ({
    kind,
    issueId: String(issueId),
    shortId: formatShortId(options.projects.get(projectId)?.slug ?? '', numbers.get(issueId) ?? 0),
    projectId: String(projectId),
    lastSeen: new Date(lastSeen).toISOString(),
    timesSeen,
  }));
}
