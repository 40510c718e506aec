import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  answerIssueTerms,
  findEndEvent,
  findEvent,
  hashId,
  hashesOfIssues,
  issueOfHash,
  issuesOfHashes,
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
import { EventDetail, EventListItem, FullEvent, eventListItem } from './event-schema.ts';
import { eventDetail, fullEvents } from './event-view.ts';
import type { Issue } from '../../store/index.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now' | 'publicUrl' | 'grouping'>;

const EventsQuery = Type.Object({
  ...PageQuery,
  ...FilterQuery,
  query: Type.Optional(Type.String()),
  full: Type.Optional(Type.String()),
});
type EventsQueryValues = Static<typeof EventsQuery>;
const ONE_FILTER = Type.Object({ environment: FilterQuery.environment });
/** A period without a start goes back to the oldest event. */
export function storedPeriod({ storedDays }: Pick<ApiDeps, 'storedDays'>): { defaultDays: number; storedDays: number } {
  return { defaultDays: storedDays, storedDays };
}
/** Sentry's names for events of an issue; the recommended one is the newest. */
const ENDS: ReadonlyMap<string, 'newest' | 'oldest'> = new Map([
  ['latest', 'newest'],
  ['recommended', 'newest'],
  ['oldest', 'oldest'],
]);
const EVENT_ID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
/** The list of events; with `full` each with its payload. */
const EventList = Type.Array(Type.Union([FullEvent, EventListItem]));

export function eventRoutes(app: ApiApp, deps: Deps): void {
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
      const issue = await required(issueOfHash(deps.db, event.projectId, event.hashId));
      return {
        organizationSlug: organization.slug,
        projectSlug: projects.find(({ id }) => id === event.projectId)?.slug ?? '',
        groupId: String(issue.id),
        eventId: event.eventId,
        event: await eventDetail(deps, event, { scope: await scopeOfIssue(deps, issue), issue }),
      };
    },
  );
}

function issueEventRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  app.get(
    `${path}events/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, querystring: EventsQuery, response: { 200: EventList } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const scope = await scopeOfIssue(deps, issue);
      return answerList(deps, { request, reply, query: request.query, scope, issue });
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
      const scope = { ...(await scopeOfIssue(deps, issue)), environments: request.query.environment };
      const { event: name } = request.params;
      const end = ENDS.get(name);
      if (end === undefined) {
        const event = await required(findEvent(deps.events, scope, eventIdOf(name)));
        return eventDetail(deps, event, { scope, issue });
      }
      const { event, beside } = await required(findEndEvent(deps.events, scope, end));
      const other = beside?.eventId ?? null;
      const neighbours = end === 'newest' ? { next: null, previous: other } : { next: other, previous: null };
      return eventDetail(deps, event, { neighbours, issue });
    },
  );
}

function projectEventRoutes(app: ApiApp, deps: Deps): void {
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
      return answerList(deps, { request, reply, query: request.query, scope, issue: undefined });
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
      const issue = await issueOfHash(deps.db, event.projectId, event.hashId);
      const scope =
        issue === undefined
          ? { projectIds: [event.projectId], hashIds: [BigInt(event.hashId)] }
          : await scopeOfIssue(deps, issue);
      return eventDetail(deps, event, { scope, issue });
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

export async function scopeOfIssue({ db }: Pick<ApiDeps, 'db'>, issue: Issue): Promise<EventScope> {
  const owners = await hashesOfIssues(db, [issue.id]);
  return { projectIds: [issue.project_id], hashIds: owners.map(({ hash }) => hashId(hash)) };
}

interface ListRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: EventsQueryValues;
  readonly scope: EventScope;
  /** Undefined: events of all issues of the project. */
  readonly issue: Issue | undefined;
}

async function answerList(deps: Deps, { request, reply, query, scope, issue }: ListRequest) {
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
  const [projectId = 0] = scope.projectIds;
  const hashIds = result.rows.map((event) => event.hashId);
  const issues = issue === undefined ? await issuesOfHashes(deps.db, projectId, hashIds) : undefined;
  const found = result.rows.map((event) => ({ event, issue: issue ?? issues?.get(event.hashId) }));
  if (isFull) return fullEvents(deps, projectId, found);
  return found.map(({ event, issue: owner }) => eventListItem(event, owner?.id ?? null));
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
