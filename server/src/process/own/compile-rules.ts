import {
  parseOwnership,
  readCodeowners,
  type Owner,
  type OwnershipProblem,
  type OwnershipRule,
} from '@garrison/topology';
import type { ProjectSettings } from '../stages.ts';

export interface ReadRules {
  readonly codeowners: readonly OwnershipRule[];
  readonly rules: readonly OwnershipRule[];
  /** Of the project's own rules. */
  readonly problems: readonly OwnershipProblem[];
}

/** Reads the rules of a project: its own, and those of its CODEOWNERS files in order. */
export function readRules({ raw, codeowners }: Pick<ProjectSettings['ownership'], 'raw' | 'codeowners'>): ReadRules {
  const owners = new Map(
    codeowners.names.map(({ name, type, identifier }): [string, Owner] => [name, { type, identifier }]),
  );
  const files = codeowners.files.flatMap(
    ({ raw: text, sourceRoot, stackRoot }) => readCodeowners(text, { owners, sourceRoot, stackRoot }).rules,
  );
  return { codeowners: files, ...parseOwnership(raw) };
}
