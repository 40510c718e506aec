import { Type } from 'typebox';
import { listDeploys } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { CHANGE, READ, RELEASE_PATHS, type ReleaseDeps, releaseOf } from './release-routes.ts';
import { DeploySchema, NewDeploy } from './release-schema.ts';
import { deployView } from './release-view.ts';
import { projectIdsOf, timeOf } from './save-release.ts';

/** Where a release was put, and when. */
export function deployRoutes(app: ApiApp, deps: ReleaseDeps): void {
  for (const place of RELEASE_PATHS) {
    const path = `${place.path}:version/deploys/`;
    app.get(
      path,
      {
        config: { access: READ },
        schema: {
          params: place.one,
          querystring: Type.Object(PageQuery),
          response: { 200: Type.Array(DeploySchema) },
        },
      },
      async (request, reply) => {
        const release = await releaseOf(deps, request, place);
        const page = pageOf(request.query);
        const result = pageOfRows(await listDeploys(deps.db, release.id), page);
        setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
        return result.rows.map(deployView);
      },
    );
    app.post(
      path,
      {
        config: { access: CHANGE },
        schema: { params: place.one, body: NewDeploy, response: { 201: DeploySchema } },
      },
      async (request, reply) => {
        const { id: releaseId } = await releaseOf(deps, request, place);
        const { environment, name = null, url = null, dateStarted, dateFinished, projects } = request.body;
        const deploy = {
          environment,
          name,
          url,
          startedAt: timeOf(dateStarted) ?? null,
          finishedAt: timeOf(dateFinished) ?? deps.now(),
        };
        const projectIds = await projectIdsOf(deps, request, projects ?? []);
        const id = await edits.addDeploy(deps.db, { ...deploy, releaseId, projectIds });
        const { startedAt: started_at, finishedAt: finished_at } = deploy;
        return reply
          .status(201)
          .send(deployView({ id, release_id: releaseId, environment, name, url, started_at, finished_at }));
      },
    );
  }
}
