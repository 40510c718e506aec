import type { Outcome, OutcomeRecord } from '@garrison/protocol';
import type { OutcomeRow } from '../../store/index.ts';

const HOUR_MS = 3_600_000;

/** Adds up what became of the items of a batch: a row per project, key, category, outcome, reason and hour. */
export interface OutcomeCounts {
  add(record: OutcomeRecord): void;
  rows(): readonly OutcomeRow[];
}

export function createOutcomeCounts(): OutcomeCounts {
  const counts = new Map<string, OutcomeRow>();
  return {
    add(record) {
      const at = record.at - (record.at % HOUR_MS);
      const key = `${record.organizationId} ${record.projectId} ${record.keyId} ${record.category} ${record.outcome} ${record.reason} ${at}`;
      const known = counts.get(key)?.quantity ?? 0;
      counts.set(key, { ...record, at, quantity: known + record.quantity });
    },
    rows: () => [...counts.values()],
  };
}

/** How an item ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly reason: string;
}

export const ACCEPTED: Ending = { outcome: 'accepted', reason: '' };
