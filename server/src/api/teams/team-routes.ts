import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listMembers, listProjects, listTeamMembers, listTeams, teamsOfProjects } from '../../query/index.ts';
import { edits, type Team } from '../../store/index.ts';
import { callerOf, organizationOf, scopesOf, teamOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { onConflict } from '../http/conflict.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NoContent, OrganizationParams, Slug, TeamParams } from '../http/schema.ts';
import { slugOf } from '../http/slug.ts';
import { MemberSchema, memberView } from '../members/member-schema.ts';
import { ProjectBase, projectBase } from '../projects/project-schema.ts';
import { TeamSchema, teamView } from './team-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>;

const TeamWithProjects = Type.Object({ ...TeamSchema.properties, projects: Type.Array(ProjectBase) });
const TeamName = Type.String({ minLength: 1, maxLength: 64 });
const SLUG_TAKEN = { slug: ['A team with this slug already exists.'] };

export function teamRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/teams/',
    {
      config: { access: { scope: 'team:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ ...PageQuery, query: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(TeamWithProjects) },
      },
    },
    async (request, reply) => {
      const wanted = request.query.query?.toLowerCase() ?? '';
      const teams = (await listTeams(deps.db, organizationOf(request).id)).filter(
        ({ slug, name }) => slug.includes(wanted) || name.toLowerCase().includes(wanted),
      );
      const page = pageOf(request.query);
      const result = pageOfRows(teams, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return teamsWithProjects(deps, request, result.rows);
    },
  );

  app.post(
    '/api/0/organizations/:org/teams/',
    {
      config: { access: { scope: 'team:write' } },
      schema: {
        params: OrganizationParams,
        body: Type.Object({ name: Type.Optional(TeamName), slug: Type.Optional(Slug) }),
        response: { 201: TeamSchema },
      },
    },
    async (request, reply) => {
      const { name, slug } = request.body;
      if (name === undefined && slug === undefined) throw new FieldError({ slug: ['A name or a slug is required.'] });
      const finalSlug = slug ?? slugOf(name ?? '');
      const organization = organizationOf(request);
      const team = await onConflict(
        edits.createTeam(deps.db, {
          organizationId: organization.id,
          slug: finalSlug,
          name: name ?? finalSlug,
          now: deps.now(),
        }),
        SLUG_TAKEN,
      );
      const user = callerOf(request).user;
      if (user !== null) await edits.addTeamMember(deps.db, team.id, user.id);
      void reply.status(201);
      return oneTeam(deps, request, team);
    },
  );
  oneTeamRoutes(app, deps);
}

function oneTeamRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/teams/:org/:team/';
  app.get(
    path,
    {
      config: { access: { scope: 'team:read' } },
      schema: { params: TeamParams, response: { 200: TeamWithProjects } },
    },
    async (request) => {
      const [team] = await teamsWithProjects(deps, request, [teamOf(request)]);
      if (team === undefined) throw new AppError('not_found');
      return team;
    },
  );
  app.put(
    path,
    {
      config: { access: { scope: 'team:write' } },
      schema: {
        params: TeamParams,
        body: Type.Object({ name: Type.Optional(TeamName), slug: Type.Optional(Slug) }),
        response: { 200: TeamSchema },
      },
    },
    async (request) => {
      const { name, slug } = request.body;
      const team = await onConflict(edits.updateTeam(deps.db, teamOf(request), { name, slug }), SLUG_TAKEN);
      return oneTeam(deps, request, team);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'team:admin' } },
      schema: { params: TeamParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      await edits.deleteTeam(deps.db, teamOf(request).id);
      return reply.status(204).send(null);
    },
  );
  memberRoute(app, deps);
}

function memberRoute(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/teams/:org/:team/members/',
    {
      config: { access: { scope: 'team:read' } },
      schema: {
        params: TeamParams,
        querystring: Type.Object(PageQuery),
        response: { 200: Type.Array(MemberSchema) },
      },
    },
    async (request, reply) => {
      const team = teamOf(request);
      const members = await listMembers(deps.db, organizationOf(request).id);
      const own = members.filter((member) => member.teams.some(({ slug }) => slug === team.slug));
      const page = pageOf(request.query);
      const result = pageOfRows(own, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(memberView);
    },
  );
}

export async function oneTeam(deps: Pick<ApiDeps, 'db'>, request: FastifyRequest, team: Team) {
  const organization = organizationOf(request);
  const members = await listTeamMembers(deps.db, organization.id);
  return teamView(team, { members, userId: callerOf(request).user?.id ?? null, access: [...scopesOf(request)] });
}

async function teamsWithProjects(deps: Deps, request: FastifyRequest, teams: readonly Team[]) {
  const organization = organizationOf(request);
  const [members, projects, links] = await Promise.all([
    listTeamMembers(deps.db, organization.id),
    listProjects(deps.db, organization.id),
    teamsOfProjects(deps.db, organization.id),
  ]);
  const context = { members, userId: callerOf(request).user?.id ?? null, access: [...scopesOf(request)] };
  return teams.map((team) => ({
    ...teamView(team, context),
    projects: projects
      .map((project) => ({ project, teams: links.get(project.id) ?? [] }))
      .filter((entry) => entry.teams.some(({ id }) => id === team.id))
      .map((entry) => projectBase(entry.project, { ...context, teams: entry.teams })),
  }));
}
