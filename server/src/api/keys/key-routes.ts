import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { DAY_SECONDS } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import { findKey, listKeys, listProjects, teamsOfProjects } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NoContent, Nullable, NullableInteger, OrganizationParams, ProjectParams } from '../http/schema.ts';
import { KeySchema, keyView } from './key-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'publicUrl' | 'onProjectsChanged'>;

const KeyParams = Type.Object({ ...ProjectParams.properties, key: Type.String() });
const Name = Type.String({ minLength: 1, maxLength: 64 });
/** Terraform sends both numbers, and null or 0 for "none". */
const RateLimitBody = Nullable(
  Type.Object({
    window: Type.Optional(NullableInteger),
    count: Type.Optional(NullableInteger),
  }),
);
const Status = Type.Optional(Type.Enum(['active', 'inactive']));

export function keyRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/keys/';
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: {
        params: ProjectParams,
        querystring: Type.Object({ ...PageQuery, status: Status }),
        response: { 200: Type.Array(KeySchema) },
      },
    },
    async (request, reply) => {
      const { status } = request.query;
      const rows = await listKeys(deps.db, { projectIds: [projectOf(request).id], status });
      const page = pageOf(request.query);
      const result = pageOfRows(rows, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map((key) => keyView(key, deps.publicUrl));
    },
  );
  app.post(
    path,
    {
      config: { access: { scope: 'project:write' } },
      schema: {
        params: ProjectParams,
        body: Type.Object({ name: Type.Optional(Name), rateLimit: Type.Optional(RateLimitBody) }),
        response: { 201: KeySchema },
      },
    },
    async (request, reply) => {
      const { name, rateLimit } = request.body;
      const key = await edits.createKey(deps.db, {
        projectId: projectOf(request).id,
        label: name ?? 'Key',
        rateLimit: limitOf(rateLimit) ?? null,
        now: deps.now(),
      });
      deps.onProjectsChanged();
      void reply.status(201);
      return keyView(key, deps.publicUrl);
    },
  );
  oneKeyRoutes(app, deps);
  organizationKeyRoutes(app, deps);
}

function oneKeyRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/keys/:key/';
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: KeyParams, response: { 200: KeySchema } },
    },
    async (request) => keyView(await keyOf(deps, request), deps.publicUrl),
  );
  app.put(
    path,
    {
      config: { access: { scope: 'project:write' } },
      schema: {
        params: KeyParams,
        body: Type.Object({
          name: Type.Optional(Name),
          isActive: Type.Optional(Type.Boolean()),
          rateLimit: Type.Optional(RateLimitBody),
        }),
        response: { 200: KeySchema },
      },
    },
    async (request) => {
      const { name, isActive, rateLimit } = request.body;
      const change = { label: name, isActive, rateLimit: limitOf(rateLimit) };
      const key = await edits.updateKey(deps.db, (await keyOf(deps, request)).id, change);
      if (key === undefined) throw new AppError('not_found');
      deps.onProjectsChanged();
      return keyView(key, deps.publicUrl);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'project:admin' } },
      schema: { params: KeyParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      await edits.deleteKey(deps.db, (await keyOf(deps, request)).id);
      deps.onProjectsChanged();
      return reply.status(204).send(null);
    },
  );
}

function organizationKeyRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/project-keys/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ ...PageQuery, status: Status, team: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(KeySchema) },
      },
    },
    async (request, reply) => {
      const { team, status } = request.query;
      const organizationId = organizationOf(request).id;
      const links = await teamsOfProjects(deps.db, organizationId);
      const projects = (await listProjects(deps.db, organizationId)).filter(
        ({ id }) =>
          team === undefined || (links.get(id) ?? []).some((link) => link.slug === team || String(link.id) === team),
      );
      const rows = await listKeys(deps.db, { projectIds: projects.map(({ id }) => id), status });
      const page = pageOf(request.query);
      const result = pageOfRows(rows, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map((key) => keyView(key, deps.publicUrl));
    },
  );
}

async function keyOf(deps: Deps, request: FastifyRequest<{ Params: Static<typeof KeyParams> }>) {
  const key = await findKey(deps.db, projectOf(request).id, request.params.key);
  if (key === undefined) throw new AppError('not_found');
  return key;
}

/** Undefined: not mentioned. */
function limitOf(body: Static<typeof RateLimitBody> | undefined): { window: number; count: number } | null | undefined {
  if (body === undefined) return undefined;
  const { window, count } = body ?? {};
  return !window || !count ? null : { window: Math.min(window, DAY_SECONDS), count };
}
