import { Type, type Static } from 'typebox';
import { answerIssueTerms, bucketsOf, countEvents, durationMs, parseSearch, periodOf } from '../../query/index.ts';
import type { EventScope, Period } from '../../query/index.ts';
import { issueOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { scopeOfIssue } from '../events/event-routes.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { Anything, OrganizationParams, ProjectParams } from '../http/schema.ts';
import { ISSUE_PATHS } from '../issues/issue-routes.ts';
import { contextOf } from '../issues/issue-search.ts';

const DAY_MS = 86_400_000;
const BUCKETS_MAX = 2_000;
const AUTO_INTERVALS_MS = [60_000, 300_000, 900_000, 3_600_000, 4 * 3_600_000, DAY_MS];
const AUTO_BUCKETS_MAX = 100;

/** `[seconds, [{count}]]`, as Sentry's charts have it. */
const CountSeries = Type.Object({
  data: Type.Array(Type.Tuple([Type.Integer(), Type.Array(Type.Object({ count: Type.Number() }))])),
  start: Type.Integer(),
  end: Type.Integer(),
  isMetricsData: Type.Boolean(),
  meta: Anything,
});
const Pairs = Type.Array(Type.Tuple([Type.Integer(), Type.Number()]));
const Measures: ReadonlyMap<string, 'count' | 'users'> = new Map([
  ['count()', 'count'],
  ['event.count', 'count'],
  ['count_unique(user)', 'users'],
  ['user.count', 'users'],
]);

export function eventStatsRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get(
    '/api/0/organizations/:org/events-stats/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({
          ...FilterQuery,
          query: Type.Optional(Type.String()),
          yAxis: Type.Optional(Type.String()),
          interval: Type.Optional(Type.String()),
        }),
        response: { 200: CountSeries },
      },
    },
    async (request) => {
      const { query, yAxis = 'count()', interval, environment: environments } = request.query;
      const measure = Measures.get(yAxis);
      if (measure === undefined)
        throw new FieldError({ yAxis: [`Errors are counted by ${[...Measures.keys()].join(', ')}.`] });
      const projects = await projectsIn(deps, request, request.query.project);
      const period = periodOf(request.query, deps.now(), 14);
      const intervalMs = intervalOf(interval, period);
      const projectIds = projects.map(({ id }) => id);
      const terms = await answerIssueTerms(deps.db, {
        context: contextOf(deps, request),
        projectIds,
        period,
        tree: parseSearch(query ?? ''),
      });
      const scope = { projectIds, period, environments, now: deps.now(), ...terms };
      const options = { intervalMs, buckets: bucketsOf(period, intervalMs), measure };
      const series = await countEvents(deps.events, scope, options);
      return {
        data: series.map(([at, count]) => [at, [{ count }]] satisfies [number, { count: number }[]]),
        start: Math.floor(period.start / 1000),
        end: Math.floor(period.end / 1000),
        isMetricsData: false,
        meta: { fields: { [yAxis]: 'integer' }, units: { [yAxis]: null } },
      };
    },
  );
  pairRoutes(app, deps);
}

const StatsQuery = Type.Object({
  ...FilterQuery,
  stat: Type.Optional(Type.String()),
  /** Seconds since the epoch, as old clients send them. */
  since: Type.Optional(Type.Number()),
  until: Type.Optional(Type.Number()),
  resolution: Type.Optional(Type.String()),
});

/** `[seconds, count]` of an issue, and of a project. */
function pairRoutes(app: ApiApp, deps: ApiDeps): void {
  const pairs = (query: Static<typeof StatsQuery>, scope: EventScope) => {
    const period =
      query.since === undefined
        ? periodOf(query, deps.now(), 1)
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
        return pairs(request.query, await scopeOfIssue(deps, issue.project_id, issue.id));
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

/** `1h`, or what gives a chart of at most a hundred bars. */
function intervalOf(text: string | undefined, period: Period): number {
  const length = period.end - period.start;
  if (text === undefined || text === '') {
    return AUTO_INTERVALS_MS.find((interval) => length / interval <= AUTO_BUCKETS_MAX) ?? 7 * DAY_MS;
  }
  const interval = durationMs(text);
  if (interval === undefined || interval < 1000) throw new FieldError({ interval: ['Use an interval such as 1h.'] });
  if (length / interval > BUCKETS_MAX) {
    throw new FieldError({ interval: [`This makes more than ${BUCKETS_MAX} points; use a longer interval.`] });
  }
  return interval;
}
