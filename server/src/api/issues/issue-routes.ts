import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findIssue, resolveIssue } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { callerOf, issueOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { IssueParams, NoContent, OrganizationParams } from '../http/schema.ts';
import { issueDetail } from './issue-detail.ts';
import { IssueBase, IssueDetail } from './issue-schema.ts';
import { IssuePut } from './issue-put.ts';
import { editOf, refuseWithoutEffect } from './issue-update.ts';
import { issueViews } from './issue-view.ts';
import { removeIssues } from './remove-issues.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'live' | 'now' | 'publicUrl'>;

/** Old clients use paths without the organisation. */
export const ISSUE_PATHS = [
  { path: '/api/0/organizations/:org/issues/:issue/', params: IssueParams },
  { path: '/api/0/issues/:issue/', params: Type.Object({ issue: Type.String() }) },
] as const;

export function issueRoutes(app: ApiApp, deps: Deps): void {
  for (const place of ISSUE_PATHS) oneIssueRoutes(app, deps, place);
  app.get(
    '/api/0/organizations/:org/shortids/:shortId/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ ...OrganizationParams.properties, shortId: Type.String() }),
        response: {
          200: Type.Object({
            organizationSlug: Type.String(),
            projectSlug: Type.String(),
            groupId: Type.String(),
            shortId: Type.String(),
            group: IssueBase,
          }),
        },
      },
    },
    async (request) => {
      const organization = organizationOf(request);
      const { shortId } = request.params;
      const issue = /^\d+$/.test(shortId) ? undefined : await resolveIssue(deps.db, organization.id, shortId);
      if (issue === undefined) throw new AppError('not_found');
      const userId = callerOf(request).user?.id ?? null;
      const [group] = await issueViews(deps, [issue], { organization, userId, counts: new Map() });
      if (group === undefined) throw new AppError('not_found');
      return {
        organizationSlug: organization.slug,
        projectSlug: group.project.slug,
        groupId: group.id,
        shortId: group.shortId,
        group,
      };
    },
  );
}

function oneIssueRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  app.get(
    path,
    { config: { access: { scope: 'event:read' } }, schema: { params, response: { 200: IssueDetail } } },
    (request) => issueDetail(deps, request, issueOf(request)),
  );
  app.put(
    path,
    {
      config: { access: { scope: 'event:write' } },
      schema: { params, body: IssuePut, response: { 200: IssueDetail, 202: Type.Null() } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const actor = { userId: callerOf(request).user?.id ?? null, now: deps.now() };
      refuseWithoutEffect(request.body, actor.userId);
      if (request.body.merge) throw new FieldError({ merge: ['Merging takes two issues: name them by id.'] });
      if (request.body.discard === true) {
        await removeIssues(deps, [issue], { discard: true, actor });
        return reply.status(202).send(null);
      }
      const world = { organization: organizationOf(request), issues: [issue], now: actor.now };
      const edit = await editOf(deps, request.body, world);
      await edits.updateIssues(deps.db, [issue.id], { edit, actor });
      deps.live.wake();
      const updated = await findIssue(deps.db, issue.id);
      if (updated === undefined) throw new AppError('not_found');
      return issueDetail(deps, request, updated);
    },
  );
  app.delete(
    path,
    { config: { access: { scope: 'event:admin' } }, schema: { params, response: { 202: NoContent } } },
    async (request, reply) => {
      const actor = { userId: callerOf(request).user?.id ?? null, now: deps.now() };
      await removeIssues(deps, [issueOf(request)], { discard: false, actor });
      return reply.status(202).send(null);
    },
  );
}
