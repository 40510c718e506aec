import type { OutcomeRecord } from '@garrison/protocol';
import { HOUR_MS } from '../../durations.ts';
import type { OutcomeRow } from '../../store/index.ts';

/** Adds up what became of the items of a batch: a row per project, key, category, outcome, reason and hour. */
export interface OutcomeCounts {
  add(record: OutcomeRecord): void;
  rows(): readonly OutcomeRow[];
}

export function createOutcomeCounts(): OutcomeCounts {
  const counts = new Map<string, { -readonly [Field in keyof OutcomeRow]: OutcomeRow[Field] }>();
  return {
    add(record) {
      const { organizationId, projectId, keyId, category, outcome, reason, quantity } = record;
      const at = record.at - (record.at % HOUR_MS);
      const key = `${organizationId} ${projectId} ${keyId} ${category} ${outcome} ${reason} ${at}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { ...record, at });
      else known.quantity += quantity;
    },
    rows: () => [...counts.values()],
  };
}
