/** What a project or an organisation decided about scrubbing; Sentry's option names. */
export interface ScrubOptions {
  /** Off: nothing is scrubbed on the server. */
  readonly dataScrubber: boolean;
  /** The built-in rules (`@common:filter`). */
  readonly dataScrubberDefaults: boolean;
  readonly scrubIPAddresses: boolean;
  /** Case-insensitive substrings of keys and values. */
  readonly sensitiveFields: readonly string[];
  readonly safeFields: readonly string[];
}
