import { defaultPolicy, strictPolicy } from './default-policy.ts';
import type { Policy } from './policy.ts';
import { ISSUERS } from './scrub/checksums.ts';
import { KEY_CLASSES } from './scrub/key-class.ts';
import { KEY_RULES } from './scrub/key-rule.ts';
import { MASKED_WORDS } from './scrub/mask-words.ts';
import { HEX_ID, MINIMAL_NAME } from './scrub/minimal.ts';
import { PERSONAL_KEYS } from './scrub/personal-key.ts';
import { SDK_CONTEXTS } from './scrub/scrub-event.ts';
import { FILTERED } from './scrub/scrubber.ts';
import { TEXT_RULES } from './scrub/text-rules.ts';
import { WALK_RULES } from './scrub/walker.ts';

/** Raised when a reader of an older document would do something else than what is meant. */
const DOCUMENT_VERSION = 1;

/**
 * The policy and every rule that scrubbing follows, as one JSON document, for kits in other languages. Patterns are JavaScript's,
 * as `{pattern, flags}`.
 */
export function policyDocument(policy: Policy = defaultPolicy): PolicyDocument {
  const document = {
    version: DOCUMENT_VERSION,
    policy,
    strict: strictPolicy,
    rules: {
      filtered: FILTERED,
      keys: KEY_RULES,
      classes: KEY_CLASSES,
      personal: PERSONAL_KEYS,
      text: TEXT_RULES,
      walk: WALK_RULES,
      maskedWords: MASKED_WORDS,
      cardIssuers: ISSUERS,
      sdkContexts: SDK_CONTEXTS,
      minimal: { name: MINIMAL_NAME, hexId: HEX_ID },
    },
  };
  return JSON.parse(JSON.stringify(document, toPlain)) as PolicyDocument;
}

/** Its shape is `policy.schema.json`. */
export interface PolicyDocument {
  readonly version: number;
  readonly policy: Policy;
  readonly strict: Policy;
  readonly rules: Readonly<Record<string, unknown>>;
}

function toPlain(_key: string, value: unknown): unknown {
  if (value instanceof RegExp) return { pattern: value.source, flags: value.flags };
  return value instanceof Set ? [...(value as ReadonlySet<unknown>)] : value;
}
