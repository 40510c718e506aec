import { groupHolds, type ChangedIssue, type Condition, type ConditionGroup, type ConditionKind } from './condition.ts';
import { FILTERS } from './filters.ts';
import { TRIGGERS } from './triggers.ts';

export interface Workflow<Action> {
  readonly enabled: boolean;
  /** Null: every environment. */
  readonly environment: string | null;
  readonly triggers: ConditionGroup;
  readonly actionFilters: readonly (ConditionGroup & { readonly actions: readonly Action[] })[];
}

/** A place in a workflow's body that cannot be used. */
export interface WorkflowFault {
  readonly path: string;
  readonly message: string;
}

const KINDS = {
  triggers: new Map(TRIGGERS.map((kind) => [kind.type, kind])),
  actionFilters: new Map(FILTERS.map((kind) => [kind.type, kind])),
} as const;

/** The parts of a workflow that the server does not support or cannot read. */
export function faultsOf(workflow: Pick<Workflow<unknown>, 'triggers' | 'actionFilters'>): WorkflowFault[] {
  const { triggers, actionFilters } = workflow;
  const inGroup = (path: string, group: ConditionGroup, kinds: ReadonlyMap<string, ConditionKind>): WorkflowFault[] =>
    group.conditions.flatMap(({ type, comparison }, index) => {
      const kind = kinds.get(type);
      const known = [...kinds.keys()].join(', ');
      const message =
        kind === undefined ? `“${type}” is not evaluated here: expected ${known}` : kind.faultOf(comparison);
      return message === undefined ? [] : [{ path: `${path}.conditions[${index}]`, message }];
    });
  return [
    ...inGroup('triggers', triggers, KINDS.triggers),
    ...actionFilters.flatMap((group, index) => inGroup(`actionFilters[${index}]`, group, KINDS.actionFilters)),
  ];
}

/** The actions that a change starts, in order. Pure; how often a workflow may fire is not asked here. */
export function actionsFor<Action>(
  workflow: Workflow<Action>,
  issue: ChangedIssue,
  environment: string | undefined,
): readonly Action[] {
  const { enabled, triggers, actionFilters } = workflow;
  if (!enabled || (workflow.environment !== null && workflow.environment !== environment)) return [];
  // A workflow without a trigger reacts to nothing.
  if (triggers.conditions.length === 0 || !groupHolds(triggers, holdsFor(KINDS.triggers, issue))) return [];
  return actionFilters.flatMap((group) =>
    groupHolds(group, holdsFor(KINDS.actionFilters, issue)) ? group.actions : [],
  );
}

function holdsFor(kinds: ReadonlyMap<string, ConditionKind>, issue: ChangedIssue) {
  return ({ type, comparison, conditionResult }: Condition): boolean => {
    const kind = kinds.get(type);
    if (kind === undefined || kind.faultOf(comparison) !== undefined) return false;
    return kind.holds(comparison, issue) === (conditionResult !== false);
  };
}
