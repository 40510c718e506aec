import type { StoredPayload } from './grouping-answers.ts';
import { explainOwners, type ExplainedOwners } from './process/index.ts';
import type { SentryEvent } from '@garrison/protocol';

/** What people may ask of ownership rules. */
export const ownershipAnswers = {
  /** `raw`: the rules as they are written. Processing stored the event. */
  explainOwners: (raw: string, stored: StoredPayload): ExplainedOwners =>
    explainOwners(raw, stored as unknown as SentryEvent),
};
