import type { OutcomeRecord } from '@garrison/protocol';
import { HOUR_MS, MINUTE_MS } from '../../durations.ts';
import type { OutcomeRow } from '../../store/index.ts';

const SPAN_MS = { outcomes: HOUR_MS, outcome_minutes: MINUTE_MS } as const;

export type OutcomeTable = keyof typeof SPAN_MS;

/** Counts the outcomes of a batch: a row per project, key, category, outcome, reason and hour or minute. */
export interface OutcomeCounts {
  add(record: OutcomeRecord): void;
  rows(): readonly OutcomeRow[];
}

export function createOutcomeCounts(table: OutcomeTable): OutcomeCounts {
  const counts = new Map<string, { -readonly [Field in keyof OutcomeRow]: OutcomeRow[Field] }>();
  return {
    add(record) {
      const { organizationId, projectId, keyId, category, outcome, reason, quantity } = record;
      const at = record.at - (record.at % SPAN_MS[table]);
      const key = `${organizationId} ${projectId} ${keyId} ${category} ${outcome} ${reason} ${at}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { ...record, at });
      else known.quantity += quantity;
    },
    rows: () => [...counts.values()],
  };
}
