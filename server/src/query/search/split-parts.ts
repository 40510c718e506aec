import type { SearchFilter, SearchNode } from './search-tree.ts';

/**
 * The parts of a search that one store alone can answer: the largest subtrees of its filters. Filters side by side are one part:
 * `release:2 environment:production` means one event that has both, and is asked once.
 */
export function splitParts(
  node: SearchNode,
  belongs: (filter: SearchFilter) => boolean,
): { readonly tree: SearchNode; readonly parts: ReadonlySet<SearchNode> } {
  const parts = new Set<SearchNode>();
  const isPart = (current: SearchNode): boolean => {
    if (current.kind === 'text') return false;
    return current.kind === 'filter' ? belongs(current) : current.nodes.every(isPart);
  };
  const visit = (current: SearchNode): SearchNode => {
    if (isPart(current)) {
      parts.add(current);
      return current;
    }
    if (current.kind !== 'and' && current.kind !== 'or') return current;
    const own = current.nodes.filter(isPart);
    const others = current.nodes.filter((child) => !isPart(child)).map(visit);
    const [only] = own;
    if (only === undefined) return { kind: current.kind, nodes: others };
    const together: SearchNode = own.length === 1 ? only : { kind: current.kind, nodes: own };
    parts.add(together);
    return { kind: current.kind, nodes: [...others, together] };
  };
  return { tree: visit(node), parts };
}
