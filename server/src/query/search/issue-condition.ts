import { sql } from 'kysely';
import { isIssueKey, issueKeyCondition, issueText, join, type Condition, type SearchContext } from './issue-keys.ts';
import type { SearchFilter, SearchNode } from './search-tree.ts';

/** A part of the search that only events can answer, and where its answer will be put. */
export type EventParts = ReadonlySet<SearchNode>;

/**
 * The parts that ask about events: the largest subtrees that hold nothing else. Conditions side by side are one part,
 * since `release:2 environment:production` means one event that has both.
 */
export function splitEventParts(node: SearchNode): { tree: SearchNode; parts: EventParts } {
  const parts = new Set<SearchNode>();
  const visit = (current: SearchNode): SearchNode => {
    if (isEventNode(current)) {
      parts.add(current);
      return current;
    }
    if (current.kind !== 'and' && current.kind !== 'or') return current;
    const events = current.nodes.filter(isEventNode);
    const others = current.nodes.filter((child) => !isEventNode(child)).map(visit);
    if (events.length === 0) return { kind: current.kind, nodes: others };
    const [only] = events;
    const together: SearchNode =
      events.length === 1 && only !== undefined ? only : { kind: current.kind, nodes: events };
    parts.add(together);
    return { kind: current.kind, nodes: [...others, together] };
  };
  const tree = visit(node);
  return { tree, parts };
}

/** The WHERE over `issues`; `answers` holds for each event part the condition that its answer makes. */
export function issueCondition(
  node: SearchNode,
  context: SearchContext,
  answers: ReadonlyMap<SearchNode, Condition>,
): Condition {
  const answered = answers.get(node);
  if (answered !== undefined) return answered;
  switch (node.kind) {
    case 'and':
    case 'or':
      return join(
        node.nodes.map((child) => issueCondition(child, context, answers)),
        node.kind,
      );
    case 'text':
      return issueText(node.value);
    case 'filter':
      return node.key.toLowerCase() === 'has' ? hasIssueKey(node) : issueKeyCondition(node, context);
  }
}

/** Issues that own any of these hashes; `prefixes` are the first 16 hex digits, which is what events carry. */
export function ownsHash(projectId: number, prefixes: readonly string[]): Condition {
  return sql`issues.id in (select issue_id from issue_hashes where project_id = ${projectId}
    and substr(hash, 1, 16) in (${sql.join(prefixes)}))`;
}

function isEventNode(node: SearchNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isEventNode);
  if (node.kind !== 'filter') return false;
  return node.key.toLowerCase() === 'has' ? !node.values.every(({ text }) => HAS.has(text)) : !isIssueKey(node.key);
}

const HAS: ReadonlyMap<string, Condition> = new Map([
  ['assigned', sql<boolean>`(issues.assignee_user_id is not null or issues.assignee_team_id is not null)`],
  ['assignee', sql<boolean>`(issues.assignee_user_id is not null or issues.assignee_team_id is not null)`],
  ['logger', sql<boolean>`issues.logger is not null`],
  ['firstRelease', sql<boolean>`issues.first_release is not null`],
]);

function hasIssueKey(filter: SearchFilter): Condition {
  const any = join(
    filter.values.flatMap(({ text }) => HAS.get(text) ?? []),
    'or',
  );
  return filter.negated ? sql`not ${any}` : any;
}
