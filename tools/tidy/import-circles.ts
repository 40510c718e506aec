/**
 * The circles in a graph of imports: each a list of files that all reach one another, sorted. A file that imports itself counts.
 * Tarjan's algorithm for strongly connected components.
 */
export function importCircles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const rank = (ranks: ReadonlyMap<string, number>, file: string): number => ranks.get(file) ?? 0;

  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, rank(order, file));
    open.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!edges.has(next)) continue;
      if (!order.has(next)) {
        visit(next);
        lowest.set(file, Math.min(rank(lowest, file), rank(lowest, next)));
      } else if (open.includes(next)) {
        lowest.set(file, Math.min(rank(lowest, file), rank(order, next)));
      }
    }
    if (rank(lowest, file) !== rank(order, file)) return;
    const component = open.splice(open.lastIndexOf(file));
    if (component.length > 1 || (edges.get(file) ?? []).includes(file)) circles.push(component.toSorted());
  };

  for (const file of edges.keys()) if (!order.has(file)) visit(file);
  return circles;
}
