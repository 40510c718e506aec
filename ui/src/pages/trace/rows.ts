import type { Trace } from './trace.ts';
import type { TraceNode } from './trace-node.ts';

export interface RowFilter {
  /** Searched for in names, operations, services and ids. */
  readonly find: string;
  readonly only: 'errors' | 'critical' | 'remarks' | undefined;
  readonly service: string | undefined;
}

/** The spans to show, in order. A filter shows what it finds with everything above; without one, what is not folded. */
export function rowsOf(
  { nodes }: Trace,
  folded: ReadonlySet<string>,
  filter: RowFilter,
): { readonly rows: readonly TraceNode[]; readonly found: number | undefined } {
  const isFiltered = filter.find !== '' || filter.only !== undefined || filter.service !== undefined;
  if (!isFiltered) return { rows: unfolded(nodes, folded), found: undefined };
  const shown = new Set<TraceNode>();
  let found = 0;
  for (const node of nodes) {
    if (!matches(node, filter)) continue;
    found += 1;
    for (let up: TraceNode | undefined = node; up !== undefined && !shown.has(up); up = up.parent) shown.add(up);
  }
  return { rows: nodes.filter((node) => shown.has(node)), found };
}

function unfolded(nodes: readonly TraceNode[], folded: ReadonlySet<string>): readonly TraceNode[] {
  if (folded.size === 0) return nodes;
  const hidden = new Set<TraceNode>();
  return nodes.filter((node) => {
    const isHidden = node.parent !== undefined && (hidden.has(node.parent) || folded.has(node.parent.id));
    if (isHidden) hidden.add(node);
    return !isHidden;
  });
}

export function hasFailed({ item, status }: TraceNode): boolean {
  return item.errors.length > 0 || !['', 'ok', 'cancelled', 'unknown', 'unset'].includes(status);
}

function matches(node: TraceNode, { find, only, service }: RowFilter): boolean {
  if (service !== undefined && node.service !== service) return false;
  if (only === 'errors' && !hasFailed(node)) return false;
  if (only === 'critical' && !node.isCritical) return false;
  if (only === 'remarks' && node.remarks.length === 0) return false;
  const words = find.toLowerCase();
  const { item } = node;
  return [item.name, item.op, node.service, node.id, ...item.errors.map(({ description }) => description)].some(
    (value) => value.toLowerCase().includes(words),
  );
}

/** How many spans are at work at a time, in equal steps over the trace. */
export function loadOf({ nodes, duration }: Trace, steps: number): { counts: readonly number[]; failed: Set<number> } {
  const changes = new Float64Array(steps + 1);
  const failed = new Set<number>();
  const step = (at: number): number => Math.min(Math.max(Math.floor((at / duration) * steps), 0), steps - 1);
  for (const node of nodes) {
    const from = step(node.start);
    const to = step(node.end);
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to + 1] = (changes[to + 1] ?? 0) - 1;
    if (node.item.errors.length > 0) failed.add(from);
  }
  let level = 0;
  const counts = Array.from({ length: steps }, (_, index) => (level += changes[index] ?? 0));
  return { counts, failed };
}
