import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  answerIssueTerms,
  findEvent,
  findOldestEvent,
  hashId,
  hashesOfIssues,
  issueOfHash,
  listEvents,
  listProjects,
  parseSearch,
  periodIn,
  readPayload,
  searchRemarks,
  type EventScope,
  type EventSummary,
} from '../../query/index.ts';
import { issueOf, organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery } from '../http/filters.ts';
import { setSearchRemarks } from '../http/search-remarks.ts';
import { PageQuery, positionPageOf, setPositionLink } from '../http/paging.ts';
import { OrganizationParams, ProjectParams } from '../http/schema.ts';
import { ISSUE_PATHS } from '../issues/issue-routes.ts';
import { contextOf } from '../issues/issue-search.ts';
import { EventDetail, EventListItem, eventListItem } from './event-schema.ts';
import { eventDetail } from './event-view.ts';

const EventsQuery = Type.Object({
  ...PageQuery,
  ...FilterQuery,
  query: Type.Optional(Type.String()),
  full: Type.Optional(Type.String()),
});
type EventsQueryValues = Static<typeof EventsQuery>;
const ONE_FILTER = Type.Object({ environment: FilterQuery.environment });
/** A period without a start goes back to the oldest event. */
export function storedPeriod({ storedDays }: ApiDeps): { defaultDays: number; storedDays: number } {
  return { defaultDays: storedDays, storedDays };
}
const EVENT_ID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** The list of events; with `full` each with its payload. */
const EventList = Type.Array(Type.Union([EventDetail, EventListItem]));

export function eventRoutes(app: ApiApp, deps: ApiDeps): void {
  for (const place of ISSUE_PATHS) issueEventRoutes(app, deps, place);
  projectEventRoutes(app, deps);
  app.get(
    '/api/0/organizations/:org/eventids/:event/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ ...OrganizationParams.properties, event: Type.String() }),
        response: {
          200: Type.Object({
            organizationSlug: Type.String(),
            projectSlug: Type.String(),
            groupId: Type.String(),
            eventId: Type.String(),
            event: EventDetail,
          }),
        },
      },
    },
    async (request) => {
      const organization = organizationOf(request);
      const projects = await listProjects(deps.db, organization.id);
      const scope = { projectIds: projects.map(({ id }) => id) };
      const event = await required(findEvent(deps.events, scope, eventIdOf(request.params.event)));
      const issueId = await required(issueOfHash(deps.db, event.projectId, event.hashId));
      return {
        organizationSlug: organization.slug,
        projectSlug: projects.find(({ id }) => id === event.projectId)?.slug ?? '',
        groupId: String(issueId),
        eventId: event.eventId,
        event: await eventDetail(deps, event, { scope: await scopeOfIssue(deps, event.projectId, issueId), issueId }),
      };
    },
  );
}

function issueEventRoutes(app: ApiApp, deps: ApiDeps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  app.get(
    `${path}events/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, querystring: EventsQuery, response: { 200: EventList } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const scope = await scopeOfIssue(deps, issue.project_id, issue.id);
      return answerList(deps, { request, reply, query: request.query, scope, issueId: issue.id });
    },
  );
  app.get(
    `${path}events/:event/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ ...params.properties, event: Type.String() }),
        querystring: ONE_FILTER,
        response: { 200: EventDetail },
      },
    },
    async (request) => {
      const issue = issueOf(request);
      const all = await scopeOfIssue(deps, issue.project_id, issue.id);
      const scope = { ...all, environments: request.query.environment };
      const event = await required(eventNamed(deps, scope, request.params.event));
      return eventDetail(deps, event, { scope, issueId: issue.id });
    },
  );
}

function projectEventRoutes(app: ApiApp, deps: ApiDeps): void {
  const path = '/api/0/projects/:org/:project/events/';
  const EventParams = Type.Object({ ...ProjectParams.properties, event: Type.String() });
  app.get(
    path,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: ProjectParams, querystring: EventsQuery, response: { 200: EventList } },
    },
    async (request, reply) => {
      const scope = { projectIds: [projectOf(request).id] };
      return answerList(deps, { request, reply, query: request.query, scope, issueId: undefined });
    },
  );
  const one = async (request: FastifyRequest<{ Params: Static<typeof EventParams> }>) => {
    const projectId = projectOf(request).id;
    return required(findEvent(deps.events, { projectIds: [projectId] }, eventIdOf(request.params.event)));
  };
  app.get(
    `${path}:event/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: EventParams, response: { 200: EventDetail } },
    },
    async (request) => {
      const event = await one(request);
      const issueId = (await issueOfHash(deps.db, event.projectId, event.hashId)) ?? null;
      const scope =
        issueId === null
          ? { projectIds: [event.projectId], hashIds: [BigInt(event.hashId)] }
          : await scopeOfIssue(deps, event.projectId, issueId);
      return eventDetail(deps, event, { scope, issueId });
    },
  );
  app.get(
    `${path}:event/grouping-info/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: EventParams, response: { 200: Type.Unknown() } },
    },
    async (request) => {
      const event = await one(request);
      const payload = await required(readPayload(deps.events, event));
      return required(deps.grouping.explain(event.projectId, payload));
    },
  );
  app.get(
    `${path}:event/json/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: EventParams, response: { 200: Type.Unknown() } },
    },
    async (request) => required(readPayload(deps.events, await one(request))),
  );
}

export async function scopeOfIssue(deps: ApiDeps, projectId: number, issueId: number): Promise<EventScope> {
  const owners = await hashesOfIssues(deps.db, [issueId]);
  return { projectIds: [projectId], hashIds: owners.map(({ hash }) => hashId(hash)) };
}

interface ListRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: EventsQueryValues;
  readonly scope: EventScope;
  /** Undefined: looked up for each event. */
  readonly issueId: number | undefined;
}

async function answerList(deps: ApiDeps, { request, reply, query, scope, issueId }: ListRequest) {
  const page = positionPageOf(query);
  const now = deps.now();
  const period = periodIn(query, now, storedPeriod(deps));
  const search = {
    context: contextOf(deps, request),
    projectIds: scope.projectIds,
    period: period ?? { start: 0, end: now },
    tree: parseSearch(query.query ?? ''),
  };
  const terms = await answerIssueTerms(deps.db, search);
  const narrowed: EventScope = { ...scope, ...terms, environments: query.environment, now, period };
  const result = await listEvents(deps.events, narrowed, page);
  if (result.rows.length === 0) {
    setSearchRemarks(reply, await searchRemarks(deps, search));
  }
  const position = (event: EventSummary) => ({ value: event.timestamp, id: BigInt(`0x${event.eventId}`) });
  setPositionLink(request, reply, { page, result, position, publicUrl: deps.publicUrl });
  const isFull = query.full === '1' || query.full === 'true';
  return Promise.all(
    result.rows.map(async (event) => {
      const owner = issueId ?? (await issueOfHash(deps.db, event.projectId, event.hashId)) ?? null;
      return isFull ? eventDetail(deps, event, { scope, issueId: owner }) : eventListItem(event, owner);
    }),
  );
}

/** `latest`, `oldest`, `recommended` (the newest), or an id. */
async function eventNamed(deps: ApiDeps, scope: EventScope, name: string): Promise<EventSummary | undefined> {
  if (name === 'oldest') return findOldestEvent(deps.events, scope);
  if (name === 'latest' || name === 'recommended') {
    return (await listEvents(deps.events, scope, { limit: 1 })).rows[0];
  }
  return findEvent(deps.events, scope, eventIdOf(name));
}

export function eventIdOf(text: string): string {
  if (!EVENT_ID.test(text)) throw new AppError('not_found');
  return text.replaceAll('-', '').toLowerCase();
}

async function required<Value>(lookup: Promise<Value | undefined>): Promise<Value> {
  const value = await lookup;
  if (value === undefined) throw new AppError('not_found');
  return value;
}
