import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, callWithHeaders, path } from './http.ts';

type SameTraceAnswer = Answer<'/api/garrison/organizations/{org}/traces/{trace}/errors/', 'get'>;
export type SameTraceError = SameTraceAnswer['errors'][number];

/** The errors of a trace in the order of time, and the path from the first of them to the event that was asked for. */
export interface SameTrace {
  readonly errors: readonly SameTraceError[];
  readonly hasMore: boolean;
  readonly path: SameTraceAnswer['path'];
}

/** An error in a trace, as the API has it. Times are seconds. */
export interface ErrorItem {
  readonly event_type: 'error';
  readonly event_id: string;
  readonly project_id: number;
  readonly project_slug: string;
  readonly issue_id: number;
  readonly short_id: string | null;
  readonly level: string;
  readonly description: string;
  readonly start_timestamp: number;
}

/** A span with what it called, as the API has it. Times are seconds, the duration milliseconds. */
export interface SpanItem {
  readonly event_type: 'span';
  readonly event_id: string;
  readonly project_id: number;
  readonly project_slug: string;
  readonly parent_span_id: string | null;
  readonly is_transaction: boolean;
  readonly op: string;
  readonly name: string;
  readonly start_timestamp: number;
  readonly duration: number;
  readonly additional_attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly SpanItem[];
  readonly errors: readonly ErrorItem[];
}

export interface TraceAnswer {
  readonly items: readonly (SpanItem | ErrorItem)[];
  /** Set when the answer does not have all of the trace: the kind and the number that it has, such as `spans:10000`. */
  readonly cut: string | undefined;
}

/** The attributes that name the called service and the operation on a queue. */
const ATTRIBUTES = ['server.address', 'net.peer.name', 'url.full', 'http.url', 'garrison.remarks'];

export const traceQuery = (org: string, traceId: string) =>
  queryOptions({
    queryKey: ['trace', org, traceId],
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<TraceAnswer> => {
      const query = { limit: 10_000, additional_attributes: ATTRIBUTES };
      const address = path`/api/0/organizations/${org}/trace/${traceId}/`;
      const { body, headers } = await callWithHeaders<TraceAnswer['items']>(address, { query, signal });
      return { items: body, cut: headers.get('x-garrison-cut') ?? undefined };
    },
  });

export interface SpanAddress {
  readonly org: string;
  readonly project: string;
  readonly traceId: string;
  readonly spanId: string;
}

export const spanQuery = ({ org, project, traceId, spanId }: SpanAddress) =>
  queryOptions({
    queryKey: ['span', org, project, traceId, spanId],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      call<Answer<'/api/0/projects/{org}/{project}/trace-items/{item}/', 'get'>>(
        path`/api/0/projects/${org}/${project}/trace-items/${spanId}/`,
        { query: { trace_id: traceId, item_type: 'spans' }, signal },
      ),
  });

export const sameTraceQuery = (org: string, traceId: string, eventId: string) =>
  queryOptions({
    queryKey: ['same-trace', org, traceId, eventId],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call<SameTrace>(path`/api/garrison/organizations/${org}/traces/${traceId}/errors/`, {
        query: { event: eventId },
        signal,
      }),
  });
