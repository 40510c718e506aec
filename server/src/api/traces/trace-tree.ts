import type { TraceSpan } from '../../query/index.ts';

/** A span with what it called. */
export interface TraceNode {
  readonly span: TraceSpan;
  readonly children: TraceNode[];
}

/** Deeper spans are shown under the span at this depth, since deeper JSON cannot be read well. */
const DEPTH_MAX = 200;

/**
 * The spans of all services as trees: those whose parent is missing come first-level, in the order of their start. Spans that name
 * each other as parents in a circle are shown, too: the earliest of them counts as the first.
 */
export function traceTree(spans: readonly TraceSpan[]): readonly TraceNode[] {
  const nodes = new Map<string, TraceNode>();
  for (const span of spans) if (!nodes.has(span.spanId)) nodes.set(span.spanId, { span, children: [] });
  const childrenOf = new Map<string, TraceNode[]>();
  const roots: TraceNode[] = [];
  for (const node of nodes.values()) {
    const { parentSpanId } = node.span;
    if (!nodes.has(parentSpanId)) roots.push(node);
    else append(childrenOf, parentSpanId, node);
  }
  const placed = new Set<TraceNode>();
  for (const root of roots) place(root, childrenOf, placed);
  for (const node of nodes.values()) {
    if (placed.has(node)) continue;
    roots.push(node);
    place(node, childrenOf, placed);
  }
  return roots.sort((a, b) => a.span.start - b.span.start);
}

function append(childrenOf: Map<string, TraceNode[]>, parent: string, node: TraceNode): void {
  const known = childrenOf.get(parent);
  if (known === undefined) childrenOf.set(parent, [node]);
  else known.push(node);
}

/** Adds all spans below a node, without recursion: the depth may be as large as the number of spans. */
function place(root: TraceNode, childrenOf: ReadonlyMap<string, readonly TraceNode[]>, placed: Set<TraceNode>): void {
  placed.add(root);
  const open: { node: TraceNode; under: TraceNode; depth: number }[] = [{ node: root, under: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, under, depth } = next;
    for (const child of childrenOf.get(node.span.spanId) ?? []) {
      if (placed.has(child)) continue;
      placed.add(child);
      const place = depth < DEPTH_MAX ? node : under;
      place.children.push(child);
      open.push({ node: child, under: place, depth: depth < DEPTH_MAX ? depth + 1 : depth });
    }
  }
}
