import { isEventKey } from './event-condition.ts';
import { isIssueKey } from './issue-keys.ts';
import type { SearchFilter, SearchNode } from './search-tree.ts';

const HAS: ReadonlySet<string> = new Set(['assigned', 'assignee', 'firstRelease']);

/** Asks about the issue of an event, of which the event knows nothing. */
function isIssueTerm(filter: SearchFilter): boolean {
  if (filter.key.toLowerCase() === 'has') return filter.values.every(({ text }) => HAS.has(text));
  return isIssueKey(filter.key) && !isEventKey(filter.key);
}

/** The parts of a search for events that only issues can answer: the largest subtrees that hold nothing else. */
export function splitIssueTerms(node: SearchNode): { tree: SearchNode; parts: ReadonlySet<SearchNode> } {
  const parts = new Set<SearchNode>();
  const isOfIssues = (current: SearchNode): boolean => {
    if (current.kind === 'text') return false;
    return current.kind === 'filter' ? isIssueTerm(current) : current.nodes.every(isOfIssues);
  };
  const visit = (current: SearchNode): SearchNode => {
    if (isOfIssues(current)) {
      parts.add(current);
      return current;
    }
    if (current.kind !== 'and' && current.kind !== 'or') return current;
    const terms = current.nodes.filter(isOfIssues);
    const others = current.nodes.filter((child) => !isOfIssues(child)).map(visit);
    const [only] = terms;
    if (only === undefined) return { kind: current.kind, nodes: others };
    // Side by side they are asked once.
    const together: SearchNode = terms.length === 1 ? only : { kind: current.kind, nodes: terms };
    parts.add(together);
    return { kind: current.kind, nodes: [...others, together] };
  };
  return { tree: visit(node), parts };
}
