import type { SentryEvent } from '@garrison/protocol';
import { compileOwnership, formatOwner, type Owner, type OwnershipProblem } from '@garrison/topology';
import type { ProjectSettings } from '../stages.ts';
import { readRules } from './compile-rules.ts';
import { formatRule } from './format-rule.ts';
import { ownershipFacts } from './ownership-facts.ts';

/** A rule that matches an event. */
export interface ExplainedRule {
  readonly rule: string;
  /** Of the rules' text; counts from 1. */
  readonly line: number;
  readonly source: 'ownership' | 'codeowners';
  /** Whom it would assign if it decided: `#team`, an address, or `none`. */
  readonly owner: string;
  readonly decides: boolean;
  readonly on: 'frame' | 'url' | 'tag';
  /** What matched: a path or module of a frame, the URL, the value of the tag. */
  readonly text: string;
}

export interface ExplainedOwners {
  readonly errors: readonly OwnershipProblem[];
  /** The first owner of the deciding rule. Absent: no rule matches. */
  readonly owner?: Owner | undefined;
  /** The deciding rule first, then in falling precedence. */
  readonly rules: readonly ExplainedRule[];
}

/** Which rules match an event, where, and what each would do. */
export function explainOwners(
  ownership: Pick<ProjectSettings['ownership'], 'raw' | 'codeowners'>,
  event: SentryEvent,
): ExplainedOwners {
  const { codeowners, rules, problems } = readRules(ownership);
  const { owner, matches } = compileOwnership({ codeowners, rules })(ownershipFacts(event));
  return {
    errors: problems,
    owner,
    rules: matches.map(({ rule, source, match }, index) => ({
      rule: formatRule(rule),
      line: rule.line,
      source,
      owner: formatOwner(rule.owners[0]),
      decides: index === 0,
      on: match.on,
      text: match.text,
    })),
  };
}
