import { Type } from 'typebox';
import { listDeadLetters } from '../../query/index.ts';
import { organizationOf, scopesOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { byId, PageQuery, positionPageOf, setPositionLink } from '../http/paging.ts';
import { NullableString, OrganizationParams } from '../http/schema.ts';

const DeadLetter = Type.Object({
  id: Type.String(),
  projectId: NullableString,
  itemType: Type.String(),
  eventId: NullableString,
  reason: Type.String(),
  detail: Type.String(),
  dateCreated: Type.String(),
});

export function deadLetterRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'publicUrl'>): void {
  /**
   * Items that processing could not understand. Their content is not in the answer, since it was never scrubbed. Those of no
   * project (a record that the disk damaged) are for who may change the organisation.
   */
  app.get(
    '/api/garrison/organizations/:org/dead-letters/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ ...PageQuery, project: FilterQuery.project }),
        response: { 200: Type.Array(DeadLetter) },
      },
    },
    async (request, reply) => {
      const projects = await projectsIn(deps, request, request.query.project);
      const page = positionPageOf(request.query);
      const isWhole = (request.query.project ?? []).every((text) => text === '' || text === '-1');
      const filter = {
        organizationId: organizationOf(request).id,
        projectIds: projects.map(({ id }) => id),
        ofNoProject: isWhole && scopesOf(request).has('org:write'),
      };
      const result = await listDeadLetters(deps.db, filter, page);
      setPositionLink(request, reply, { page, result, position: byId, publicUrl: deps.publicUrl });
      return result.rows.map((row) => ({
        id: String(row.id),
        projectId: row.project_id === null ? null : String(row.project_id),
        itemType: row.item_type,
        eventId: row.event_id,
        reason: row.reason,
        detail: row.detail,
        dateCreated: isoDate(row.created_at),
      }));
    },
  );
}
