import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  countRows,
  eventTable,
  parseSearch,
  SearchError,
  searchRemarks,
  type Column,
  type TableScope,
} from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { PageQuery, pageOf, setLink } from '../http/paging.ts';
import { Anything, NullableString, OrganizationParams } from '../http/schema.ts';
import { setSearchRemarks } from '../http/search-remarks.ts';
import { contextOf } from '../issues/issue-search.ts';
import { tableScope, RowsQuery, type RowsQueryValues } from './query-scope.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'datasets' | 'storedDays' | 'now' | 'publicUrl'>;

const TableQuery = Type.Object({ ...RowsQuery, ...PageQuery });
const Table = Type.Object({
  data: Type.Array(Anything),
  meta: Type.Object({
    fields: Type.Record(Type.String(), Type.String()),
    units: Type.Record(Type.String(), NullableString),
    isMetricsData: Type.Boolean(),
    isMetricsExtractedData: Type.Boolean(),
    dataset: Type.String(),
    datasetReason: Type.String(),
    dataScanned: Type.String(),
    tips: Anything,
  }),
});

/** Rows of a dataset, or groups of them: the table of Sentry's Discover. */
export function eventTableRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/events/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: TableQuery, response: { 200: Table } },
    },
    async (request, reply) => {
      const { query } = request;
      const fields = query.field ?? [];
      if (fields.length === 0) throw new FieldError({ field: ['Name at least one field.'] });
      const page = pageOf(query);
      // All pages of one query end at the same time, so that rows which arrive meanwhile do not move others to another page.
      const asOf = page.anchor ?? deps.now();
      const scope = await tableScope(deps, request, { query, asOf });
      const { columns, rows, hasMore } = await eventTable(deps.events, { ...scope, fields, sort: sortOf(query), page });
      setLink(request, reply, {
        page: { ...page, anchor: asOf },
        result: { rows, hasMore },
        publicUrl: deps.publicUrl,
      });
      // The remarks know what is said of errors.
      if (rows.length === 0 && page.offset === 0 && scope.dataset.hasIssues)
        setSearchRemarks(reply, await searchRemarks(deps, searchOf(deps, request, scope)));
      return { data: [...rows], meta: metaOf(columns, scope.dataset.name) };
    },
  );
  app.get(
    '/api/0/organizations/:org/events-meta/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        querystring: TableQuery,
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    async (request) => ({
      count: await countRows(deps.events, await tableScope(deps, request, { query: request.query })),
    }),
  );
  validateRoute(app, deps);
}

function searchOf(deps: Deps, request: FastifyRequest, { projectIds, period, tree }: TableScope) {
  return { context: contextOf(deps, request), projectIds, period, tree };
}

function sortOf({ sort, orderby }: RowsQueryValues): string[] {
  return (sort ?? orderby ?? []).flatMap((text) => text.split(/,(?![^(]*\))/)).map((text) => text.trim());
}

function metaOf(columns: readonly Column[], dataset: string): Static<typeof Table>['meta'] {
  return {
    fields: Object.fromEntries(columns.map(({ text, type }) => [text, type])),
    units: Object.fromEntries(columns.map(({ text, unit }) => [text, unit])),
    isMetricsData: false,
    isMetricsExtractedData: false,
    dataset,
    datasetReason: 'unchanged',
    dataScanned: 'full',
    tips: {},
  };
}

const Verdict = Type.Object({ name: Type.String(), valid: Type.Boolean(), error: NullableString });
const Validation = Type.Object({
  valid: Type.Boolean(),
  projects: Type.Array(Verdict),
  dataset: Type.Array(Verdict),
  environment: Type.Array(Verdict),
  field: Type.Array(Verdict),
  query: Type.Object({ valid: Type.Boolean(), error: NullableString, fields: Type.Array(Verdict) }),
  orderby: Type.Array(Verdict),
});

/** Whether a question could be asked, part by part, without asking it of any row. */
function validateRoute(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/events/validate/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: TableQuery, response: { 200: Validation } },
    },
    async (request) => {
      const { query } = request;
      const verdict = async (name: string, part: RowsQueryValues): Promise<Static<typeof Verdict>> => {
        const error = await problemOf(async () => {
          const scope = await tableScope(deps, request, { query: { ...part, dataset: query.dataset ?? '' } });
          const { field = [], orderby: sort = [] } = part;
          const fields = field.length === 0 ? ['count()'] : field;
          await eventTable(NOTHING, { ...scope, fields, sort, page: { limit: 1, offset: 0 } });
        });
        return { name, valid: error === null, error };
      };
      const dataset = await verdict(query.dataset ?? 'errors', {});
      const fields = query.field ?? [];
      const field = dataset.valid ? await Promise.all(fields.map((name) => verdict(name, { field: [name] }))) : [];
      const orders = sortOf(query);
      const orderby = await Promise.all(orders.map((name) => verdict(name, { field: fields, orderby: [name] })));
      const parsed = await problemOf(async () => void parseSearch(query.query ?? ''));
      const search = parsed === null ? await verdict('query', { query: query.query ?? '' }) : undefined;
      const error = parsed ?? search?.error ?? null;
      const parts = [dataset, ...field, ...orderby];
      return {
        valid: error === null && parts.every(({ valid }) => valid),
        projects: [],
        dataset: [dataset],
        environment: [],
        field,
        query: { valid: error === null, error, fields: [] },
        orderby,
      };
    },
  );
}

/** Takes statements and finds nothing. */
const NOTHING = { select: async () => [] };

async function problemOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof SearchError) return error.message;
    throw error;
  }
}
