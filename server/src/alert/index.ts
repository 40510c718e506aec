export { actionOf, escalationOf, type Escalation, type OverdueAlert } from './escalate.ts';
export type { Effect, FeedChange, WatchedIssue, WatchedWorkflow, World } from './issues/change-effects.ts';
export { type ChangeStores, readIssueChanges } from './issues/change-reader.ts';
export type { Action, Directory } from './routing.ts';
export type { ConditionGroup } from './workflows/condition.ts';
export { faultsOf, type WorkflowFault } from './workflows/evaluate-workflow.ts';
