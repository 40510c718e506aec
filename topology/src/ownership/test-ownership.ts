import { compileOwnership, type OwnershipRules, type ResolvedOwners } from './resolve-owners.ts';
import { formatOwner } from './rule.ts';

/** A case of an organisation's own test of its rules: an event in short, and whom it must belong to (`#team`, an address, or `none`). */
export interface OwnershipCase {
  readonly path?: string;
  readonly url?: string;
  readonly module?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly expect: string;
}

export interface OwnershipCaseResult {
  readonly case: OwnershipCase;
  readonly passed: boolean;
  readonly actual: string;
  readonly resolved: ResolvedOwners;
}

/** Runs every case against the rules. Pure: a command prints what it gives. */
export function testOwnership(rules: OwnershipRules, cases: readonly OwnershipCase[]): OwnershipCaseResult[] {
  const resolve = compileOwnership(rules);
  return cases.map((one) => {
    const frames =
      one.path === undefined && one.module === undefined
        ? []
        : [{ filename: one.path, module: one.module, inApp: true }];
    const resolved = resolve({ platform: '', url: one.url, frames, tags: new Map(Object.entries(one.tags ?? {})) });
    const actual = formatOwner(resolved.owner);
    return { case: one, passed: actual === one.expect.toLowerCase(), actual, resolved };
  });
}
