import { Type } from 'typebox';
import { ensureDefaultTiers } from '../tiers/default-tiers.ts';
import { AppError } from '../../errors.ts';
import { firstOrganization, listProjects } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { callerOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { onConflict } from '../http/conflict.ts';
import { NoContent, OrganizationParams, Slug } from '../http/schema.ts';
import { slugOf } from '../http/slug.ts';
import { removeProjects } from '../projects/remove-projects.ts';
import { OrganizationSummary, organizationSummary } from './organization-schema.ts';

/** Owners create and delete organisations. */
export function organizationLifeRoutes(
  app: ApiApp,
  deps: Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'now' | 'publicUrl' | 'onProjectsChanged'>,
): void {
  app.post(
    '/api/0/organizations/',
    {
      config: { access: 'signed-in' },
      schema: {
        body: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 64 }),
          slug: Type.Optional(Slug),
        }),
        response: { 201: OrganizationSummary },
      },
    },
    async (request, reply) => {
      const { user, scopes } = callerOf(request);
      const isOwner = [...scopes.values()].some((granted) => granted.has('org:admin'));
      if (user === null || !isOwner) {
        throw new AppError('permission_denied', 'only an owner of an organisation can make another one');
      }
      const { name, slug = slugOf(name) } = request.body;
      const now = deps.now();
      const made = await onConflict(edits.foundOrganization(deps.db, { slug, name, ownerId: user.id, now }), {
        slug: ['An organisation with this slug already exists.'],
      });
      await ensureDefaultTiers(deps);
      return reply.status(201).send(organizationSummary(made, deps.publicUrl));
    },
  );

  app.delete(
    '/api/0/organizations/:org/',
    {
      config: { access: { scope: 'org:admin' } },
      schema: { params: OrganizationParams, response: { 202: NoContent } },
    },
    async (request, reply) => {
      const organization = organizationOf(request);
      // Each start creates the first organisation if it is missing: after a deletion it would exist again, empty.
      if ((await firstOrganization(deps.db))?.id === organization.id) {
        throw new FieldError({
          slug: ['The first organisation cannot be deleted: the server creates it at each start.'],
        });
      }
      const projects = await listProjects(deps.db, organization.id);
      await removeProjects(
        deps,
        projects.map(({ id }) => id),
      );
      await edits.deleteOrganization(deps.db, organization.id);
      deps.onProjectsChanged();
      return reply.status(202).send(null);
    },
  );
}
