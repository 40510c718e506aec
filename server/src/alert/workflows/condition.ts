/** A condition of a workflow, in Sentry's shape. */
export interface Condition {
  readonly type: string;
  readonly comparison: unknown;
  /** False: the condition is negated. */
  readonly conditionResult?: unknown;
}

/** Sentry's `all`, `any` and `none`; `any-short` stops at the first that holds, which is the same answer. */
export interface ConditionGroup {
  readonly logicType: 'all' | 'any' | 'any-short' | 'none';
  readonly conditions: readonly Condition[];
}

/** What conditions are asked about: a change of an issue, and the issue after it. */
export interface ChangedIssue {
  /** Of the change feed. */
  readonly kind: string;
  readonly at: number;
  readonly isNewPriorityHigh: boolean;
  readonly level: string;
  readonly priority: string;
  readonly category: 'error' | 'feedback';
  readonly firstSeenAt: number;
  readonly timesSeen: number;
  readonly assignee: { readonly type: 'team' | 'user'; readonly id: number } | null;
}

/** One kind of condition: what is wrong with a comparison, and whether it holds. Pure. */
export interface ConditionKind {
  readonly type: string;
  /** Undefined: the comparison can be used. */
  faultOf(comparison: unknown): string | undefined;
  /** Only asked with a comparison without a fault. */
  holds(comparison: unknown, issue: ChangedIssue): boolean;
}

export function groupHolds(
  { logicType, conditions }: ConditionGroup,
  holds: (condition: Condition) => boolean,
): boolean {
  switch (logicType) {
    case 'all':
      return conditions.every(holds);
    case 'none':
      return !conditions.some(holds);
    case 'any':
    case 'any-short':
      // A group without conditions always holds.
      return conditions.length === 0 || conditions.some(holds);
  }
}
