import { Type } from 'typebox';
import { listMembers, teamsOfProjects } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf, projectOf, teamOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { ProjectParams } from '../http/schema.ts';
import { MemberSchema, memberView } from '../members/member-schema.ts';
import { oneTeam } from '../teams/team-routes.ts';
import { TeamSchema } from '../teams/team-schema.ts';
import { ProjectDetail, projectDetail } from './project-view.ts';

type Deps = Pick<ApiDeps, 'db' | 'publicUrl'>;

const Params = Type.Object({ ...ProjectParams.properties, team: Type.String() });

export function projectTeamRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/';
  app.get(
    `${path}teams/`,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, querystring: Type.Object(PageQuery), response: { 200: Type.Array(TeamSchema) } },
    },
    async (request, reply) => {
      const links = await teamsOfProjects(deps.db, organizationOf(request).id);
      const page = pageOf(request.query);
      const result = pageOfRows(links.get(projectOf(request).id) ?? [], page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return Promise.all(result.rows.map((team) => oneTeam(deps, request, team)));
    },
  );
  app.post(
    `${path}teams/:team/`,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: Params, response: { 201: ProjectDetail } },
    },
    async (request, reply) => {
      await edits.linkTeam(deps.db, projectOf(request).id, teamOf(request).id);
      void reply.status(201);
      return projectDetail(deps, request, projectOf(request));
    },
  );
  app.delete(
    `${path}teams/:team/`,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: Params, response: { 200: ProjectDetail } },
    },
    async (request) => {
      await edits.unlinkTeam(deps.db, projectOf(request).id, teamOf(request).id);
      return projectDetail(deps, request, projectOf(request));
    },
  );
  memberRoute(app, deps);
}

function memberRoute(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/projects/:org/:project/members/',
    {
      config: { access: { scope: 'project:read' } },
      schema: {
        params: ProjectParams,
        querystring: Type.Object(PageQuery),
        response: { 200: Type.Array(MemberSchema) },
      },
    },
    async (request, reply) => {
      const links = await teamsOfProjects(deps.db, organizationOf(request).id);
      const slugs = new Set((links.get(projectOf(request).id) ?? []).map((team) => team.slug));
      const members = (await listMembers(deps.db, organizationOf(request).id)).filter((member) =>
        member.teams.some(({ slug }) => slugs.has(slug)),
      );
      const page = pageOf(request.query);
      const result = pageOfRows(members, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(memberView);
    },
  );
}
