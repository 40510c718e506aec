import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  listTagValues,
  listTags,
  periodIn,
  periodOf,
  quoteValue,
  type EventScope,
  type TagSummary,
  type PositionPage,
  type TagValue,
  type TagValuesRequest,
} from '../../query/index.ts';
import { issueOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { scopeOfIssue, storedPeriod } from '../events/event-routes.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { PageQuery, setPositionLink, textPageOf } from '../http/paging.ts';
import { NullableInteger, NullableString, OrganizationParams, ProjectParams } from '../http/schema.ts';
import { ISSUE_PATHS } from '../issues/issue-routes.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now' | 'publicUrl'>;

export const ValueSchema = Type.Object({
  key: Type.String(),
  name: Type.String(),
  value: NullableString,
  count: NullableInteger,
  firstSeen: NullableString,
  lastSeen: NullableString,
  query: NullableString,
  /** Ids of projects that have the value, in completions. */
  projects: Type.Optional(Type.Array(Type.String())),
});
const TagSchema = Type.Object({
  key: Type.String(),
  name: Type.String(),
  uniqueValues: Type.Integer(),
  totalValues: Type.Integer(),
  topValues: Type.Array(ValueSchema),
});
const ValuesQuery = Type.Object({
  ...PageQuery,
  environment: FilterQuery.environment,
  query: Type.Optional(Type.String()),
  sort: Type.Optional(Type.Enum(['age', 'count', 'date', 'id'])),
});
const TagsQuery = Type.Object({
  ...FilterQuery,
  key: Type.Optional(Type.Array(Type.String())),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});

export function tagRoutes(app: ApiApp, deps: Deps): void {
  for (const place of ISSUE_PATHS) issueTagRoutes(app, deps, place);
  app.get(
    '/api/0/projects/:org/:project/tags/:key/values/',
    {
      config: { access: { scope: 'project:read' } },
      schema: {
        params: Type.Object({ ...ProjectParams.properties, key: Type.String() }),
        querystring: ValuesQuery,
        response: { 200: Type.Array(ValueSchema) },
      },
    },
    async (request, reply) => {
      const scope = { projectIds: [projectOf(request).id] };
      return answerValues(deps, { request, reply, query: request.query, scope, key: request.params.key });
    },
  );
  app.get(
    '/api/0/organizations/:org/tags/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: OrganizationParams,
        querystring: TagsQuery,
        response: {
          200: Type.Array(
            Type.Object({
              key: Type.String(),
              name: Type.String(),
              totalValues: Type.Integer(),
              uniqueValues: Type.Optional(Type.Integer()),
              topValues: Type.Optional(Type.Array(ValueSchema)),
            }),
          ),
        },
      },
    },
    async (request, reply) => {
      const projects = await projectsIn(deps, request, request.query.project);
      const scope = {
        projectIds: projects.map(({ id }) => id),
        period: periodOf(request.query, deps.now(), { defaultDays: 14, storedDays: deps.storedDays }),
        environments: request.query.environment,
      };
      const { key: keys, limit } = request.query;
      const { tags, sampleEvents } = await listTags(deps.events, scope, {
        ...(keys === undefined ? {} : { keys }),
        topValues: limit ?? 1,
      });
      setSample(reply, sampleEvents);
      // The keys alone, unless the values are asked for: how many of each.
      return tags.map((tag) =>
        limit === undefined ? { key: tag.key, name: nameOf(tag.key), totalValues: tag.totalValues } : tagView(tag),
      );
    },
  );
}

function issueTagRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  const KeyParams = Type.Object({ ...params.properties, key: Type.String() });
  app.get(
    `${path}tags/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, querystring: TagsQuery, response: { 200: Type.Array(TagSchema) } },
    },
    async (request, reply) => {
      const { key: keys, limit, ...filters } = request.query;
      const scope = {
        ...(await scopeOf(deps, request, filters.environment)),
        period: periodIn(filters, deps.now(), storedPeriod(deps)),
      };
      const { tags, sampleEvents } = await listTags(deps.events, scope, {
        ...(keys === undefined ? {} : { keys }),
        ...(limit === undefined ? {} : { topValues: limit }),
      });
      setSample(reply, sampleEvents);
      return tags.map(tagView);
    },
  );
  app.get(
    `${path}tags/:key/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: KeyParams,
        querystring: Type.Object({ environment: FilterQuery.environment }),
        response: { 200: TagSchema },
      },
    },
    async (request, reply) => {
      const scope = await scopeOf(deps, request, request.query.environment);
      const { tags, sampleEvents } = await listTags(deps.events, scope, { keys: [request.params.key] });
      const [tag] = tags;
      setSample(reply, sampleEvents);
      if (tag === undefined) throw new AppError('not_found');
      return tagView(tag);
    },
  );
  app.get(
    `${path}tags/:key/values/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: KeyParams, querystring: ValuesQuery, response: { 200: Type.Array(ValueSchema) } },
    },
    async (request, reply) => {
      const scope = await scopeOf(deps, request, request.query.environment);
      return answerValues(deps, { request, reply, query: request.query, scope, key: request.params.key });
    },
  );
}

/** Counts of an issue with more events than are looked at say that they are those of the newest. */
function setSample(reply: FastifyReply, events: number | undefined): void {
  if (events !== undefined) void reply.header('x-garrison-sample-events', events);
}

async function scopeOf(
  deps: Deps,
  request: FastifyRequest,
  environments: readonly string[] | undefined,
): Promise<EventScope> {
  const issue = issueOf(request);
  return { ...(await scopeOfIssue(deps, issue)), environments };
}

interface ValuesRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly query: Static<typeof ValuesQuery>;
  readonly scope: EventScope;
  readonly key: string;
}

async function answerValues(deps: Deps, { request, reply, query, scope, key }: ValuesRequest) {
  const { environment: environments, sort = 'count', query: contains } = query;
  const values = { scope: { ...scope, environments }, key, sort, contains };
  return answerTagValues(deps, { request, reply, values, page: textPageOf(query) });
}

/** A page of values, with its `Link`. */
export async function answerTagValues(
  deps: Pick<ApiDeps, 'events' | 'publicUrl'>,
  asked: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly values: TagValuesRequest;
    readonly page: PositionPage<string>;
  },
): Promise<Static<typeof ValueSchema>[]> {
  const { request, reply, values, page } = asked;
  const result = await listTagValues(deps.events, values, page);
  setPositionLink(request, reply, {
    page,
    result,
    position: (row) => result.positionOf(row),
    publicUrl: deps.publicUrl,
  });
  return result.rows.map(valueView);
}

function tagView(tag: TagSummary): Static<typeof TagSchema> {
  const { key, uniqueValues, totalValues } = tag;
  return { key, name: nameOf(key), uniqueValues, totalValues, topValues: tag.topValues.map(valueView) };
}

function valueView({ key, value, count, firstSeen, lastSeen, projects }: TagValue): Static<typeof ValueSchema> {
  return {
    key,
    name: value,
    value,
    count,
    firstSeen: isoDate(firstSeen),
    lastSeen: isoDate(lastSeen),
    query: `${quoteKey(key)}:${quoteValue(value)}`,
    ...(projects === undefined ? {} : { projects: projects.map(String) }),
  };
}

/** A key with signs that a search would read otherwise is written in quotes. */
function quoteKey(key: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(key) ? key : `"${key}"`;
}

/** `device.family` is shown as `Device Family`. */
function nameOf(key: string): string {
  return key
    .split(/[._-]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ');
}
