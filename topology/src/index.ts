export { defineOrganization, type OrganizationConfig, type ProjectConfig, type TeamConfig } from './organization.ts';
export { planOrganization, type CurrentState, type Operation } from './plan.ts';
export { parseOwnership } from './ownership/parse-ownership.ts';
export { CODEOWNERS_BYTES_MAX, readCodeowners, type CodeownersMapping } from './ownership/codeowners.ts';
export { compileOwnership, suggestedOwners } from './ownership/resolve-owners.ts';
export type { OwnershipPrecedence, OwnershipRules, ResolvedOwners } from './ownership/resolve-owners.ts';
export type { OwnershipFacts, OwnershipFrame, RuleMatch } from './ownership/match-rule.ts';
export { formatOwner, type Owner, type OwnershipProblem, type OwnershipRule } from './ownership/rule.ts';
export { testOwnership, type OwnershipCase } from './ownership/test-ownership.ts';
