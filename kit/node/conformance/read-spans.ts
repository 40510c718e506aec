import type { CapturedItem } from '@garrison/testkit';

/** A span in one shape for all majors: transactions and their spans (8 to 10), streamed spans (11). */
export interface CapturedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Root of what this process recorded: a transaction, or a segment. */
  readonly root: boolean;
  readonly name: string;
  readonly op: string;
  readonly status: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** Of the transaction; a streamed span has none. */
  readonly tags: Readonly<Record<string, unknown>>;
}

interface WireSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly description?: string;
  readonly name?: string;
  readonly op?: string;
  readonly status?: string;
  readonly is_segment?: boolean;
  readonly data?: Record<string, unknown>;
  readonly attributes?: Record<string, { readonly value: unknown }>;
  readonly links?: readonly { readonly trace_id: string; readonly span_id: string }[];
}

interface Transaction {
  readonly transaction?: string;
  readonly tags?: Record<string, unknown>;
  readonly contexts: { readonly trace: WireSpan };
  readonly spans?: readonly WireSpan[];
}

export function readSpans(items: readonly CapturedItem[]): CapturedSpan[] {
  return items.flatMap((item) => {
    if (item.type === 'transaction') return fromTransaction(item.json as Transaction);
    if (item.type === 'span') return fromContainer(item.json as { items: WireSpan[] });
    return [];
  });
}

function fromTransaction(transaction: Transaction): CapturedSpan[] {
  const { trace } = transaction.contexts;
  const tags = transaction.tags ?? {};
  const root = { ...trace, description: transaction.transaction ?? '' };
  return [toSpan(root, true, tags), ...(transaction.spans ?? []).map((span) => toSpan(span, false, tags))];
}

function fromContainer(container: { readonly items: readonly WireSpan[] }): CapturedSpan[] {
  return container.items.map((span) => toSpan(span, span.is_segment === true, {}));
}

function toSpan(span: WireSpan, root: boolean, tags: Record<string, unknown>): CapturedSpan {
  const streamed = Object.entries(span.attributes ?? {}).map(([key, { value }]) => [key, value] as const);
  const attributes = span.attributes === undefined ? (span.data ?? {}) : Object.fromEntries(streamed);
  return {
    traceId: span.trace_id,
    spanId: span.span_id,
    parentSpanId: span.parent_span_id,
    root,
    name: span.name ?? span.description ?? '',
    op: span.op ?? (typeof attributes['sentry.op'] === 'string' ? attributes['sentry.op'] : ''),
    status: span.status ?? '',
    attributes,
    links: (span.links ?? []).map((link) => ({ traceId: link.trace_id, spanId: link.span_id })),
    tags,
  };
}
