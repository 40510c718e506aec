import { expect, test } from 'vitest';
import { createChunkMemory } from './chunk-memory.ts';
import type { Stretch, WrittenRecord } from './event-store.ts';
import { createRowBatch } from './row-batch.ts';
import { outcomes } from './tables/outcomes.ts';
import type { TableRows } from './tables/table.ts';

const row = (quantity: number, reason: string): TableRows['outcomes'] => ({
  organizationId: 1,
  projectId: 1,
  keyId: 1,
  category: 'error',
  outcome: 'accepted',
  at: 0,
  quantity,
  reason,
});
const BYTES = 8 + 8 + 4 + 6 + 9 + 8 + 8;

test('a batch gives the rows of some of its records, in order, and nothing of a record that could not be written', () => {
  const memory = createChunkMemory(64);
  const batch = createRowBatch(() => outcomes, memory);
  const at = ({ outcomes: stretch }: WrittenRecord): Stretch => stretch ?? { from: 0, to: 0 };
  const first = at(batch.write({ outcomes: [row(1, 'a'), row(2, 'b')] }));
  expect(() =>
    batch.write({ outcomes: [row(3, 'c'), { ...row(4, 'd'), reason: undefined as unknown as string }] }),
  ).toThrow(TypeError);
  const second = at(batch.write({ outcomes: [row(5, 'e')] }));
  const third = at(batch.write({ outcomes: [row(6, 'f')] }));
  expect(batch.write({ outcomes: [] })).toEqual({});
  const quantities = (...stretches: Stretch[]): number[] => {
    const bytes = Buffer.concat(batch.rowsAt('outcomes', stretches).views);
    expect(bytes.length % (BYTES + 2)).toBe(0);
    return Array.from({ length: bytes.length / (BYTES + 2) }, (_, index) =>
      bytes.readUInt32LE((index + 1) * (BYTES + 2) - 8),
    );
  };
  expect(quantities(first, second, third)).toEqual([1, 2, 5, 6]);
  expect(quantities(first, third)).toEqual([1, 2, 6]);
  expect(quantities(second)).toEqual([5]);
  expect(batch.tables()).toEqual(['outcomes']);
});
