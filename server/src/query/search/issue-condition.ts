import type { ProjectId } from '@garrison/protocol';
import { sql } from 'kysely';
import {
  issueFilterCondition,
  issueTextCondition,
  join,
  type Condition,
  type SearchContext,
} from '../datasets/issues.ts';
import type { SearchNode } from './search-tree.ts';

/** The WHERE over `issues`; `answers` holds for each part that events answer the condition that its answer makes. */
export function issueCondition(
  node: SearchNode,
  context: SearchContext,
  answers: ReadonlyMap<SearchNode, Condition>,
): Condition {
  const answered = answers.get(node);
  if (answered !== undefined) return answered;
  if (node.kind === 'text') return issueTextCondition(node.value);
  if (node.kind === 'filter') return issueFilterCondition(node, context);
  return join(
    node.nodes.map((child) => issueCondition(child, context, answers)),
    node.kind,
  );
}

/** Issues that own any of these hashes; `prefixes` are the first 16 hex digits, which is what events carry. */
export function ownsHash(projectId: ProjectId, prefixes: readonly string[]): Condition {
  return sql`issues.id in (select issue_id from issue_hashes where project_id = ${projectId}
    and substr(hash, 1, 16) in (${sql.join(prefixes)}))`;
}
