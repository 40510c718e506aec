import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listRepositories } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NullableString, NoContent, OrganizationParams } from '../http/schema.ts';
import type { ReleaseDeps } from './release-routes.ts';
import { RepositorySchema } from './release-schema.ts';
import { repositoryView } from './release-view.ts';

const PATH = '/api/0/organizations/:org/repos/';
const Query = Type.Object({ ...PageQuery, query: Type.Optional(Type.String()), status: Type.Optional(Type.String()) });
const NewRepository = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  url: Type.Optional(NullableString),
  provider: Type.Optional(NullableString),
});

/** Repositories: those that commits named, and those that somebody added. */
export function repositoryRoutes(app: ApiApp, deps: ReleaseDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'org:read', orCi: true } },
      schema: { params: OrganizationParams, querystring: Query, response: { 200: Type.Array(RepositorySchema) } },
    },
    async (request, reply) => {
      const { query = '', status = 'active' } = request.query;
      const all = await listRepositories(deps.db, organizationOf(request).id);
      const wanted = status === '' || status === 'active' ? all : [];
      const page = pageOf(request.query);
      const result = pageOfRows(
        wanted.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())),
        page,
      );
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(repositoryView);
    },
  );
  app.post(
    PATH,
    {
      config: { access: { scope: 'org:write' } },
      schema: { params: OrganizationParams, body: NewRepository, response: { 201: RepositorySchema } },
    },
    async (request, reply) => {
      const { name, url = null, provider = null } = request.body;
      const repository = { organizationId: organizationOf(request).id, name, url, provider, now: deps.now() };
      const id = await edits.addRepository(deps.db, repository);
      if (id === undefined) throw new FieldError({ name: ['There is a repository of this name already.'] });
      const { organizationId: organization_id, now: created_at } = repository;
      return reply.status(201).send(repositoryView({ id, organization_id, name, url, provider, created_at }));
    },
  );
  app.delete(
    `${PATH}:repository/`,
    {
      config: { access: { scope: 'org:write' } },
      schema: {
        params: Type.Object({ ...OrganizationParams.properties, repository: Type.Integer() }),
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const isDeleted = await edits.deleteRepository(deps.db, organizationOf(request).id, request.params.repository);
      if (!isDeleted) throw new AppError('not_found');
      return reply.status(204).send(null);
    },
  );
}
