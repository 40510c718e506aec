import { Type, type Static } from 'typebox';
import { HOUR_MS, MINUTE_MS } from '../../durations.ts';
import {
  OUTCOME_GROUPS,
  countOutcomes,
  durationMs,
  hasOutcomeSteps,
  listProjects,
  periodOf,
} from '../../query/index.ts';
import type { OutcomeGroup, Period } from '../../query/index.ts';
import { OUTCOME_MINUTES_DAYS } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { isoDate } from '../http/dates.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { Anything, NullableString, OrganizationParams } from '../http/schema.ts';
import { outcomeReasons } from './outcome-reasons.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now'>;

const MEASURES = ['sum(quantity)', 'sum(times_seen)'] as const;
const List = Type.Optional(Type.Array(Type.String()));
const StatsQuery = Type.Object({
  ...FilterQuery,
  /** Outcomes are counted once per item: both measures are the same number. */
  field: Type.Array(Type.Enum([...MEASURES]), { minItems: 1, maxItems: 2 }),
  groupBy: Type.Optional(Type.Array(Type.Enum([...OUTCOME_GROUPS]))),
  interval: Type.Optional(Type.String()),
  category: List,
  outcome: List,
  reason: List,
});
const Numbers = Type.Record(Type.String(), Type.Number());
const Stats = Type.Object({
  start: Type.String(),
  end: Type.String(),
  intervals: Type.Array(Type.String()),
  groups: Type.Array(
    Type.Object({
      by: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()])),
      totals: Numbers,
      series: Type.Record(Type.String(), Type.Array(Type.Number())),
    }),
  ),
});

export function outcomeRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/stats_v2/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: StatsQuery, response: { 200: Stats } },
    },
    async (request) => {
      const { query } = request;
      const period = periodOf(query, deps.now(), { defaultDays: 1, storedDays: deps.storedDays });
      const { buckets, groups } = await countOutcomes(deps.events, {
        ...(await filtersOf(deps, request, query)),
        period,
        intervalMs: intervalOf(query.interval, period, deps.now()),
        groupBy: query.groupBy ?? [],
      });
      return {
        start: isoDate(buckets[0] ?? period.start),
        end: isoDate(period.end),
        intervals: buckets.map(isoDate),
        groups: groups.map(({ by, total, series }) => ({
          by: withNumbers(by),
          totals: Object.fromEntries(query.field.map((name) => [name, total])),
          series: Object.fromEntries(query.field.map((name) => [name, [...series]])),
        })),
      };
    },
  );
  summaryRoute(app, deps);
  app.get(
    '/api/garrison/organizations/:org/outcomes/reasons/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        response: {
          200: Type.Object({
            reasons: Type.Record(Type.String(), Type.Object({ text: Type.String(), settingUrl: NullableString })),
          }),
        },
      },
    },
    async (request) => ({ reasons: outcomeReasons(organizationOf(request).slug) }),
  );
}

const Summary = Type.Object({
  start: Type.String(),
  end: Type.String(),
  projects: Type.Array(Type.Object({ id: Type.String(), slug: Type.String(), stats: Type.Array(Anything) })),
});

/** Per project and category: how much ended how. */
function summaryRoute(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/stats-summary/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: StatsQuery, response: { 200: Summary } },
    },
    async (request) => {
      const { query } = request;
      const period = periodOf(query, deps.now(), { defaultDays: 1, storedDays: deps.storedDays });
      const projects = await listProjects(deps.db, organizationOf(request).id);
      const { groups } = await countOutcomes(deps.events, {
        ...(await filtersOf(deps, request, query)),
        period,
        intervalMs: intervalOf(query.interval, period, deps.now()),
        groupBy: ['project', 'category', 'outcome'],
      });
      const byProject = Map.groupBy(groups, (group) => group.by.project ?? '');
      return {
        start: isoDate(period.start),
        end: isoDate(period.end),
        projects: projects.flatMap(({ id, slug }) => {
          const own = byProject.get(String(id));
          return own === undefined ? [] : [{ id: String(id), slug, stats: summaryOf(own, query.field) }];
        }),
      };
    },
  );
}

type Groups = Awaited<ReturnType<typeof countOutcomes>>['groups'];

function summaryOf(groups: Groups, fields: readonly string[]): Record<string, unknown>[] {
  return [...Map.groupBy(groups, (group) => group.by.category ?? '')].map(([category, own]) => {
    const outcomes = Object.fromEntries(own.map((group) => [group.by.outcome ?? '', group.total]));
    const sum = own.reduce((total, group) => total + group.total, 0);
    const dropped = sum - (outcomes['accepted'] ?? 0);
    const totals = Object.fromEntries(fields.map((name) => [name, sum]));
    return { category, outcomes, totals: { dropped, ...totals } };
  });
}

async function filtersOf(deps: Deps, request: Parameters<typeof organizationOf>[0], query: Static<typeof StatsQuery>) {
  const isAll = query.project === undefined || query.project.includes('-1');
  const projects = isAll ? undefined : await projectsIn(deps, request, query.project);
  const { category, outcome, reason } = query;
  return {
    organizationId: organizationOf(request).id,
    projectIds: projects?.map(({ id }) => id),
    category,
    outcome,
    reason,
  };
}

/** Outcomes are kept by the hour, and by the minute for a few days: what fits neither is refused, not changed. */
function intervalOf(text: string | undefined, period: Period, now: number): number {
  if (text === undefined || text === '') return HOUR_MS;
  const interval = durationMs(text);
  const step = interval !== undefined && interval < HOUR_MS ? MINUTE_MS : HOUR_MS;
  if (interval === undefined || interval < MINUTE_MS || interval > 24 * HOUR_MS || interval % step !== 0) {
    throw new FieldError({ interval: ['Use an interval of whole minutes up to 1h, or of whole hours up to 1d.'] });
  }
  if (!hasOutcomeSteps(period, interval, now)) {
    throw new FieldError({ interval: [`Intervals below 1h reach back ${OUTCOME_MINUTES_DAYS} days.`] });
  }
  return interval;
}

/** Sentry gives the project as a number here. */
function withNumbers(by: Readonly<Partial<Record<OutcomeGroup, string>>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(by).map(([name, value]) => [name, name === 'project' ? Number(value) : value]),
  );
}
