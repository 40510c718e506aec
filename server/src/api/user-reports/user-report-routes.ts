import { Type } from 'typebox';
import { listUserReports } from '../../query/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { byId, PageQuery, positionPageOf, setPositionLink } from '../http/paging.ts';
import { ProjectParams } from '../http/schema.ts';
import { UserReport, userReportView } from './user-report-schema.ts';

export function userReportRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'publicUrl'>): void {
  app.get(
    '/api/0/projects/:org/:project/user-feedback/',
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, querystring: Type.Object(PageQuery), response: { 200: Type.Array(UserReport) } },
    },
    async (request, reply) => {
      const page = positionPageOf(request.query);
      const result = await listUserReports(deps.db, { projectId: projectOf(request).id }, page);
      setPositionLink(request, reply, { page, result, position: byId, publicUrl: deps.publicUrl });
      return result.rows.map(userReportView);
    },
  );
}
