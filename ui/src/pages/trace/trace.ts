import type { ErrorItem, SpanItem, TraceAnswer } from '../../data/traces.ts';
import { markCriticalPath } from './critical-path.ts';
import type { TraceNode } from './trace-node.ts';
import { remarksOf } from './trace-remarks.ts';

export interface Trace {
  /** Each after its parent. */
  readonly nodes: readonly TraceNode[];
  readonly roots: readonly TraceNode[];
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly duration: number;
  readonly services: readonly string[];
  readonly errorCount: number;
  /** Errors that happened in no span that is stored. */
  readonly loose: readonly ErrorItem[];
}

const text = (item: SpanItem, key: string): string => {
  const value = item.additional_attributes[key];
  return typeof value === 'string' ? value : '';
};

/** `projects`: the slugs of the organisation, to tell a call to one of its services from a call to somebody else. */
export function readTrace({ items }: TraceAnswer, projects: ReadonlySet<string>): Trace {
  const spans = items.filter((item) => item.event_type === 'span');
  const loose = items.filter((item) => item.event_type === 'error');
  const { startMs, endMs } = boundsOf(spans);
  const nodes: TraceNode[] = [];
  const place = (item: SpanItem, parent: TraceNode | undefined): TraceNode => {
    const start = item.start_timestamp * 1000 - startMs;
    const node: TraceNode = {
      id: item.event_id,
      item,
      service: text(item, 'service') || item.project_slug,
      status: text(item, 'status'),
      kind: text(item, 'kind'),
      parent,
      children: [],
      depth: parent === undefined ? 0 : parent.depth + 1,
      start,
      end: start + item.duration,
      self: 0,
      isCritical: false,
      remarks: [],
    };
    nodes.push(node);
    for (const child of item.children) node.children.push(place(child, node));
    node.self = selfTime(node);
    return node;
  };
  const roots = spans.map((item) => place(item, undefined));
  for (const node of nodes) node.remarks = remarksOf(node, projects);
  markCriticalPath(roots);
  return {
    nodes,
    roots,
    startMs,
    duration: Math.max(endMs - startMs, 0.001),
    services: [...new Set(nodes.map(({ service }) => service))],
    errorCount: loose.length + nodes.reduce((sum, { item }) => sum + item.errors.length, 0),
    loose,
  };
}

function boundsOf(spans: readonly SpanItem[]): { startMs: number; endMs: number } {
  let startMs = Infinity;
  let endMs = -Infinity;
  const look = (item: SpanItem): void => {
    startMs = Math.min(startMs, item.start_timestamp * 1000);
    endMs = Math.max(endMs, item.start_timestamp * 1000 + item.duration);
    for (const child of item.children) look(child);
  };
  for (const span of spans) look(span);
  return spans.length === 0 ? { startMs: 0, endMs: 0 } : { startMs, endMs };
}

/** The own interval without the union of those of the children. */
function selfTime({ start, end, children }: TraceNode): number {
  let covered = 0;
  let until = start;
  for (const child of children.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(child.start, until);
    const to = Math.min(child.end, end);
    if (to <= from) continue;
    covered += to - from;
    until = to;
  }
  return end - start - covered;
}
