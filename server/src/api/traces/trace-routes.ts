import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  countTrace,
  errorsOfTrace,
  formatShortId,
  issuesOfHashes,
  periodIn,
  spansOfTrace,
  type TraceError,
  type TraceScope,
} from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { Anything } from '../http/schema.ts';
import { traceTree } from './trace-tree.ts';
import { errorItem, spanItem, type TraceNames } from './trace-view.ts';

type TraceDeps = Pick<ApiDeps, 'db' | 'events' | 'now' | 'storedDays'>;

const SPANS_MAX = 10_000;
const ERRORS_MAX = 1000;
const TraceParams = Type.Object({ org: Type.String(), trace: Type.String() });
const { environment: _, ...Scope } = FilterQuery;
const TraceQuery = Type.Object({
  ...Scope,
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
      const { scope, projects } = await scopeOf(deps, request, { trace: params.trace, query });
      const limit = query.limit ?? SPANS_MAX;
      const [spans, errors] = await Promise.all([
        spansOfTrace(deps.events, scope, limit),
        errorsOfTrace(deps.events, scope, ERRORS_MAX),
      ]);
      if (spans.length > limit || errors.length > ERRORS_MAX) {
        // The rest of the trace is not in this answer: the reader must know.
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
      const { scope } = await scopeOf(deps, request, { trace: request.params.trace, query: request.query });
      const { spans, errors, byOperation, children } = await countTrace(deps.events, scope);
      const childCounts = children.map(({ segmentId, count }) => ({
        'transaction.event_id': segmentId,
        'count()': count,
      }));
      // Sentry's document and its clients spell these fields in two ways.
      return {
        spansCount: spans,
        spansCountMap: byOperation,
        errorsCount: errors,
        logsCount: 0,
        metricsCount: 0,
        performanceIssuesCount: 0,
        transactionChildCountMap: childCounts,
        span_count: spans,
        span_count_map: byOperation,
        errors,
        logs: 0,
        performance_issues: 0,
        transaction_child_count_map: childCounts,
      };
    },
  );
}

async function scopeOf(
  deps: TraceDeps,
  request: FastifyRequest,
  { trace, query }: { trace: string; query: Static<typeof TraceQuery> },
): Promise<{ scope: TraceScope; projects: readonly Project[] }> {
  const traceId = trace.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(traceId)) {
    throw new AppError('request_invalid', `“${trace.slice(0, 64)}” is no trace id: it has 32 hexadecimal digits`);
  }
  const projects = await projectsIn(deps, request, query.project);
  const period = periodIn(query, deps.now(), { storedDays: deps.storedDays, defaultDays: deps.storedDays });
  const { id: organizationId } = organizationOf(request);
  return { scope: { organizationId, projectIds: projects.map(({ id }) => id), traceId, period }, projects };
}

async function namesOf(
  { db }: TraceDeps,
  projects: readonly Project[],
  errors: readonly TraceError[],
): Promise<TraceNames> {
  const slugOf = new Map(projects.map(({ id, slug }) => [id, slug]));
  const keyOf = ({ projectId, hashId }: TraceError): string => `${projectId} ${hashId}`;
  const issues = new Map<string, { id: number; shortId: string }>();
  for (const [projectId, own] of Map.groupBy(errors, (error) => error.projectId)) {
    const hashIds = own.map(({ hashId }) => hashId);
    for (const [hashId, issue] of await issuesOfHashes(db, projectId, hashIds)) {
      const shortId = formatShortId(slugOf.get(projectId) ?? '', issue.short_id);
      issues.set(`${projectId} ${hashId}`, { id: issue.id, shortId });
    }
  }
  return { slugOf, issueOf: (error) => issues.get(keyOf(error)) };
}
