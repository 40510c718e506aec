import { Type, type Static } from 'typebox';
import { bucketsOf, countEvents, periodOf, type EventScope } from '../../query/index.ts';
import { issueOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { scopeOfIssue } from '../events/event-routes.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery } from '../http/filters.ts';
import { intervalOf } from '../http/interval.ts';
import { ProjectParams } from '../http/schema.ts';
import { ISSUE_PATHS } from '../issues/issue-routes.ts';

const Pairs = Type.Array(Type.Tuple([Type.Integer(), Type.Number()]));
const StatsQuery = Type.Object({
  ...FilterQuery,
  stat: Type.Optional(Type.String()),
  /** Seconds since the epoch, as old clients send them. */
  since: Type.Optional(Type.Number()),
  until: Type.Optional(Type.Number()),
  resolution: Type.Optional(Type.String()),
});

/** `[seconds, count]` of an issue, and of a project. */
export function eventStatsRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now'>): void {
  const pairs = (query: Static<typeof StatsQuery>, scope: EventScope) => {
    const period =
      query.since === undefined
        ? periodOf(query, deps.now(), { defaultDays: 1, storedDays: deps.storedDays })
        : { start: query.since * 1000, end: (query.until ?? deps.now() / 1000) * 1000 };
    const intervalMs = intervalOf(query.resolution, period);
    const options = { intervalMs, buckets: bucketsOf(period, intervalMs), measure: 'count' } as const;
    return countEvents(deps.events, { ...scope, period, environments: query.environment }, options);
  };
  for (const { path, params } of ISSUE_PATHS) {
    app.get(
      `${path}stats/`,
      {
        config: { access: { scope: 'event:read' } },
        schema: { params, querystring: StatsQuery, response: { 200: Pairs } },
      },
      async (request) => {
        const issue = issueOf(request);
        return pairs(request.query, await scopeOfIssue(deps, issue));
      },
    );
  }
  app.get(
    '/api/0/projects/:org/:project/stats/',
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, querystring: StatsQuery, response: { 200: Pairs } },
    },
    (request) => pairs(request.query, { projectIds: [projectOf(request).id] }),
  );
}
