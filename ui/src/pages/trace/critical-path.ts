import type { TraceNode } from './trace-node.ts';

/** Clocks are this exact. */
const TOLERANCE_MS = 0.5;

/**
 * Marks the spans that decided how long the trace took. From the end of a span backwards: the child that ended last was waited for, and
 * before its start the one that had ended last then. A child that outlives its parent was not waited for.
 */
export function markCriticalPath(roots: readonly TraceNode[]): void {
  const first = roots.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  const open = first === undefined ? [] : [first];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.isCritical = true;
    let until = node.end + TOLERANCE_MS;
    for (const child of node.children.toSorted((a, b) => b.end - a.end)) {
      if (child.end > until || child.start < node.start - TOLERANCE_MS) continue;
      open.push(child);
      until = child.start + TOLERANCE_MS;
    }
  }
}
