import type { ProjectId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listEnvironments, listProjects } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { OrganizationParams, ProjectParams } from '../http/schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'publicUrl'>;

const Environment = Type.Object({ id: Type.String(), name: Type.String(), isHidden: Type.Boolean() });
const Query = Type.Object({
  ...PageQuery,
  visibility: Type.Optional(Type.Enum(['all', 'hidden', 'visible'], { default: 'visible' })),
});
const Params = Type.Object({ ...ProjectParams.properties, environment: Type.String() });

/** An environment has no id but its name; clients get the name as the id, too. */
const view = (row: { name: string; is_hidden: number }) => ({
  id: row.name,
  name: row.name,
  isHidden: row.is_hidden === 1,
});

export function environmentRoutes(app: ApiApp, deps: Deps): void {
  organizationRoute(app, deps);
  projectRoutes(app, deps);
}

function organizationRoute(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/environments/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: Query, response: { 200: Type.Array(Environment) } },
    },
    async (request, reply) => {
      const projects = await listProjects(deps.db, organizationOf(request).id);
      const rows = await listEnvironments(
        deps.db,
        projects.map(({ id }) => id),
        request.query.visibility ?? 'visible',
      );
      const distinct = [...new Map(rows.map((row) => [row.name, row])).values()];
      const page = pageOf(request.query);
      const result = pageOfRows(distinct, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(view);
    },
  );
}

function projectRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/environments/';
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, querystring: Query, response: { 200: Type.Array(Environment) } },
    },
    async (request, reply) => {
      const rows = await listEnvironments(deps.db, [projectOf(request).id], request.query.visibility ?? 'visible');
      const page = pageOf(request.query);
      const result = pageOfRows(rows, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(view);
    },
  );
  const one = async (projectId: ProjectId, name: string) => {
    const row = (await listEnvironments(deps.db, [projectId], 'all')).find((entry) => entry.name === name);
    if (row === undefined) throw new AppError('not_found');
    return view(row);
  };
  app.get(
    `${path}:environment/`,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: Params, response: { 200: Environment } },
    },
    (request) => one(projectOf(request).id, request.params.environment),
  );
  app.put(
    `${path}:environment/`,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: Params, body: Type.Object({ isHidden: Type.Boolean() }), response: { 200: Environment } },
    },
    async (request) => {
      const projectId = projectOf(request).id;
      const { name } = await one(projectId, request.params.environment);
      await edits.setEnvironmentHidden(deps.db, { projectId, name, hidden: request.body.isHidden });
      return one(projectId, name);
    },
  );
}
