import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { findRelease, isFirstReleaseOfIssues, listReleases, periodOf } from '../../query/index.ts';
import { edits, type Project, type Release } from '../../store/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { PageQuery, pageOf, setLink } from '../http/paging.ts';
import { NoContent, OrganizationParams, ProjectParams } from '../http/schema.ts';
import { healthOfReleases, type HealthOfReleases } from '../release-health/release-health.ts';
import { NewRelease, ProjectVersionParams, ReleaseChange, ReleaseSchema, VersionParams } from './release-schema.ts';
import { releaseViews } from './release-view.ts';
import { checkVersion, projectIdsOf, saveRelease } from './save-release.ts';

export type ReleaseDeps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now' | 'publicUrl'>;

export const READ = { scope: 'project:read', orCi: true } as const;
export const CHANGE = { scope: 'project:releases', orCi: true } as const;
/** Commits come with the files that they change. */
const RELEASE_BODY_BYTES = 20 * 2 ** 20;

/** Releases belong to the organisation; under a project's path are those that the project has. */
export const RELEASE_PATHS = [
  { path: '/api/0/organizations/:org/releases/', params: OrganizationParams, one: VersionParams, ofProject: false },
  {
    path: '/api/0/projects/:org/:project/releases/',
    params: ProjectParams,
    one: ProjectVersionParams,
    ofProject: true,
  },
] as const;
export type Place = (typeof RELEASE_PATHS)[number];

/** `health=1` adds sessions and adoption, of the period `summaryStatsPeriod`. */
const HealthQuery = {
  health: Type.Optional(Type.String()),
  summaryStatsPeriod: Type.Optional(Type.String()),
  environment: FilterQuery.environment,
};
const HealthQueryObject = Type.Object(HealthQuery);

const ListQuery = Type.Object({
  ...PageQuery,
  ...FilterQuery,
  query: Type.Optional(Type.String()),
  status: Type.Optional(Type.Enum(['open', 'archived', ''])),
  ...HealthQuery,
});

export function releaseRoutes(app: ApiApp, deps: ReleaseDeps): void {
  for (const place of RELEASE_PATHS) {
    listRoute(app, deps, place);
    createRoute(app, deps, place);
    oneRoutes(app, deps, place);
  }
}

/** The release of the path. */
export async function releaseOf(deps: Pick<ApiDeps, 'db'>, request: FastifyRequest, place: Place): Promise<Release> {
  const { version } = request.params as { readonly version: string };
  const projectId = place.ofProject ? projectOf(request).id : undefined;
  const release = await findRelease(deps.db, { organizationId: organizationOf(request).id, projectId }, version);
  if (release === undefined) throw new AppError('not_found', 'There is no such release.');
  return release;
}

function listRoute(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  app.get(
    place.path,
    {
      config: { access: READ },
      schema: { params: place.params, querystring: ListQuery, response: { 200: Type.Array(ReleaseSchema) } },
    },
    async (request, reply) => {
      const { query, status, project, environment } = request.query;
      const named = place.ofProject ? [projectOf(request)] : await projectsNamed(deps, request, project);
      const page = pageOf(request.query);
      const result = await listReleases(
        deps.db,
        {
          organizationId: organizationOf(request).id,
          projectIds: named?.map(({ id }) => id),
          environments: environment ?? [],
          status: status === '' ? undefined : status,
          text: query,
        },
        page,
      );
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return releaseViews(deps, result.rows, healthAsked(deps, request, request.query));
    },
  );
}

/** Undefined: it is not asked for. */
function healthAsked(
  deps: ReleaseDeps,
  request: FastifyRequest,
  query: Static<typeof HealthQueryObject>,
): ((projectIds: readonly number[]) => Promise<HealthOfReleases>) | undefined {
  if (query.health !== '1') return undefined;
  const now = deps.now();
  const statsPeriod = query.summaryStatsPeriod ?? '14d';
  const period = periodOf({ statsPeriod }, now, { defaultDays: 14, storedDays: deps.storedDays });
  const organizationId = organizationOf(request).id;
  const environments = query.environment ?? [];
  return (projectIds) => healthOfReleases(deps, { organizationId, projectIds, environments, period, now });
}

/** Undefined: the query names none, so releases without a project count, too. */
async function projectsNamed(
  deps: ReleaseDeps,
  request: FastifyRequest,
  project: readonly string[] | undefined,
): Promise<readonly Project[] | undefined> {
  const named = (project ?? []).filter((text) => text !== '' && text !== '-1');
  return named.length === 0 ? undefined : projectsIn(deps, request, named);
}

function createRoute(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  app.post(
    place.path,
    {
      config: { access: CHANGE },
      bodyLimit: RELEASE_BODY_BYTES,
      schema: { params: place.params, body: NewRelease, response: { 201: ReleaseSchema, 208: ReleaseSchema } },
    },
    async (request, reply) => {
      const { body } = request;
      const { version } = body;
      checkVersion(version);
      const projectIds = await projectIdsOf(deps, request, body.projects ?? []);
      if (place.ofProject) projectIds.push(projectOf(request).id);
      const organizationId = organizationOf(request).id;
      const known = await findRelease(deps.db, { organizationId }, version);
      if (known === undefined && projectIds.length === 0) {
        throw new FieldError({ projects: ['A new release needs at least one project.'] });
      }
      const { release, isNew } = await saveRelease(deps, request, {
        version,
        body,
        projectIds: [...new Set(projectIds)],
      });
      const [view] = await releaseViews(deps, [release]);
      if (view === undefined) throw new AppError('not_found');
      return reply.status(isNew ? 201 : 208).send(view);
    },
  );
}

function oneRoutes(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  const path = `${place.path}:version/`;
  const viewOf = async (release: Release, health?: ReturnType<typeof healthAsked>) => {
    const [view] = await releaseViews(deps, [release], health);
    if (view === undefined) throw new AppError('not_found');
    return view;
  };
  app.get(
    path,
    {
      config: { access: READ },
      schema: { params: place.one, querystring: HealthQueryObject, response: { 200: ReleaseSchema } },
    },
    async (request) => {
      const release = await releaseOf(deps, request, place);
      return viewOf(release, healthAsked(deps, request, request.query));
    },
  );
  app.put(
    path,
    {
      config: { access: CHANGE },
      bodyLimit: RELEASE_BODY_BYTES,
      schema: { params: place.one, body: ReleaseChange, response: { 200: ReleaseSchema } },
    },
    async (request) => {
      const { version } = await releaseOf(deps, request, place);
      const { body } = request;
      const projectIds = await projectIdsOf(deps, request, body.projects ?? []);
      return viewOf((await saveRelease(deps, request, { version, body, projectIds })).release);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'project:releases' } },
      schema: { params: place.one, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const release = await releaseOf(deps, request, place);
      if (await isFirstReleaseOfIssues(deps.db, release)) {
        throw new AppError(
          'request_invalid',
          'Issues began in this release: it cannot be deleted. Archive it instead.',
        );
      }
      await edits.deleteRelease(deps.db, release.id);
      return reply.status(204).send(null);
    },
  );
}
