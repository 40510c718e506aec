import type { ChangedIssue, ConditionKind } from './condition.ts';

/** A change of an issue that starts a workflow; the comparison is `true`. */
function trigger(type: string, holds: (issue: ChangedIssue) => boolean): ConditionKind {
  return {
    type,
    faultOf: (comparison) => (comparison === true ? undefined : 'expected true'),
    holds: (_comparison, issue) => holds(issue),
  };
}

/** Those that the change feed can tell. */
export const TRIGGERS: readonly ConditionKind[] = [
  trigger('first_seen_event', ({ kind }) => kind === 'new'),
  trigger('regression_event', ({ kind }) => kind === 'regressed'),
  // An archived issue that is open again.
  trigger('reappeared_event', ({ kind }) => kind === 'reopened'),
  trigger('issue_resolved_trigger', ({ kind }) => kind === 'resolved'),
  trigger('new_high_priority_issue', ({ kind, isNewPriorityHigh }) => kind === 'new' && isNewPriorityHigh),
];
