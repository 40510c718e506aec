import type { RelationalBatch } from '../issue-writer.ts';

/** SQLite's codes that say nothing of the data: busy, locked, no memory, read-only, interrupted, I/O, corrupt, full, cannot open, protocol, … */
const NOT_OF_DATA = new Set([5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 17, 23, 26]);
const PRIMARY_CODE = 0xff;

/** Whether a failure is the fault of what was to be written: it would fail again. */
export function isOfRecords(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return true;
  return typeof error.errcode === 'number' && !NOT_OF_DATA.has(error.errcode & PRIMARY_CODE);
}

/** Each record of a batch as a batch of its own, in order. */
export function recordsOf(batch: RelationalBatch): readonly { position: number; part: RelationalBatch }[] {
  const sightings = Map.groupBy(batch.sightings, ({ position }) => position);
  const changes = Map.groupBy(batch.relational, ({ position }) => position);
  const positions = [...new Set([...sightings.keys(), ...changes.keys()])].toSorted((a, b) => a - b);
  return positions.map((position) => ({
    position,
    part: {
      ...batch,
      leftOut: [],
      deadLetters: [],
      sightings: sightings.get(position) ?? [],
      changes: changes.get(position) ?? [],
    },
  }));
}

/** The batch without some of its records, which are dead letters now. */
export function without(
  batch: RelationalBatch,
  gone: ReadonlyMap<number, string>,
  letters: RelationalBatch['deadLetters'],
): RelationalBatch {
  return {
    ...batch,
    sightings: batch.sightings.filter(({ position }) => !gone.has(position)),
    relational: batch.relational.filter(({ position }) => !gone.has(position)),
    deadLetters: [...batch.deadLetters, ...letters],
  };
}
