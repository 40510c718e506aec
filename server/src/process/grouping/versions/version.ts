import type { Behaviour } from '../frozen/2023-01-11/algorithm.ts';

/** A version never changes once events were grouped by it. */
export interface Version {
  /** Sentry's name of the grouping config. */
  readonly id: string;
  readonly behaviour: Behaviour;
  /** Stack trace rules in order of application. */
  readonly enhancements: readonly string[];
  readonly fingerprintRules: string;
}
