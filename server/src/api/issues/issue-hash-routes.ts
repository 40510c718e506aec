import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { factsOfHashes, findEvents, formatShortId, hashId, hashesOfIssue, listProjects } from '../../query/index.ts';
import type { Issue } from '../../store/index.ts';
import { callerOf, issueOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { EventListItem, eventListItem } from '../events/event-schema.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { ISSUE_PATHS } from './issue-routes.ts';
import { unmerge } from './unmerge.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'live' | 'now' | 'publicUrl' | 'grouping'>;

const Hash = Type.Object({
  id: Type.String(),
  latestEvent: EventListItem,
  mergedBySeer: Type.Boolean(),
  seerMatchDistance: Type.Null(),
});
const UnmergeQuery = Type.Object({ id: Type.Array(Type.String(), { minItems: 1, maxItems: 1000 }) });
/** Sentry answers before the work is done, without a body; here the work is done, and the answer names the new issue. */
const Unmerged = Type.Object({ id: Type.String(), shortId: Type.String() });

/** The hashes of an issue, and moving some of them to a new issue. */
export function issueHashRoutes(app: ApiApp, deps: Deps): void {
  for (const place of ISSUE_PATHS) hashRoutes(app, deps, place);
}

function hashRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  const url = `${path}hashes/`;
  app.get(
    url,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, querystring: Type.Object(PageQuery), response: { 200: Type.Array(Hash) } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const page = pageOf(request.query);
      const result = pageOfRows(await carriedHashes(deps, issue), page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      const scope = { projectIds: [issue.project_id], hashIds: result.rows.map(({ hash }) => hashId(hash)) };
      const latest = await findEvents(
        deps.events,
        scope,
        result.rows.map(({ latestEventId }) => latestEventId),
      );
      const byId = new Map(latest.map((event) => [event.eventId, event]));
      return result.rows.flatMap(({ hash, latestEventId }) => {
        const event = byId.get(latestEventId);
        if (event === undefined) return [];
        return { id: hash, latestEvent: eventListItem(event, issue.id), mergedBySeer: false, seerMatchDistance: null };
      });
    },
  );
  const take = async (request: FastifyRequest, hashes: readonly string[]) => {
    const actor = { userId: callerOf(request).user?.id ?? null, now: deps.now() };
    const created = await unmerge(deps, issueOf(request), { hashes, actor });
    const projects = await listProjects(deps.db, organizationOf(request).id);
    const slug = projects.find(({ id }) => id === created.project_id)?.slug ?? '';
    return { id: String(created.id), shortId: formatShortId(slug, created.short_id) };
  };
  const schema = { params, querystring: UnmergeQuery, response: { 202: Unmerged } };
  app.put(url, { config: { access: { scope: 'event:write' } }, schema }, async (request, reply) =>
    reply.status(202).send(await take(request, request.query.id)),
  );
  app.delete(url, { config: { access: { scope: 'event:admin' } }, schema }, async (request, reply) =>
    reply.status(202).send(await take(request, request.query.id)),
  );
}

/** Those by which events know the issue, the newest event first: as Sentry lists them. */
async function carriedHashes(deps: Deps, issue: Issue) {
  const held = await hashesOfIssue(deps.db, issue.id);
  return factsOfHashes(
    deps.events,
    issue.project_id,
    held.map(({ hash }) => hash),
  );
}
