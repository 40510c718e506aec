import { Type, type Static } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DAY_MS } from '../../durations.ts';
import { issuesOfOrganization, searchIssueIds } from '../../query/index.ts';
import { edits, type Issue } from '../../store/index.ts';
import { callerOf, organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { Anything, NoContent, Nullable, NullableString, OrganizationParams, ProjectParams } from '../http/schema.ts';
import { ActorSchema } from './issue-schema.ts';
import { IssueListQuery, issueSearchOf } from './issue-search.ts';
import { IssuePut, type IssuePutBody } from './issue-put.ts';
import { editOf, refuseWithoutEffect } from './issue-update.ts';
import { issueViews } from './issue-view.ts';
import { removeIssues } from './remove-issues.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'live' | 'storedDays' | 'now' | 'publicUrl'>;

/** The clocks of services may be ahead of this one. */
const CLOCK_AHEAD_MS = DAY_MS;
const BulkQuery = Type.Object({
  ...IssueListQuery.properties,
  id: Type.Optional(Type.Array(Type.Integer(), { maxItems: 10_000 })),
  /** Without ids: all issues of this status. */
  status: Type.Optional(Type.String()),
});
type BulkQueryValues = Static<typeof BulkQuery>;

const BulkAnswer = Type.Object({
  status: Type.Optional(Type.String()),
  statusDetails: Type.Optional(Anything),
  substatus: Type.Optional(NullableString),
  assignedTo: Type.Optional(Nullable(ActorSchema)),
  priority: Type.Optional(Type.String()),
  hasSeen: Type.Optional(Type.Boolean()),
  isBookmarked: Type.Optional(Type.Boolean()),
  isPublic: Type.Optional(Type.Boolean()),
  isSubscribed: Type.Optional(Type.Boolean()),
  merge: Type.Optional(Type.Object({ parent: Type.String(), children: Type.Array(Type.String()) })),
});

export function issueBulkRoutes(app: ApiApp, deps: Deps): void {
  const paths = [
    { path: '/api/0/organizations/:org/issues/', params: OrganizationParams },
    { path: '/api/0/projects/:org/:project/issues/', params: ProjectParams },
  ] as const;
  for (const { path, params } of paths) {
    app.put(
      path,
      {
        config: { access: { scope: 'event:write' } },
        schema: {
          params,
          querystring: BulkQuery,
          body: IssuePut,
          response: { 200: BulkAnswer, 204: NoContent },
        },
      },
      async (request, reply) => update(deps, { request, reply, query: request.query, body: request.body }),
    );
    app.delete(
      path,
      {
        config: { access: { scope: 'event:admin' } },
        schema: { params, querystring: BulkQuery, response: { 204: NoContent } },
      },
      async (request, reply) => {
        if (request.query.id === undefined && request.query.query === undefined) {
          throw new FieldError({ id: ['Name the issues to delete, by id or by query.'] });
        }
        const actor = { userId: callerOf(request).user?.id ?? null, now: deps.now() };
        await removeIssues(deps, await selected(deps, request, request.query), { discard: false, actor });
        return reply.status(204).send(null);
      },
    );
  }
}

interface BulkRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: BulkQueryValues;
  readonly body: IssuePutBody;
}

async function update(deps: Deps, { request, reply, query, body }: BulkRequest) {
  const actor = { userId: callerOf(request).user?.id ?? null, now: deps.now() };
  refuseWithoutEffect(body, actor.userId);
  const issues = await selected(deps, request, query);
  if (issues.length === 0) return reply.status(204).send(null);
  const organization = organizationOf(request);
  if (body.merge === true || body.merge === 1) return { merge: await merge(deps, issues, actor) };
  if (body.discard === true) {
    await removeIssues(deps, issues, { discard: true, actor });
    return reply.status(204).send(null);
  }
  const edit = await editOf(deps, body, { organization, issues, now: actor.now });
  await edits.updateIssues(
    deps.db,
    issues.map(({ id }) => id),
    { edit, actor },
  );
  deps.live.wake();
  const [first] = await issuesOfOrganization(
    deps.db,
    organization.id,
    issues.slice(0, 1).map(({ id }) => id),
  );
  const [view] = await issueViews(deps, first === undefined ? [] : [first], {
    organization,
    userId: actor.userId,
    counts: new Map(),
  });
  const { status, substatus, assignee, priority, hasSeen, isBookmarked, isPublic, isSubscribed } = edit;
  return {
    ...(status === undefined
      ? {}
      : {
          status,
          statusDetails: view?.statusDetails ?? {},
          ...(typeof view?.substatus === 'string' ? { substatus: view.substatus } : {}),
        }),
    ...(substatus === undefined ? {} : { substatus }),
    ...(assignee === undefined ? {} : { assignedTo: view?.assignedTo ?? null }),
    ...(priority === undefined ? {} : { priority }),
    ...(hasSeen === undefined ? {} : { hasSeen }),
    ...(isBookmarked === undefined ? {} : { isBookmarked }),
    ...(isPublic === undefined ? {} : { isPublic }),
    ...(isSubscribed === undefined ? {} : { isSubscribed }),
  };
}

async function merge(deps: Deps, issues: readonly Issue[], actor: edits.Actor) {
  if (issues.length < 2) throw new FieldError({ merge: ['Merging takes two issues.'] });
  if (new Set(issues.map(({ project_id }) => project_id)).size > 1) {
    throw new FieldError({ merge: ['Only issues of one project can be merged.'] });
  }
  const ids = issues.map(({ id }) => id);
  const merged = await edits.mergeIssues(deps.db, ids, actor);
  if (merged === undefined) throw new FieldError({ merge: ['The issues have changed meanwhile; look again.'] });
  deps.live.wake();
  return { parent: String(merged.parent.id), children: merged.children.map(({ id }) => String(id)) };
}

/** By id, or all that the query finds. */
async function selected(deps: Deps, request: FastifyRequest, query: BulkQueryValues): Promise<Issue[]> {
  const organization = organizationOf(request);
  const project = request.seen.project === undefined ? undefined : projectOf(request);
  let { id: ids } = query;
  if (ids === undefined) {
    const search = await issueSearchOf(deps, request, {
      ...query,
      query: query.query ?? (query.status === undefined ? '' : `is:${query.status}`),
      // A bulk change means all issues, however old, unless it says otherwise.
      ...(query.statsPeriod === undefined && query.start === undefined
        ? { period: { start: 0, end: deps.now() + CLOCK_AHEAD_MS } }
        : {}),
      ...(project === undefined ? {} : { project: [String(project.id)] }),
    });
    ids = await searchIssueIds(deps, search);
  }
  const issues = await issuesOfOrganization(deps.db, organization.id, ids);
  return project === undefined ? issues : issues.filter((issue) => issue.project_id === project.id);
}
