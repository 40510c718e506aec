import { Type } from 'typebox';
import { listUserReports, toPage } from '../../query/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, setLink } from '../http/paging.ts';
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
      const page = pageOf(request.query);
      const result = toPage(await listUserReports(deps.db, { projectId: projectOf(request).id }, page), page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(userReportView);
    },
  );
}
