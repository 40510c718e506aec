import { Type } from 'typebox';
import { listCommitFiles, listCommits, previousWithCommits, usersByEmail } from '../../query/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiApp } from '../http/api-app.ts';
import { PageQuery, pageOf, setLink } from '../http/paging.ts';
import { type Place, READ, RELEASE_PATHS, type ReleaseDeps, releaseOf } from './release-routes.ts';
import { CommitFileSchema, CommitSchema, ReleaseSchema } from './release-schema.ts';
import { commitView, releaseViews } from './release-view.ts';

/** Routes for the commits of a release, the files that these change, and the newest earlier release with commits. */
export function commitRoutes(app: ApiApp, deps: ReleaseDeps): void {
  for (const place of RELEASE_PATHS) {
    listRoute(app, deps, place);
    previousRoute(app, deps, place);
    filesRoute(app, deps, place);
  }
}

function listRoute(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  app.get(
    `${place.path}:version/commits/`,
    {
      config: { access: READ },
      schema: {
        params: place.one,
        querystring: Type.Object(PageQuery),
        response: { 200: Type.Array(CommitSchema) },
      },
    },
    async (request, reply) => {
      const release = await releaseOf(deps, request, place);
      const page = pageOf(request.query);
      const result = await listCommits(deps.db, release.id, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      const emails = result.rows.flatMap((row) => row.author_email ?? []);
      const members = await usersByEmail(deps.db, organizationOf(request).id, emails);
      return result.rows.map((row) => commitView(row, members));
    },
  );
}

function previousRoute(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  app.get(
    `${place.path}:version/previous-with-commits/`,
    {
      config: { access: READ },
      schema: { params: place.one, response: { 200: Type.Union([ReleaseSchema, Type.Object({})]) } },
    },
    async (request) => {
      const previous = await previousWithCommits(deps.db, await releaseOf(deps, request, place));
      if (previous === undefined) return {};
      const [view] = await releaseViews(deps, [previous]);
      return view ?? {};
    },
  );
}

function filesRoute(app: ApiApp, deps: ReleaseDeps, place: Place): void {
  app.get(
    `${place.path}:version/commitfiles/`,
    {
      config: { access: READ },
      schema: {
        params: place.one,
        querystring: Type.Object(PageQuery),
        response: { 200: Type.Array(CommitFileSchema) },
      },
    },
    async (request, reply) => {
      const release = await releaseOf(deps, request, place);
      const page = pageOf(request.query);
      const result = await listCommitFiles(deps.db, release.id, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map((row) => ({
        id: `${row.sha}:${row.path}`,
        commitMessage: row.message,
        type: row.type,
        filename: row.path,
        repoName: row.repository,
        orgId: release.organization_id,
      }));
    },
  );
}
