/** The language of stack trace rules, after parsing. Source of the language: the `ophio` crate (Apache-2.0). */
export type FrameField = 'module' | 'function' | 'category' | 'path' | 'package' | 'family' | 'app';
export type ExceptionField = 'type' | 'value' | 'mechanism';

/** Where a frame matcher looks: at the frame itself, at the one that called it, or at the one it called. */
export type Offset = 'self' | 'caller' | 'callee';

export interface Matcher {
  readonly field: FrameField | ExceptionField;
  readonly pattern: string;
  readonly negated: boolean;
  readonly offset: Offset;
}

export type Action =
  | { readonly kind: 'flag'; readonly flag: 'app' | 'group'; readonly value: boolean; readonly range: '' | '^' | 'v' }
  | { readonly kind: 'category'; readonly value: string }
  | { readonly kind: 'min-frames' | 'max-frames'; readonly value: number }
  /** Read for compatibility: it ordered hierarchical groups, which neither version builds. */
  | { readonly kind: 'invert-stacktrace'; readonly value: boolean };

export interface Rule {
  /** As in hints: matchers and actions, single spaces. */
  readonly text: string;
  readonly matchers: readonly Matcher[];
  readonly actions: readonly Action[];
}
