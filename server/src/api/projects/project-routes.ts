import type { TeamId } from '@garrison/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { findTeam, listOrganizations, listProjectsOf } from '../../query/index.ts';
import { edits, type Project } from '../../store/index.ts';
import { callerOf, organizationOf, projectOf, teamOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { onConflict } from '../http/conflict.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NoContent, NullableString, OrganizationParams, ProjectParams, Slug, TeamParams } from '../http/schema.ts';
import { slugOf } from '../http/slug.ts';
import { OrganizationSummary, organizationSummary } from '../organizations/organization-schema.ts';
import {
  ProjectOptionsSchema,
  optionsIn,
  projectOptions,
  refuseWithoutEffect,
  withTransition,
} from './project-options.ts';
import { ProjectReference, ProjectSummary, projectReference } from './project-schema.ts';
import { ProjectDetail, projectDetail, projectSummaries } from './project-view.ts';
import { removeProjects } from './remove-projects.ts';

type Deps = Pick<
  ApiDeps,
  'db' | 'events' | 'blobs' | 'now' | 'publicUrl' | 'onProjectsChanged' | 'grouping' | 'scrubbing'
>;

const SLUG_TAKEN = { slug: ['A project with this slug already exists.'] };
const ProjectPost = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 50 }),
  slug: Type.Optional(Slug),
  platform: Type.Optional(NullableString),
});
const ProjectPut = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  slug: Type.Optional(Slug),
  platform: Type.Optional(NullableString),
  ...Type.Partial(ProjectOptionsSchema).properties,
});
const ListQuery = Type.Object({ ...PageQuery, query: Type.Optional(Type.String()) });

export function projectRoutes(app: ApiApp, deps: Deps): void {
  listRoutes(app, deps);
  createRoutes(app, deps);
  oneProjectRoutes(app, deps);
}

function listRoutes(app: ApiApp, deps: Deps): void {
  /** The CLI finds a project by its DSN: `?query=dsn:<public key>`. */
  app.get(
    '/api/0/projects/',
    {
      config: { access: 'signed-in' },
      schema: {
        querystring: ListQuery,
        response: {
          200: Type.Array(Type.Object({ ...ProjectReference.properties, organization: OrganizationSummary })),
        },
      },
    },
    async (request, reply) => {
      const key = /^dsn:([0-9a-f]{32})$/.exec(request.query.query ?? '')?.[1];
      const visible = [...callerOf(request).scopes]
        .filter(([, scopes]) => scopes.has('project:read'))
        .map(([id]) => id);
      const organizations = new Map((await listOrganizations(deps.db, visible)).map((row) => [row.id, row]));
      const projects = await listProjectsOf(deps.db, visible, key);
      const page = pageOf(request.query);
      const result = pageOfRows(projects, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.flatMap((project) => {
        const organization = organizations.get(project.organization_id);
        if (organization === undefined) return [];
        return [{ ...projectReference(project), organization: organizationSummary(organization, deps.publicUrl) }];
      });
    },
  );
  app.get(
    '/api/0/organizations/:org/projects/',
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: OrganizationParams, querystring: ListQuery, response: { 200: Type.Array(ProjectSummary) } },
    },
    async (request, reply) => {
      const wanted = request.query.query?.toLowerCase() ?? '';
      const matches = ({ slug, name }: Project) => slug.includes(wanted) || name.toLowerCase().includes(wanted);
      return answerList(deps, { request, reply, query: request.query }, matches);
    },
  );
  app.get(
    '/api/0/teams/:org/:team/projects/',
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: TeamParams, querystring: ListQuery, response: { 200: Type.Array(ProjectSummary) } },
    },
    async (request, reply) => {
      const team = teamOf(request);
      return answerList(deps, { request, reply, query: request.query }, (_, teamIds) => teamIds.includes(team.id));
    },
  );
}

async function answerList(
  deps: Deps,
  { request, reply, query }: { request: FastifyRequest; reply: FastifyReply; query: Static<typeof ListQuery> },
  which: (project: Project, teamIds: readonly TeamId[]) => boolean,
) {
  const page = pageOf(query);
  const result = pageOfRows(await projectSummaries(deps, request, which), page);
  setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
  return [...result.rows];
}

function createRoutes(app: ApiApp, deps: Deps): void {
  const create = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { body, teamId }: { body: Static<typeof ProjectPost>; teamId: TeamId | undefined },
  ) => {
    const project = await onConflict(
      edits.createProject(deps.db, {
        organizationId: organizationOf(request).id,
        slug: body.slug ?? slugOf(body.name),
        name: body.name,
        platform: body.platform ?? null,
        ...(teamId === undefined ? {} : { teamId }),
        now: deps.now(),
      }),
      SLUG_TAKEN,
    );
    deps.onProjectsChanged();
    void reply.status(201);
    const [summary] = await projectSummaries(deps, request, ({ id }) => id === project.id);
    if (summary === undefined) throw new AppError('internal', 'the new project is not there');
    return summary;
  };
  app.post(
    '/api/0/teams/:org/:team/projects/',
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: TeamParams, body: ProjectPost, response: { 201: ProjectSummary } },
    },
    (request, reply) => create(request, reply, { body: request.body, teamId: teamOf(request).id }),
  );
  app.post(
    '/api/0/organizations/:org/projects/',
    {
      config: { access: { scope: 'project:write' } },
      schema: {
        params: OrganizationParams,
        body: Type.Object({ ...ProjectPost.properties, team_slug: Type.Optional(Type.String()) }),
        response: { 201: Type.Object({ ...ProjectSummary.properties, team_slug: NullableString }) },
      },
    },
    async (request, reply) => {
      const { team_slug: slug, ...body } = request.body;
      const team = slug === undefined ? undefined : await findTeam(deps.db, organizationOf(request).id, slug);
      if (slug !== undefined && team === undefined) throw new FieldError({ team_slug: ['There is no such team.'] });
      return { ...(await create(request, reply, { body, teamId: team?.id })), team_slug: team?.slug ?? null };
    },
  );
}

function oneProjectRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/';
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, response: { 200: ProjectDetail } },
    },
    (request) => projectDetail(deps, request, projectOf(request)),
  );
  app.put(
    path,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: ProjectParams, body: ProjectPut, response: { 200: ProjectDetail } },
    },
    async (request) => {
      const { name, slug, platform } = request.body;
      await refuseBadRules(deps, request.body);
      refuseWithoutEffect(request.body);
      const given = optionsIn(request.body);
      const options = (saved: Project) => withTransition(projectOptions(saved), given, deps.now());
      const project = await onConflict(
        edits.updateProject(deps.db, projectOf(request).id, { name, slug, platform, options }),
        SLUG_TAKEN,
      );
      if (project === undefined) throw new AppError('not_found');
      deps.onProjectsChanged();
      return projectDetail(deps, request, project);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'project:admin' } },
      schema: { params: ProjectParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      await removeProjects(deps, [projectOf(request).id]);
      deps.onProjectsChanged();
      return reply.status(204).send(null);
    },
  );
}

async function refuseBadRules(deps: Deps, body: Static<typeof ProjectPut>): Promise<void> {
  const { groupingEnhancements, fingerprintingRules, relayPiiConfig } = body;
  const ofGrouping =
    groupingEnhancements === undefined && fingerprintingRules === undefined
      ? []
      : await deps.grouping.validate({
          ...(groupingEnhancements === undefined ? {} : { enhancements: groupingEnhancements }),
          ...(fingerprintingRules === undefined ? {} : { fingerprintingRules }),
        });
  const ofScrubbing = relayPiiConfig ? await deps.scrubbing.validate(relayPiiConfig) : [];
  const problems = [
    ...ofGrouping.map(({ field, ...place }) => ({
      field: field === 'enhancements' ? 'groupingEnhancements' : field,
      ...place,
    })),
    ...ofScrubbing.map((place) => ({ field: 'relayPiiConfig', ...place })),
  ];
  if (problems.length === 0) return;
  const remarks = [...Map.groupBy(problems, ({ field }) => field)].map(([field, some]) => [
    field,
    some.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`),
  ]);
  throw new FieldError(Object.fromEntries(remarks));
}
