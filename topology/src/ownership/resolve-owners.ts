import { compileMatcher, type CompiledMatcher, type OwnershipFacts, type RuleMatch } from './match-rule.ts';
import { formatOwner, type Owner, type OwnershipRule } from './rule.ts';

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

export interface SuggestedOwner {
  readonly owner: Owner;
  readonly by: RuleResult;
}

/** The first two owners, each once, of the two rules of the highest precedence: Sentry's suggestions. None when an exclusion decided. */
export function suggestedOwners({ owner, matches }: ResolvedOwners): readonly SuggestedOwner[] {
  if (owner === undefined) return [];
  const owners = matches.slice(0, 2).flatMap((by) => by.rule.owners.map((one) => ({ owner: one, by })));
  const first = new Map<string, SuggestedOwner>();
  for (const one of owners) {
    const key = formatOwner(one.owner);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].slice(0, 2);
}
