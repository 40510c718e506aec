import { Type, type Static } from 'typebox';
import { DAY_MS, HOUR_MS } from '../../durations.ts';
import {
  type CountedSessions,
  countSessions,
  durationMs,
  parseSearch,
  periodOf,
  SESSION_GROUPS,
  type SessionGroup,
} from '../../query/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { isoDate } from '../http/dates.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { OrganizationParams } from '../http/schema.ts';
import { SESSION_STATUSES, sessionFields, type SessionStatus } from './session-fields.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now'>;

const POINTS_MAX = 10_000;
const STATUS = 'session.status';
const Query = Type.Object({
  ...FilterQuery,
  field: Type.Array(Type.String(), { minItems: 1, maxItems: 10 }),
  groupBy: Type.Optional(Type.Array(Type.Enum([...SESSION_GROUPS, STATUS]), { maxItems: 4 })),
  interval: Type.Optional(Type.String()),
  orderBy: Type.Optional(Type.String()),
  query: Type.Optional(Type.String()),
  per_page: Type.Optional(Type.Integer({ minimum: 1 })),
  includeTotals: Type.Optional(Type.String()),
  includeSeries: Type.Optional(Type.String()),
});
const Values = Type.Record(Type.String(), Type.Unsafe<number | null>({ type: ['number', 'null'] }));
const Series = Type.Record(Type.String(), Type.Array(Type.Unsafe<number | null>({ type: ['number', 'null'] })));
const Answer = Type.Object({
  start: Type.String(),
  end: Type.String(),
  query: Type.String(),
  intervals: Type.Array(Type.String()),
  groups: Type.Array(
    Type.Object({
      by: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()])),
      totals: Values,
      series: Series,
    }),
  ),
});
type QueryValues = Static<typeof Query>;
type Group = Static<typeof Answer>['groups'][number];

/** Release health: how many sessions and users there were, and how they ended. */
export function sessionQueryRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/sessions/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: Query, response: { 200: Answer } },
    },
    async (request, reply) => {
      const { query } = request;
      const byStatus = query.groupBy?.includes(STATUS) === true;
      const fields = sessionFields(query.field, byStatus);
      const now = deps.now();
      const projects = await projectsIn(deps, request, query.project);
      const period = periodOf(query, now, { defaultDays: 1, storedDays: deps.storedDays });
      const intervalMs = isOff(query.includeSeries) ? undefined : intervalOf(query.interval);
      const points = intervalMs === undefined ? 1 : Math.ceil((period.end - period.start) / intervalMs);
      if (points > POINTS_MAX) tooMany();
      const { buckets, groups } = await countSessions(deps.events, {
        organizationId: organizationOf(request).id,
        projectIds: projects.map(({ id }) => id),
        environments: query.environment ?? [],
        period,
        groupBy: (query.groupBy ?? []).filter((name): name is SessionGroup => name !== STATUS),
        intervalMs,
        tree: parseSearch(query.query ?? ''),
        now,
      });
      const all = groups.flatMap((group) =>
        byStatus
          ? SESSION_STATUSES.map((status) => groupView(group, { fields, buckets, status }))
          : [groupView(group, { fields, buckets })],
      );
      const ordered = inOrder(all, query);
      const kept = ordered.slice(0, Math.min(query.per_page ?? POINTS_MAX, Math.floor(POINTS_MAX / points)));
      void reply.header('x-hits', ordered.length);
      return {
        start: isoDate(buckets[0] ?? period.start),
        end: isoDate(period.end),
        query: query.query ?? '',
        intervals: buckets.map(isoDate),
        groups: isOff(query.includeTotals) ? kept.map((group) => ({ ...group, totals: {} })) : kept,
      };
    },
  );
}

function groupView(
  group: CountedSessions,
  asked: { fields: ReturnType<typeof sessionFields>; buckets: readonly number[]; status?: SessionStatus },
): Group {
  const { fields, buckets, status } = asked;
  const { project, ...by } = group.by;
  const nothing = { all: 0, errored: 0, crashed: 0, abnormal: 0, unhandled: 0 };
  const none = { sessions: nothing, users: nothing };
  return {
    by: {
      ...by,
      ...(project === undefined ? {} : { project: Number(project) }),
      ...(status === undefined ? {} : { [STATUS]: status }),
    },
    totals: Object.fromEntries(fields.map(({ name, value }) => [name, value(group.total, status)])),
    series:
      buckets.length === 0
        ? {}
        : Object.fromEntries(
            fields.map(({ name, value }) => [name, buckets.map((at) => value(group.series.get(at) ?? none, status))]),
          ),
  };
}

/** By a field, largest first with `-`; without one by what the groups are called. */
function inOrder(groups: readonly Group[], { orderBy, field }: QueryValues): Group[] {
  if (orderBy === undefined || orderBy === '') {
    return groups.toSorted((a, b) => (JSON.stringify(a.by) < JSON.stringify(b.by) ? -1 : 1));
  }
  const name = orderBy.replace(/^-/, '');
  if (!field.includes(name)) throw new FieldError({ orderBy: [`${name} is not among the fields that are asked for.`] });
  const sign = orderBy.startsWith('-') ? -1 : 1;
  return groups.toSorted((a, b) => sign * ((a.totals[name] ?? -1) - (b.totals[name] ?? -1)));
}

function intervalOf(text = '1h'): number {
  const interval = durationMs(text);
  if (interval === undefined || interval < HOUR_MS || interval > DAY_MS || DAY_MS % interval !== 0) {
    throw new FieldError({ interval: ['An interval is at least 1h, at most 1d, and divides a day.'] });
  }
  return interval;
}

function tooMany(): never {
  throw new FieldError({ interval: [`That is more than ${POINTS_MAX} points: ask for a longer interval.`] });
}

function isOff(flag: string | undefined): boolean {
  return flag === '0' || flag === 'false';
}
