/** A fingerprint rule: `matchers -> values [title="…"]`. */
export interface FingerprintRule {
  /** As written. */
  readonly text: string;
  readonly matchers: readonly FingerprintMatcher[];
  readonly values: readonly string[];
  readonly title: string | undefined;
}

/** Matchers of one kind must hold on the same exception, frame or thread; the kinds must all hold. */
export type MatcherKind = 'exception' | 'message' | 'frame' | 'thread' | 'event';

export interface FingerprintMatcher {
  readonly kind: MatcherKind;
  /** The field without `error.`, `stack.` or `thread.`; tags keep `tags.`. */
  readonly field: string;
  readonly pattern: string;
  readonly negated: boolean;
  readonly offset: 'self' | 'caller' | 'callee';
}
