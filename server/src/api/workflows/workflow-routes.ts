import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listDetectors, listWorkflows, type WorkflowRow } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import type { FastifyRequest } from 'fastify';
import { callerOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { pageOf, pageOfRows, PageQuery, setLink } from '../http/paging.ts';
import { NoContent, OrganizationParams } from '../http/schema.ts';
import { sortRows, wordsOf } from './list-query.ts';
import { EMPTY, WorkflowBody, workflowChange } from './workflow-body.ts';
import { Workflow, workflowView } from './workflow-schema.ts';

const PATH = '/api/0/organizations/:org/workflows/';
const Query = Type.Object({
  id: Type.Optional(Type.Array(Type.Integer())),
  project: FilterQuery.project,
  projectSlug: Type.Optional(Type.Array(Type.String())),
  query: Type.Optional(Type.String({ maxLength: 500 })),
  sortBy: Type.Optional(Type.String()),
  ...PageQuery,
});
const OneParams = Type.Object({ ...OrganizationParams.properties, workflow: Type.Integer() });

export function workflowRoutes(app: ApiApp, deps: ApiDeps): void {
  listRoutes(app, deps);
  bulkRoutes(app, deps);
  oneRoutes(app, deps);
}

interface Wanted {
  readonly id?: readonly number[];
  readonly project?: readonly string[];
  readonly projectSlug?: readonly string[];
  readonly query?: string;
  readonly sortBy?: string;
}

async function wantedRows(deps: ApiDeps, request: FastifyRequest, query: Wanted): Promise<WorkflowRow[]> {
  const organizationId = organizationOf(request).id;
  const rows = await listWorkflows(deps.db, organizationId);
  const named = [...(query.project ?? []), ...(query.projectSlug ?? [])];
  const projects = new Set((await projectsIn(deps, request, named)).map(({ id }) => id));
  const detectors = await listDetectors(deps.db, organizationId);
  const inProjects = new Set(detectors.filter((row) => projects.has(row.project_id)).map(({ id }) => id));
  const words = wordsOf(query.query, ['name']);
  const kept = rows.filter(
    (row) =>
      (query.id === undefined || query.id.includes(row.id)) &&
      (named.length === 0 || row.detectorIds.some((id) => inProjects.has(id))) &&
      words.every(({ text }) => row.name.toLowerCase().includes(text)),
  );
  return sortRows(kept, query.sortBy, {
    id: ({ id }) => id,
    name: ({ name }) => name,
    dateCreated: (row) => row.created_at,
    dateUpdated: (row) => row.updated_at,
    connectedDetectors: ({ detectorIds }) => detectorIds.length,
    actions: (row) => row.action_filters.length,
    lastTriggered: ({ lastFiredAt }) => lastFiredAt ?? 0,
  });
}

function listRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OrganizationParams, querystring: Query, response: { 200: Type.Array(Workflow) } },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      const result = pageOfRows(await wantedRows(deps, request, request.query), page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(workflowView);
    },
  );
  app.post(
    PATH,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: { params: OrganizationParams, body: WorkflowBody, response: { 201: Workflow } },
    },
    async (request, reply) => {
      const organizationId = organizationOf(request).id;
      const { change, detectorIds = [] } = await workflowChange(deps, organizationId, request.body);
      const { name } = request.body;
      if (name === undefined) throw new FieldError({ name: ['This field is required.'] });
      const made = await edits.addWorkflow(
        deps.db,
        {
          organization_id: organizationId,
          name,
          environment: null,
          owner: null,
          triggers: JSON.stringify(EMPTY),
          action_filters: '[]',
          tier: null,
          response: null,
          created_by: callerOf(request).user?.id ?? null,
          created_at: deps.now(),
          updated_at: deps.now(),
          ...change,
        },
        detectorIds,
      );
      return reply.status(201).send(workflowView(await found(deps, organizationId, made.id)));
    },
  );
}

/** Changes of many. */
function bulkRoutes(app: ApiApp, deps: ApiDeps): void {
  app.put(
    PATH,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: {
        params: OrganizationParams,
        querystring: Query,
        body: Type.Object({ enabled: Type.Boolean() }),
        response: { 200: Type.Array(Workflow) },
      },
    },
    async (request) => {
      const rows = await namedRows(deps, request, request.query);
      const ids = rows.map(({ id }) => id);
      await edits.setWorkflowsEnabled(deps.db, ids, request.body.enabled);
      return rows.map((row) => workflowView({ ...row, enabled: Number(request.body.enabled) }));
    },
  );
  app.delete(
    PATH,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: { params: OrganizationParams, querystring: Query, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const rows = await namedRows(deps, request, request.query);
      const ids = rows.map(({ id }) => id);
      await edits.deleteWorkflows(deps.db, ids);
      return reply.status(204).send(null);
    },
  );
}

/** A change of many must name which. */
async function namedRows(deps: ApiDeps, request: FastifyRequest, query: Wanted): Promise<WorkflowRow[]> {
  if (query.id === undefined && query.query === undefined && query.project === undefined)
    throw new AppError('request_invalid', 'name the workflows: id, query or project');
  return wantedRows(deps, request, query);
}

async function found(deps: ApiDeps, organizationId: number, id: number): Promise<WorkflowRow> {
  const row = (await listWorkflows(deps.db, organizationId)).find((one) => one.id === id);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

function oneRoutes(app: ApiApp, deps: ApiDeps): void {
  const path = `${PATH}:workflow/`;
  app.get(
    path,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OneParams, response: { 200: Workflow } },
    },
    async (request) => workflowView(await found(deps, organizationOf(request).id, request.params.workflow)),
  );
  app.put(
    path,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: { params: OneParams, body: WorkflowBody, response: { 200: Workflow } },
    },
    async (request) => {
      const organizationId = organizationOf(request).id;
      const { id, tier } = await found(deps, organizationId, request.params.workflow);
      const { change, detectorIds } = await workflowChange(deps, organizationId, request.body);
      const { enabled: _, ...others } = change;
      if (tier !== null && (Object.keys(others).length > 0 || detectorIds !== undefined))
        throw new AppError(
          'request_invalid',
          `this workflow is tier ${tier}: change the tier; only \`enabled\` can be set here`,
        );
      await edits.updateWorkflow(deps.db, id, {
        change: { ...change, updated_at: deps.now() },
        ...(detectorIds === undefined ? {} : { detectorIds }),
      });
      return workflowView(await found(deps, organizationId, id));
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'alerts:write' } },
      schema: { params: OneParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { id } = await found(deps, organizationOf(request).id, request.params.workflow);
      await edits.deleteWorkflows(deps.db, [id]);
      return reply.status(204).send(null);
    },
  );
}
