import type { StoredPayload } from './grouping-answers.ts';
import { explainOwners, type ExplainedOwners, type ProjectSettings } from './process/index.ts';
import type { SentryEvent } from '@garrison/protocol';

/** Answers of the rules thread about ownership rules. */
export const ownershipAnswers = {
  /** Processing stored the event. */
  explainOwners: (settings: ProjectSettings['ownership'], stored: StoredPayload): ExplainedOwners =>
    explainOwners(settings, stored as unknown as SentryEvent),
};
