import { Type, type Static } from 'typebox';
import { errorsOfTrace, placesOfTrace, type SpanPlace, type TraceError, type TraceScope } from '../../query/index.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { NullableString } from '../http/schema.ts';
import { pathBetween } from './path-between.ts';
import { namesOf, type TraceDeps, TraceParams, traceScope, TraceScopeQuery } from './trace-scope.ts';
import type { TraceNames } from './trace-view.ts';

const ERRORS_MAX = 100;
const SPANS_MAX = 10_000;

const SameTraceError = Type.Object({
  eventId: Type.String(),
  issueId: NullableString,
  shortId: NullableString,
  title: Type.String(),
  culprit: Type.String(),
  level: Type.String(),
  project: Type.Object({ id: Type.String(), slug: Type.String() }),
  service: Type.String(),
  spanId: NullableString,
  dateCreated: Type.String(),
  /** It happened first: what came after is likely its consequence. Of a trace with one error none is. */
  isLikelyCause: Type.Boolean(),
});
const Hop = Type.Object({
  spanId: Type.String(),
  name: Type.String(),
  op: Type.String(),
  service: Type.String(),
  project: Type.String(),
});
const SameTrace = Type.Object(
  {
    errors: Type.Array(SameTraceError),
    /** There are more errors than these. */
    hasMore: Type.Boolean(),
    /** From the likely cause to the event that the query names; empty when no spans connect the two. */
    path: Type.Array(Hop),
  },
  { $id: 'SameTrace' },
);

/** The errors of one trace over all projects, and how the request came from the first of them to a given one. */
export function sameTraceRoutes(app: ApiApp, deps: TraceDeps): void {
  app.get(
    '/api/garrison/organizations/:org/traces/:trace/errors/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: TraceParams,
        querystring: Type.Object({ ...TraceScopeQuery, event: Type.Optional(Type.String()) }),
        response: { 200: SameTrace },
      },
    },
    async (request) => {
      const { query, params } = request;
      const { scope, projects } = await traceScope(deps, request, { trace: params.trace, query });
      const found = await errorsOfTrace(deps.events, scope, ERRORS_MAX);
      const errors = found.slice(0, ERRORS_MAX);
      const names = await namesOf(deps, projects, errors);
      const [first] = errors;
      const asked = errors.find(({ eventId }) => eventId === query.event);
      const path = first === undefined || asked === undefined ? [] : await pathOf(deps, scope, [first, asked]);
      return {
        errors: errors.map((error, index) => errorView(error, names, index === 0 && errors.length > 1)),
        hasMore: found.length > ERRORS_MAX,
        path: path.map((place) => hopView(place, names)),
      };
    },
  );
}

async function pathOf(
  { events }: TraceDeps,
  scope: TraceScope,
  [first, asked]: readonly [TraceError, TraceError],
): Promise<readonly SpanPlace[]> {
  if (first.eventId === asked.eventId || first.spanId === '' || asked.spanId === '') return [];
  return pathBetween(await placesOfTrace(events, scope, SPANS_MAX), { from: first.spanId, to: asked.spanId });
}

function errorView(error: TraceError, names: TraceNames, isLikelyCause: boolean): Static<typeof SameTraceError> {
  const { eventId, title, culprit, level, service, spanId, projectId, at } = error;
  const issue = names.issueOf(error);
  return {
    eventId,
    issueId: issue === undefined ? null : String(issue.id),
    shortId: issue?.shortId ?? null,
    title,
    culprit,
    level,
    project: { id: String(projectId), slug: names.slugOf.get(projectId) ?? '' },
    service,
    spanId: spanId || null,
    dateCreated: isoDate(Math.round(at * 1000)),
    isLikelyCause,
  };
}

function hopView({ spanId, name, op, service, projectId }: SpanPlace, { slugOf }: TraceNames): Static<typeof Hop> {
  return { spanId, name, op, service, project: slugOf.get(projectId) ?? '' };
}
