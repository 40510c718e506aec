import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { eventSeries, type Series } from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { intervalOf } from '../http/interval.ts';
import { Anything, NullableNumber, NullableString, OrganizationParams } from '../http/schema.ts';
import { RowsQuery, tableScope } from './query-scope.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'datasets' | 'storedDays' | 'now'>;

const TOP_MAX = 10;
const SeriesQuery = Type.Object({
  ...RowsQuery,
  interval: Type.Optional(Type.String()),
  topEvents: Type.Optional(Type.Integer({ minimum: 1, maximum: TOP_MAX })),
  excludeOther: Type.Optional(Type.String()),
  /** Seconds: each point also says what it was so long ago. */
  comparisonDelta: Type.Optional(Type.Integer({ minimum: 1 })),
});
type SeriesQueryValues = Static<typeof SeriesQuery>;

const TimeSeries = Type.Object({
  yAxis: Type.String(),
  groupBy: Type.Optional(Type.Array(Type.Object({ key: Type.String(), value: Type.Unknown() }))),
  values: Type.Array(
    Type.Object({
      timestamp: Type.Number(),
      value: Type.Number(),
      incomplete: Type.Boolean(),
      incompleteReason: Type.Optional(Type.String()),
      comparisonValue: Type.Optional(Type.Number()),
      sampleCount: Type.Number(),
      sampleRate: NullableNumber,
      confidence: NullableString,
    }),
  ),
  meta: Type.Object({
    valueType: Type.String(),
    valueUnit: NullableString,
    interval: Type.Number(),
    order: Type.Optional(Type.Integer()),
    isOther: Type.Optional(Type.Boolean()),
  }),
});
const TimeSeriesAnswer = Type.Object({
  timeSeries: Type.Array(TimeSeries),
  meta: Type.Object({ dataset: Type.String(), start: Type.Number(), end: Type.Number() }),
});

/** Functions over time: Sentry's `events-timeseries`, and `events-stats` of older clients. */
export function eventSeriesRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/events-timeseries/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, querystring: SeriesQuery, response: { 200: TimeSeriesAnswer } },
    },
    async (request) => {
      const { series, earlier, intervalMs, scope } = await seriesOf(deps, request, request.query);
      const { period, dataset, now } = scope;
      return {
        timeSeries: series.map((line, index) => timeSeries(line, { earlier: earlier?.[index], intervalMs, now })),
        meta: { dataset: dataset.name, start: period.start, end: period.end },
      };
    },
  );
  app.get(
    '/api/0/organizations/:org/events-stats/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: OrganizationParams,
        querystring: SeriesQuery,
        response: { 200: Type.Union([StatsLine, Type.Record(Type.String(), Type.Unknown())]) },
      },
    },
    async (request) => {
      const { series, earlier, scope } = await seriesOf(deps, request, request.query);
      const lines = series.map((line, index) => ({
        line,
        view: statsLine(line, { earlier: earlier?.[index], period: scope.period }),
      }));
      const [only] = lines;
      if (request.query.topEvents === undefined && lines.length === 1 && only !== undefined) return only.view;
      return statsByName(lines, request.query.topEvents !== undefined);
    },
  );
}

async function seriesOf(deps: Deps, request: FastifyRequest, query: SeriesQueryValues) {
  const scope = await tableScope(deps, request, { query });
  const intervalMs = intervalOf(query.interval, scope.period);
  const asked = query.yAxis ?? ['count()'];
  // A chart of several groups names what makes a group, in the parameter of either generation of clients.
  const groupBy = query.groupBy ?? (query.field ?? []).filter((text) => !asked.includes(text) && !/\(/.test(text));
  if (query.topEvents !== undefined && groupBy.length === 0) {
    throw new FieldError({ topEvents: ['Name the fields to group by.'] });
  }
  if (query.topEvents === undefined && query.groupBy !== undefined) {
    throw new FieldError({ groupBy: [`Say with topEvents how many groups, at most ${TOP_MAX}.`] });
  }
  const yAxis = asked.map((text) => OLD_NAMES.get(text) ?? text);
  const top =
    query.topEvents === undefined
      ? undefined
      : {
          groupBy,
          limit: query.topEvents,
          sort: query.sort?.[0] ?? query.orderby?.[0],
          excludeOther: query.excludeOther === '1' || query.excludeOther === 'true',
        };
  const series = await eventSeries(deps.events, { ...scope, yAxis, intervalMs, top });
  const shift = (query.comparisonDelta ?? 0) * 1000;
  const before = { start: scope.period.start - shift, end: scope.period.end - shift };
  if (shift > 0 && top !== undefined) throw new FieldError({ comparisonDelta: ['Groups cannot be compared.'] });
  if (shift > 0 && shift % intervalMs !== 0) {
    throw new FieldError({ comparisonDelta: ['Use a multiple of the interval, in seconds.'] });
  }
  const earlier =
    shift === 0 ? undefined : await eventSeries(deps.events, { ...scope, period: before, yAxis, intervalMs, top });
  return {
    series: series.map((line, index) => ({ ...line, name: asked[index % asked.length] ?? '' })),
    earlier,
    intervalMs,
    scope,
  };
}

/** What older clients call two functions. */
const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ['event.count', 'count()'],
  ['user.count', 'count_unique(user)'],
]);

type NamedSeries = Series & { readonly name: string };

function timeSeries(
  line: NamedSeries,
  { earlier, intervalMs, now }: { earlier: Series | undefined; intervalMs: number; now: number },
): Static<typeof TimeSeries> {
  const grouped = line.group !== null || line.isOther;
  return {
    yAxis: line.name,
    ...(line.group === null ? {} : { groupBy: [...line.group] }),
    values: line.points.map(({ at, value, count }, index) => ({
      timestamp: at,
      value,
      ...(at + intervalMs > now ? { incomplete: true, incompleteReason: 'INCOMPLETE_BUCKET' } : { incomplete: false }),
      ...(earlier === undefined ? {} : { comparisonValue: earlier.points[index]?.value ?? 0 }),
      sampleCount: count,
      sampleRate: null,
      confidence: null,
    })),
    meta: {
      valueType: line.column.type,
      valueUnit: line.column.unit,
      interval: intervalMs,
      ...(grouped ? { order: line.order, isOther: line.isOther } : {}),
    },
  };
}

/** `[seconds, [{count}]]`, as Sentry's older charts have it. */
const StatsLine = Type.Object({
  data: Type.Array(
    Type.Tuple([
      Type.Integer(),
      Type.Array(Type.Object({ count: Type.Number(), comparisonCount: Type.Optional(Type.Number()) })),
    ]),
  ),
  start: Type.Integer(),
  end: Type.Integer(),
  isMetricsData: Type.Boolean(),
  order: Type.Optional(Type.Integer()),
  meta: Anything,
});

function statsLine(
  line: NamedSeries,
  { earlier, period }: { earlier: Series | undefined; period: { start: number; end: number } },
): Static<typeof StatsLine> {
  return {
    data: line.points.map(({ at, value }, index) => [
      Math.floor(at / 1000),
      [{ count: value, ...(earlier === undefined ? {} : { comparisonCount: earlier.points[index]?.value ?? 0 }) }],
    ]),
    start: Math.floor(period.start / 1000),
    end: Math.floor(period.end / 1000),
    isMetricsData: false,
    meta: { fields: { [line.name]: line.column.type }, units: { [line.name]: line.column.unit } },
  };
}

/** Several lines are an object: by function, by group, or by group and then function. */
function statsByName(
  lines: readonly { line: NamedSeries; view: Static<typeof StatsLine> }[],
  isGrouped: boolean,
): Record<string, unknown> {
  const nameOf = ({ group, isOther }: Series): string =>
    isOther ? 'Other' : (group ?? []).map(({ value }) => textOf(value)).join(',');
  if (!isGrouped) {
    return Object.fromEntries(lines.map(({ line, view }, order) => [line.name, { ...view, order }]));
  }
  const byGroup = Map.groupBy(lines, ({ line }) => nameOf(line));
  return Object.fromEntries(
    [...byGroup].map(([name, own]) => {
      const [first] = own;
      if (own.length === 1 && first !== undefined) return [name, { ...first.view, order: first.line.order }];
      const parts = own.map(({ line, view }, order) => [line.name, { ...view, order }]);
      return [name, { ...Object.fromEntries(parts), order: first?.line.order ?? 0 }];
    }),
  );
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
