/** Who is told: a team by its slug, or a user by e-mail address (lower case). */
export interface Owner {
  readonly type: 'team' | 'user';
  readonly identifier: string;
}

/** `type`: `path`, `url`, `module`, `codeowners`, or `tags.` and the name of a tag. */
export interface Matcher {
  readonly type: string;
  readonly pattern: string;
}

export interface OwnershipRule {
  readonly matcher: Matcher;
  /** The first one is assigned. None: what matches has no owner (an exclusion of a CODEOWNERS file). */
  readonly owners: readonly Owner[];
  /** Of the text that the rule was read from; counts from 1. */
  readonly line: number;
}

/** A line that is no rule. Lines and columns count from 1. */
export interface OwnershipProblem {
  readonly line: number;
  readonly column: number;
  /** What is wrong and what was expected. */
  readonly message: string;
}

export interface ParsedOwnership {
  readonly rules: readonly OwnershipRule[];
  readonly problems: readonly OwnershipProblem[];
}

/** As in a rule: `#team-slug` or the address; `none` without an owner. */
export function formatOwner(owner: Owner | undefined): string {
  if (owner === undefined) return 'none';
  return owner.type === 'team' ? `#${owner.identifier}` : owner.identifier;
}
