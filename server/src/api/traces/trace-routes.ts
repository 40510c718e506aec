import { Type } from 'typebox';
import { countTrace, errorsOfTrace, spansOfTrace } from '../../query/index.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Anything } from '../http/schema.ts';
import { namesOf, type TraceDeps, TraceParams, traceScope, TraceScopeQuery } from './trace-scope.ts';
import { traceTree } from './trace-tree.ts';
import { errorItem, spanItem } from './trace-view.ts';

const SPANS_MAX = 10_000;
const ERRORS_MAX = 1000;
const TraceQuery = Type.Object({
  ...TraceScopeQuery,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: SPANS_MAX })),
  additional_attributes: Type.Optional(Type.Array(Type.String(), { maxItems: 50 })),
});

/** One trace over all services: its spans as trees with the errors in them, and what it holds in numbers. */
export function traceRoutes(app: ApiApp, deps: TraceDeps): void {
  app.get(
    '/api/0/organizations/:org/trace/:trace/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: TraceParams, querystring: TraceQuery, response: { 200: Type.Array(Anything) } },
    },
    async (request, reply) => {
      const { query, params } = request;
      const { scope, projects } = await traceScope(deps, request, { trace: params.trace, query });
      const limit = query.limit ?? SPANS_MAX;
      const [spans, errors] = await Promise.all([
        spansOfTrace(deps.events, scope, limit),
        errorsOfTrace(deps.events, scope, ERRORS_MAX),
      ]);
      if (spans.length > limit || errors.length > ERRORS_MAX) {
        // The rest of the trace is missing in this answer; a header says it.
        void reply.header('X-Garrison-Cut', spans.length > limit ? `spans:${limit}` : `errors:${ERRORS_MAX}`);
      }
      const shown = spans.slice(0, limit);
      const names = await namesOf(deps, projects, errors.slice(0, ERRORS_MAX));
      const spanIds = new Set(shown.map(({ spanId }) => spanId));
      const errorsOf = Map.groupBy(errors.slice(0, ERRORS_MAX), ({ spanId }) => (spanIds.has(spanId) ? spanId : ''));
      const attributes = query.additional_attributes ?? [];
      return [
        ...traceTree(shown).map((node) => ({ ...spanItem(node, { names, errorsOf, attributes }) })),
        ...(errorsOf.get('') ?? []).map((error) => ({ ...errorItem(error, names) })),
      ];
    },
  );
  app.get(
    '/api/0/organizations/:org/trace-meta/:trace/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: TraceParams, querystring: TraceQuery, response: { 200: Anything } },
    },
    async (request) => {
      const { scope } = await traceScope(deps, request, { trace: request.params.trace, query: request.query });
      const { spans, errors, logs, byOperation, children } = await countTrace(deps.events, scope);
      const childCounts = children.map(({ segmentId, count }) => ({
        'transaction.event_id': segmentId,
        'count()': count,
      }));
      // Sentry's document and its clients spell these fields in two ways.
      return {
        spansCount: spans,
        spansCountMap: byOperation,
        errorsCount: errors,
        logsCount: logs,
        metricsCount: 0,
        performanceIssuesCount: 0,
        transactionChildCountMap: childCounts,
        span_count: spans,
        span_count_map: byOperation,
        errors,
        logs,
        performance_issues: 0,
        transaction_child_count_map: childCounts,
      };
    },
  );
}
