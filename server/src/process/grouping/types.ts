/** The answer of grouping. Facts and words: Sentry's grouping-info. */
export interface GroupingResult {
  readonly configId: string;
  /** md5, 32 hex digits, in the order in which issues are looked up; never empty. */
  readonly hashes: readonly string[];
  /** Hashes under the project's previous config; only to find an existing issue. */
  readonly secondaryHashes: readonly string[];
  /** The exception that gives the issue its title, when grouping chose one: its `mechanism.exception_id`. */
  readonly mainExceptionId?: number;
  /** From a fingerprint rule's `title` attribute. */
  readonly title?: string;
  /** The fingerprint in force, when it is not the default, and where it came from. */
  readonly fingerprint?: {
    readonly values: readonly string[];
    readonly source: 'client' | 'rule' | 'built_in';
    readonly rule?: string;
    readonly client?: readonly string[];
  };
  /** What was passed over, and why; absent when nothing was. */
  readonly remarks?: readonly GroupingRemark[];
}

/** `grouped_by_fallback`: nothing in the event could be hashed. `exception_group_ignored`: its exceptions were taken in payload order. */
export interface GroupingRemark {
  readonly kind: 'grouped_by_fallback' | 'exception_group_ignored';
  readonly reason: string;
}

/** A node of the explanation. `values` are leaves (strings, numbers) or nested components. */
export interface GroupingComponent {
  readonly id: string;
  readonly name: string | null;
  readonly contributes: boolean;
  readonly hint: string | null;
  readonly values: readonly (GroupingComponent | string | number)[];
}

export interface GroupingVariant {
  readonly key: string;
  readonly type: string;
  readonly description: string;
  readonly hash: string | null;
  readonly contributes: boolean;
  readonly hint: string | null;
  readonly component?: GroupingComponent;
  /** The fingerprint, where it decides or takes part. */
  readonly values?: readonly string[];
  /** The fingerprint rule that gave it. */
  readonly matchedRule?: string;
}

/** A line of a project's rules that could not be read. Lines and columns count from 1. */
export interface RuleProblem {
  readonly setting: 'groupingEnhancements' | 'fingerprintingRules';
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `GET …/events/{id}/grouping-info/`. */
export interface GroupingInfo {
  readonly groupingConfig: { readonly id: string };
  /** The id once more, under the name that Sentry's clients read. */
  readonly grouping_config: string;
  readonly variants: Readonly<Record<string, GroupingVariant>>;
  readonly fingerprint: GroupingResult['fingerprint'] | null;
  readonly hashes: readonly string[];
}
