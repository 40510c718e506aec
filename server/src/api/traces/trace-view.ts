import type { ProjectId, IssueId, EventId } from '@garrison/protocol';
import type { TraceError, TraceSpan } from '../../query/index.ts';
import type { TraceNode } from './trace-tree.ts';

/** What the relational store says of the projects and issues in a trace. */
export interface TraceNames {
  readonly slugOf: ReadonlyMap<number, string>;
  /** By project and hash id. */
  readonly issueOf: (error: TraceError) => { readonly id: number; readonly shortId: string } | undefined;
}

/** Sentry's item of a trace: a span with its children and errors. Times are seconds, the duration milliseconds. */
export interface SpanItem {
  readonly event_type: 'span';
  readonly event_id: EventId;
  readonly project_id: ProjectId;
  readonly project_slug: string;
  readonly transaction: string;
  readonly transaction_id: string;
  readonly is_transaction: boolean;
  readonly parent_span_id: string | null;
  readonly op: string;
  readonly name: string;
  readonly description: string;
  readonly start_timestamp: number;
  readonly end_timestamp: number;
  readonly duration: number;
  readonly sdk_name: string;
  readonly profile_id: string;
  readonly profiler_id: string;
  readonly measurements: Readonly<Record<string, number>>;
  readonly browser_web_vital: Readonly<Record<string, number>>;
  readonly mobile_app_vital: Readonly<Record<string, number>>;
  readonly additional_attributes: Readonly<Record<string, unknown>>;
  readonly children: readonly SpanItem[];
  readonly errors: readonly ErrorItem[];
  readonly occurrences: readonly ErrorItem[];
}

export interface ErrorItem {
  readonly event_type: 'error';
  readonly event_id: EventId;
  readonly project_id: ProjectId;
  readonly project_slug: string;
  readonly transaction: string;
  readonly issue_id: IssueId;
  readonly issue_type: number;
  readonly short_id: string | null;
  readonly level: string;
  readonly description: string;
  readonly culprit: string | null;
  readonly start_timestamp: number;
}

/** What our own pages show beside Sentry's fields, whatever the caller asks for. */
const ALWAYS = ['service', 'status', 'kind', 'environment', 'release'] as const;

export function spanItem(
  { span, children }: TraceNode,
  given: {
    readonly names: TraceNames;
    readonly errorsOf: ReadonlyMap<string, readonly TraceError[]>;
    readonly attributes: readonly string[];
  },
): SpanItem {
  const { names, errorsOf, attributes } = given;
  const measurements = measurementsOf(span);
  return {
    event_type: 'span',
    event_id: span.spanId,
    project_id: span.projectId,
    project_slug: names.slugOf.get(span.projectId) ?? '',
    transaction: span.transaction,
    transaction_id: span.transactionId || span.segmentId,
    is_transaction: span.isSegment,
    parent_span_id: span.parentSpanId || null,
    op: span.op,
    name: span.name,
    description: span.name,
    start_timestamp: span.start,
    end_timestamp: span.start + span.duration / 1000,
    duration: span.duration,
    sdk_name: span.sdkName,
    profile_id: span.texts['profile_id'] ?? '',
    profiler_id: span.texts['profiler_id'] ?? span.texts['sentry.profiler_id'] ?? '',
    measurements,
    browser_web_vital: measurements,
    mobile_app_vital: {},
    additional_attributes: attributesOf(span, attributes),
    children: children.map((child) => spanItem(child, given)),
    errors: (errorsOf.get(span.spanId) ?? []).map((error) => errorItem(error, names)),
    occurrences: [],
  };
}

export function errorItem(error: TraceError, { slugOf, issueOf }: TraceNames): ErrorItem {
  const issue = issueOf(error);
  return {
    event_type: 'error',
    event_id: error.eventId,
    project_id: error.projectId,
    project_slug: slugOf.get(error.projectId) ?? '',
    transaction: error.transaction,
    issue_id: issue?.id ?? 0,
    issue_type: 1,
    short_id: issue?.shortId ?? null,
    level: error.level,
    description: error.title,
    culprit: error.culprit || null,
    start_timestamp: error.at,
  };
}

function measurementsOf({ numbers }: TraceSpan): Record<string, number> {
  const prefix = 'measurements.';
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

function attributesOf(span: TraceSpan, wanted: readonly string[]): Record<string, unknown> {
  const own: [string, unknown][] = ALWAYS.map((name) => [name, span[name]]);
  const asked = wanted.flatMap((name): [string, unknown][] => {
    const value = span.texts[name] ?? span.numbers[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...own, ...asked]);
}
