import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { logLine, type LogLine, spanOfTrace, type TraceSpan } from '../../query/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Anything } from '../http/schema.ts';
import { readTraceId, type TraceDeps } from './trace-scope.ts';

const Attribute = Type.Object({ name: Type.String(), type: Type.String(), value: Type.Unknown() });

/** One span, or one line of a log, with everything that is stored of it. */
export function traceItemRoutes(app: ApiApp, deps: TraceDeps): void {
  app.get(
    '/api/0/projects/:org/:project/trace-items/:item/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: Type.Object({ org: Type.String(), project: Type.String(), item: Type.String() }),
        querystring: Type.Object({ trace_id: Type.Optional(Type.String()), item_type: Type.Optional(Type.String()) }),
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
      const itemId = request.params.item.replaceAll('-', '').toLowerCase();
      if (type !== 'spans' && type !== 'logs') {
        throw new AppError('request_invalid', `There are no items of the type “${type}”: use spans or logs`);
      }
      const { id: organizationId } = organizationOf(request);
      const { id: projectId } = projectOf(request);
      if (!/^[0-9a-f]+$/.test(itemId) || itemId.length !== (type === 'spans' ? 16 : 32))
        throw new AppError('not_found');
      if (type === 'logs') {
        const line = await logLine(deps.events, { organizationId, projectId, itemId });
        if (line === undefined) throw new AppError('not_found');
        return itemView(itemId, line.at, { attributes: logAttributes(line), links: [] });
      }
      if (trace === undefined) throw new AppError('request_invalid', 'Name the trace of the span with trace_id');
      const traceId = readTraceId(trace);
      const span = await spanOfTrace(deps.events, { organizationId, projectIds: [projectId], traceId }, itemId);
      if (span === undefined) throw new AppError('not_found');
      return itemView(itemId, span.start, { attributes: attributesOf(span, traceId), links: linksOf(span) });
    },
  );
}

interface ItemAttribute {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

function itemView(
  itemId: string,
  atS: number,
  { attributes, links }: { readonly attributes: ItemAttribute[]; readonly links: unknown[] },
) {
  return { itemId, timestamp: new Date(atS * 1000).toISOString(), attributes, meta: {}, links };
}

function logAttributes(line: LogLine): ItemAttribute[] {
  const own = {
    trace: line.traceId,
    span_id: line.spanId,
    severity: line.severity,
    message: line.body,
    service: line.service,
    environment: line.environment,
    release: line.release,
    user: line.user,
    'sdk.name': line.sdkName,
  };
  return attributeList({ ...line.texts, ...own }, line.numbers);
}

function attributesOf(span: TraceSpan, traceId: string): ItemAttribute[] {
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
  return attributeList({ ...span.texts, ...own }, { ...span.numbers, 'span.duration': span.duration });
}

function attributeList(
  texts: Readonly<Record<string, string>>,
  numbers: Readonly<Record<string, number>>,
): ItemAttribute[] {
  return [
    ...Object.entries(texts).flatMap(([name, value]) => (value === '' ? [] : [{ name, ...typed(value) }])),
    ...Object.entries(numbers).map(([name, value]) => ({
      name,
      type: Number.isInteger(value) ? 'int' : 'float',
      value,
    })),
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
