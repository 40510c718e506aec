import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listDetectors, listWorkflows } from '../../query/index.ts';
import { type Detector as Row, edits } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { pageOf, pageOfRows, PageQuery, setLink } from '../http/paging.ts';
import { OrganizationParams } from '../http/schema.ts';
import { Detector, detectorView } from './detector-schema.ts';
import { sortRows, wordsOf } from './list-query.ts';

const PATH = '/api/0/organizations/:org/detectors/';
const Query = Type.Object({
  id: Type.Optional(Type.Array(Type.Integer())),
  project: FilterQuery.project,
  query: Type.Optional(Type.String({ maxLength: 500 })),
  sortBy: Type.Optional(Type.String()),
  ...PageQuery,
});
const OneParams = Type.Object({ ...OrganizationParams.properties, detector: Type.Integer() });
const Enabled = Type.Object({ enabled: Type.Boolean() });

type Found = Row & { readonly workflowIds: readonly number[] };

async function connected(deps: ApiDeps, organizationId: number): Promise<Found[]> {
  const [rows, workflows] = await Promise.all([
    listDetectors(deps.db, organizationId),
    listWorkflows(deps.db, organizationId),
  ]);
  const pairs = workflows.flatMap(({ id, detectorIds }) => detectorIds.map((detectorId) => ({ id, detectorId })));
  const byDetector = Map.groupBy(pairs, ({ detectorId }) => detectorId);
  return rows.map((row) => ({ ...row, workflowIds: (byDetector.get(row.id) ?? []).map(({ id }) => id) }));
}

async function wantedRows(
  deps: ApiDeps,
  request: FastifyRequest,
  query: { id?: readonly number[]; project?: readonly string[]; query?: string; sortBy?: string },
): Promise<Found[]> {
  const rows = await connected(deps, organizationOf(request).id);
  const projects = new Set((await projectsIn(deps, request, query.project)).map(({ id }) => id));
  const words = wordsOf(query.query, ['name', 'type']);
  const kept = rows.filter(
    (row) =>
      (query.id === undefined || query.id.includes(row.id)) &&
      projects.has(row.project_id) &&
      words.every(({ key, text }) => (key === 'type' ? row.type === text : row.name.toLowerCase().includes(text))),
  );
  return sortRows(kept, query.sortBy, {
    id: ({ id }) => id,
    name: ({ name }) => name,
    type: ({ type }) => type,
    connectedWorkflows: ({ workflowIds }) => workflowIds.length,
  });
}

/** What watches: every project has a detector for errors and one for everything that happens to issues. */
export function detectorRoutes(app: ApiApp, deps: ApiDeps): void {
  const view = (row: Found) => detectorView(row, row.workflowIds);
  app.get(
    PATH,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OrganizationParams, querystring: Query, response: { 200: Type.Array(Detector) } },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      const result = pageOfRows(await wantedRows(deps, request, request.query), page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(view);
    },
  );
  app.put(
    PATH,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: {
        params: OrganizationParams,
        querystring: Query,
        body: Enabled,
        response: { 200: Type.Array(Detector) },
      },
    },
    async (request) => {
      const { id, query, project } = request.query;
      if (id === undefined && query === undefined && project === undefined)
        throw new AppError('request_invalid', 'name the detectors: id, query or project');
      const rows = await wantedRows(deps, request, request.query);
      const { enabled } = request.body;
      await edits.setDetectorsEnabled(
        deps.db,
        rows.map((row) => row.id),
        enabled,
      );
      return rows.map((row) => view({ ...row, enabled: Number(enabled) }));
    },
  );
  const found = async (request: FastifyRequest, id: number): Promise<Found> => {
    const row = (await connected(deps, organizationOf(request).id)).find((one) => one.id === id);
    if (row === undefined) throw new AppError('not_found');
    return row;
  };
  app.get(
    `${PATH}:detector/`,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OneParams, response: { 200: Detector } },
    },
    async (request) => view(await found(request, request.params.detector)),
  );
}
