import { Type, type Static } from 'typebox';
import { countByIs, listTagValues, listTags, periodOf, type EventScope } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { PageQuery, pageOf, pageOfRows, setLink, textPageOf } from '../http/paging.ts';
import { OrganizationParams } from '../http/schema.ts';
import { ValueSchema, answerTagValues } from './tag-routes.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now' | 'publicUrl'>;

const ValuesQuery = Type.Object({
  ...PageQuery,
  ...FilterQuery,
  query: Type.Optional(Type.String()),
  sort: Type.Optional(Type.Enum(['age', 'count', 'date', 'id'])),
});
type Value = Static<typeof ValueSchema>;

/** What can stand after a key in a search: the values that are there, with how many events (of `is:`, issues) have each. */
export function completionRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/tags/:key/values/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: Type.Object({ ...OrganizationParams.properties, key: Type.String() }),
        querystring: ValuesQuery,
        response: { 200: Type.Array(ValueSchema) },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { key } = request.params;
      const projects = await projectsIn(deps, request, query.project);
      const period = periodOf(query, deps.now(), { defaultDays: 14, storedDays: deps.storedDays });
      const scope = { projectIds: projects.map(({ id }) => id), period, environments: query.environment };
      const contains = query.query?.toLowerCase() ?? '';
      const all = await wholeList(deps, { key, scope, projects });
      if (all !== undefined) {
        const matching = all.filter(({ value }) => value?.toLowerCase().includes(contains) === true);
        const page = pageOf(query);
        const result = pageOfRows(matching, page);
        setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
        return [...result.rows];
      }
      const values = { scope, key, sort: query.sort ?? 'count', contains };
      return answerTagValues(deps, { request, reply, values, page: textPageOf(query) });
    },
  );
}

interface Asked {
  readonly key: string;
  readonly scope: EventScope & { readonly period: { readonly start: number; readonly end: number } };
  readonly projects: readonly Project[];
}

/** Keys whose values are no column of events; undefined for all others. */
async function wholeList(deps: Deps, { key, scope, projects }: Asked): Promise<Value[] | undefined> {
  switch (key) {
    case 'is': {
      const counts = await countByIs(deps.db, scope);
      return counts.map(({ value, count }) => plain(key, value, count));
    }
    case 'has': {
      const { tags } = await listTags(deps.events, scope, { topValues: 1 });
      return tags
        .map((tag) => plain(key, tag.key, tag.totalValues))
        .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
    }
    case 'project':
    case 'project.name': {
      const page = { limit: projects.length + 1 };
      const { rows } = await listTagValues(deps.events, { scope, key: 'project.id', sort: 'count' }, page);
      const counts = new Map(rows.map(({ value, count }) => [value, count]));
      return projects
        .map(({ id, slug }) => ({ ...plain(key, slug, counts.get(String(id)) ?? 0), projects: [String(id)] }))
        .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
    }
    default:
      return undefined;
  }
}

function plain(key: string, value: string, count: number): Value {
  return { key, name: value, value, count, firstSeen: null, lastSeen: null, query: `${key}:${value}` };
}
