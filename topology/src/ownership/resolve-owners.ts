import { compileMatcher, type CompiledMatcher, type OwnershipFacts, type RuleMatch } from './match-rule.ts';
import type { Owner, OwnershipRule } from './rule.ts';

/** `last-rule` is Sentry's: the last rule that matches decides. `nearest-frame`: the rule that matched nearest to the crash. */
export type OwnershipPrecedence = 'last-rule' | 'nearest-frame';

export interface OwnershipRules {
  /** From CODEOWNERS files; the project's own rules come after them, and so win. */
  readonly codeowners: readonly OwnershipRule[];
  readonly rules: readonly OwnershipRule[];
  readonly precedence?: OwnershipPrecedence;
}

export interface RuleResult {
  readonly rule: OwnershipRule;
  readonly source: 'ownership' | 'codeowners';
  readonly match: RuleMatch;
}

export interface ResolvedOwners {
  /** Who is assigned: the first owner of the deciding rule. Undefined: no rule matched, or an exclusion decided. */
  readonly owner: Owner | undefined;
  readonly decidedBy: RuleResult | undefined;
  /** Every rule that matched, the deciding one first, then in falling precedence. */
  readonly matches: readonly RuleResult[];
}

/** Compiles the rules once; the result is asked for each event. */
export function compileOwnership(ownership: OwnershipRules): (facts: OwnershipFacts) => ResolvedOwners {
  const compiled = [
    ...ownership.codeowners.map((rule) => compileRule(rule, 'codeowners')),
    ...ownership.rules.map((rule) => compileRule(rule, 'ownership')),
  ];
  return (facts) => {
    const found = compiled.flatMap(({ rule, source, matches }) => {
      const match = matches(facts);
      return match === undefined ? [] : [{ rule, source, match }];
    });
    const matches = found.toReversed();
    if (ownership.precedence === 'nearest-frame') matches.sort((a, b) => nearness(b.match) - nearness(a.match));
    const [decidedBy] = matches;
    return { owner: decidedBy?.rule.owners[0], decidedBy, matches };
  };
}

interface CompiledRule {
  readonly rule: OwnershipRule;
  readonly source: RuleResult['source'];
  readonly matches: CompiledMatcher;
}

function compileRule(rule: OwnershipRule, source: RuleResult['source']): CompiledRule {
  return { rule, source, matches: compileMatcher(rule.matcher) };
}

/** What matched the whole event (URL, tag) is more specific than any frame. */
function nearness(match: RuleMatch): number {
  return match.on === 'frame' ? match.frame : Number.POSITIVE_INFINITY;
}

/** The owners of the two rules of the highest precedence, each once: Sentry's suggestions. */
export function suggestedOwners({ matches }: ResolvedOwners): readonly Owner[] {
  const owners = matches.slice(0, 2).flatMap(({ rule }) => rule.owners);
  const first = new Map(owners.map((owner) => [`${owner.type}:${owner.identifier}`, owner]));
  return [...first.values()].slice(0, 2);
}
