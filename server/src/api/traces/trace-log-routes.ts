import { Type } from 'typebox';
import { eventTable } from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import { tableScope } from '../event-queries/query-scope.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { FilterQuery } from '../http/filters.ts';
import { PageQuery, pageOf, setLink } from '../http/paging.ts';
import { Anything, OrganizationParams } from '../http/schema.ts';
import { readTraceId } from './trace-scope.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'datasets' | 'storedDays' | 'now' | 'publicUrl'>;

const FIELDS = [
  'id',
  'project.id',
  'trace',
  'span_id',
  'severity',
  'severity_number',
  'timestamp',
  'timestamp_precise',
  'message',
];
const TRACES_MAX = 100;

/** The lines of logs that were written in some traces. */
export function traceLogRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/trace-logs/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({
          ...FilterQuery,
          ...PageQuery,
          traceId: Type.Optional(Type.Array(Type.String(), { maxItems: TRACES_MAX })),
          query: Type.Optional(Type.String()),
          sort: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
        }),
        response: { 200: Type.Object({ data: Type.Array(Anything), meta: Anything }) },
      },
    },
    async (request, reply) => {
      const { traceId = [], query = '', sort = ['-timestamp'], ...rest } = request.query;
      if (traceId.length === 0) throw new FieldError({ traceId: ['Name at least one trace.'] });
      const traces = traceId.map(readTraceId);
      const page = pageOf(rest);
      const asOf = page.anchor ?? deps.now();
      const only = `trace:[${traces.join(', ')}]`;
      const asked = { ...rest, dataset: 'logs', query: query.trim() === '' ? only : `${only} (${query})`, sort };
      const scope = await tableScope(deps, request, { query: asked, asOf });
      const { columns, rows, hasMore } = await eventTable(deps.events, { ...scope, fields: FIELDS, sort, page });
      const { publicUrl } = deps;
      setLink(request, reply, { page: { ...page, anchor: asOf }, result: { rows, hasMore }, publicUrl });
      const fields = Object.fromEntries(columns.map(({ text, type }) => [text, type]));
      return { data: [...rows], meta: { dataset: 'logs', fields, units: {} } };
    },
  );
}
