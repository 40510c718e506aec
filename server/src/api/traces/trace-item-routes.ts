import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { spanOfTrace, type TraceSpan } from '../../query/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Anything } from '../http/schema.ts';
import { readTraceId, type TraceDeps } from './trace-scope.ts';

const Attribute = Type.Object({ name: Type.String(), type: Type.String(), value: Type.Unknown() });

/** One span with everything that is stored of it. */
export function traceItemRoutes(app: ApiApp, deps: TraceDeps): void {
  app.get(
    '/api/0/projects/:org/:project/trace-items/:item/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ org: Type.String(), project: Type.String(), item: Type.String() }),
        querystring: Type.Object({ trace_id: Type.String(), item_type: Type.Optional(Type.String()) }),
        response: {
          200: Type.Object({
            itemId: Type.String(),
            timestamp: Type.String(),
            attributes: Type.Array(Attribute),
            meta: Anything,
            links: Type.Array(Type.Unknown()),
          }),
        },
      },
    },
    async (request) => {
      const { trace_id: trace, item_type: type = 'spans' } = request.query;
      const itemId = request.params.item.toLowerCase();
      if (type !== 'spans')
        throw new AppError('request_invalid', `There are no items of the type “${type}”: use spans`);
      if (!/^[0-9a-f]{16}$/.test(itemId)) throw new AppError('not_found');
      const scope = {
        organizationId: organizationOf(request).id,
        projectIds: [projectOf(request).id],
        traceId: readTraceId(trace),
      };
      const span = await spanOfTrace(deps.events, scope, itemId);
      if (span === undefined) throw new AppError('not_found');
      const timestamp = new Date(span.start * 1000).toISOString();
      return { itemId, timestamp, attributes: attributesOf(span, scope.traceId), meta: {}, links: linksOf(span) };
    },
  );
}

function attributesOf(span: TraceSpan, traceId: string): { name: string; type: string; value: unknown }[] {
  const own: Readonly<Record<string, string>> = {
    trace: traceId,
    parent_span: span.parentSpanId,
    'segment.id': span.segmentId,
    transaction: span.transaction,
    'span.name': span.name,
    'span.op': span.op,
    'span.status': span.status,
    'span.kind': span.kind,
    service: span.service,
    environment: span.environment,
    release: span.release,
    'sdk.name': span.sdkName,
  };
  const texts = Object.entries({ ...span.texts, ...own }).filter(([, value]) => value !== '');
  const numbers = Object.entries({ ...span.numbers, 'span.duration': span.duration });
  return [
    ...texts.map(([name, value]) => ({ name, ...typed(value) })),
    ...numbers.map(([name, value]) => ({ name, type: Number.isInteger(value) ? 'int' : 'float', value })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Booleans are stored as texts. */
function typed(value: string): { type: string; value: unknown } {
  if (value === 'true' || value === 'false') return { type: 'bool', value: value === 'true' };
  return { type: 'str', value };
}

/** Other traces that the span names. They are stored as JSON, shortened when long. */
function linksOf({ texts }: TraceSpan): unknown[] {
  try {
    const links: unknown = JSON.parse(texts['sentry.links'] ?? '[]');
    return Array.isArray(links) ? links : [];
  } catch {
    return [];
  }
}
