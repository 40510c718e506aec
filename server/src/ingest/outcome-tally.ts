import type { AcceptedOutcome, DataCategory, Outcome, OutcomeRecord } from '@garrison/protocol';
import type { IngestKey } from './ingest-deps.ts';
import { MINUTE_MS } from '../durations.ts';

export interface Ending {
  readonly category: DataCategory;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly quantity: number;
}

/** Adds up endings, so that a thousand equal ones are one row. */
export interface OutcomeTally {
  add(key: IngestKey, ending: Ending, at: number): void;
  /** What was gathered; the tally is empty afterwards. */
  take(): AcceptedOutcome[];
  /** Puts back what could not be handed over. */
  restore(outcomes: readonly AcceptedOutcome[]): void;
}

export function createOutcomeTally(): OutcomeTally {
  let counts = new Map<string, OutcomeRecord>();

  function merge(record: OutcomeRecord): void {
    const minute = Math.floor(record.at / MINUTE_MS);
    const id = `${record.keyId} ${record.category} ${record.outcome} ${minute} ${record.reason}`;
    const known = counts.get(id);
    counts.set(id, known === undefined ? record : { ...known, quantity: known.quantity + record.quantity });
  }

  return {
    add(key, ending, at) {
      // An empty attachment is no bytes: nothing to count.
      if (ending.quantity === 0) return;
      const { organizationId, projectId, id: keyId } = key;
      merge({ organizationId, projectId, keyId, ...ending, at });
    },
    take() {
      const taken = [...counts.values()].map((record) => ({ kind: 'outcome', record }) as const);
      counts = new Map();
      return taken;
    },
    restore(outcomes) {
      for (const { record } of outcomes) merge(record);
    },
  };
}
