import { Type } from 'typebox';
import { filesByDebugId } from '../../query/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { ProjectParams } from '../http/schema.ts';

const Query = Type.Object({ debug_id: Type.String() });
const Found = Type.Object({
  id: Type.String(),
  type: Type.String(),
  url: Type.String(),
  resolved_with: Type.String(),
});

/** Which uploads have files of a debug id: what a pipeline asks to prove that its upload is there. */
export function lookupRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'publicUrl'>): void {
  app.get(
    '/api/0/projects/:org/:project/artifact-lookup/',
    {
      config: { access: { scope: 'project:releases', orCi: true } },
      schema: { params: ProjectParams, querystring: Query, response: { 200: Type.Array(Found) } },
    },
    async (request) => {
      const debugId = request.query.debug_id.replaceAll('-', '').toLowerCase();
      if (!/^[0-9a-f]{32}$/.test(debugId)) throw new FieldError({ debug_id: ['A debug id is a UUID.'] });
      const project = projectOf(request);
      const files = await filesByDebugId(deps.db, [project.id], [debugId]);
      const bundles = [...new Set(files.map(({ bundleId }) => bundleId))];
      const path = `/api/0/projects/${organizationOf(request).slug}/${project.slug}/artifact-lookup/`;
      return bundles.map((id) => ({
        id: String(id),
        type: 'bundle',
        url: `${deps.publicUrl}${path}?debug_id=${debugId}`,
        resolved_with: 'debug-id',
      }));
    },
  );
}
