import type { TextRuleName } from './text-rules.ts';

/** What a project or an organisation decided about scrubbing; Sentry's option names. */
export interface ScrubOptions {
  /** Off: neither the built-in rules nor `sensitiveFields` apply. */
  readonly dataScrubber: boolean;
  /** The built-in rules (`@common:filter`). */
  readonly dataScrubberDefaults: boolean;
  /** Replaces addresses in text by `[ip]`; which fields are addresses as a whole is the caller's knowledge. */
  readonly scrubIPAddresses: boolean;
  /** Case-insensitive substrings of keys and values. */
  readonly sensitiveFields: readonly string[];
  /** Keys (case-insensitive) whose values are never touched; for callers that know the place of a value, selectors, too. */
  readonly safeFields: readonly string[];
  /**
   * Given, this list alone decides what happens to text, in both modes, with placeholders, and `sensitiveFields` apply to keys
   * only. Absent, Sentry's own sets apply. The kit sets it: a sentence should lose its secret only, and not be removed.
   */
  readonly textRules?: readonly TextRuleName[];
}
