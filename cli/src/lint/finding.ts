import type { Node } from '@babel/types';
import type { Source } from './source.ts';

/** Ignore comments of services contain these names: a name must not change. */
export const RULES = {
  'direct-import': 'the SDK is imported through the kit',
  'own-init': 'the kit starts the SDK',
  'own-hook': 'the hooks and the sampler are the policy’s',
  'sdk-error-handler': 'errors are reported by the kit’s handlers',
  'send-default-pii': 'what is collected is decided by the policy',
  'error-text-as-message': 'an error is captured as an error',
  'error-text-in-status': 'the text of an error is not copied to a span',
  'personal-user': 'a user is sent by id alone',
  'ignore-comment': 'an ignore comment names a rule and a reason',
  unreadable: 'every file can be read',
} as const;
export type RuleName = keyof typeof RULES;

export interface Finding {
  readonly rule: RuleName;
  readonly file: string;
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly write: string;
}

export function findingAt(source: Source, node: Node, finding: Pick<Finding, 'rule' | 'message' | 'write'>): Finding {
  const { line = 1, column = 0 } = node.loc?.start ?? {};
  return { file: source.file, line, column: column + 1, ...finding };
}
