import type { SentryEvent } from '@garrison/protocol';
import { compileOwnership, suggestedOwners } from '@garrison/topology';
import type { FoundOwners } from '../../store/index.ts';
import type { ProjectSettings } from '../stages.ts';
import { readRules } from './compile-rules.ts';
import { formatRule } from './format-rule.ts';
import { ownershipFacts } from './ownership-facts.ts';

/** Compiles the rules once. A project without rules costs its events nothing. */
export function createFindOwners(ownership: ProjectSettings['ownership']): (event: SentryEvent) => FoundOwners {
  const { fallthrough, autoAssign } = ownership;
  const { codeowners, rules } = readRules(ownership);
  const unmatched: FoundOwners = { owners: [], orFirstTeam: fallthrough, autoAssign };
  if (rules.length === 0 && codeowners.length === 0) return () => unmatched;
  const resolve = compileOwnership({ codeowners, rules });
  return (event) => {
    const resolved = resolve(ownershipFacts(event));
    if (resolved.decidedBy === undefined) return unmatched;
    const owners = suggestedOwners(resolved).map(({ owner, by }) => ({
      ...owner,
      source: by.source,
      rule: formatRule(by.rule),
    }));
    return { owners, orFirstTeam: false, autoAssign };
  };
}
