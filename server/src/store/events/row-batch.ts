import { type ChunkMemory } from './chunk-memory.ts';
import { RowBinaryWriter } from './row-binary.ts';
import type { RowBatch, Stretch } from './event-store.ts';
import type { Table, TableName } from './tables/table.ts';
import { AppError } from '../../errors.ts';

export function createRowBatch(tableOf: (name: string) => Table, memory: ChunkMemory): RowBatch {
  const writers = new Map<TableName, RowBinaryWriter>();

  function writerOf(name: TableName): RowBinaryWriter {
    const known = writers.get(name);
    if (known !== undefined) return known;
    const writer = new RowBinaryWriter(memory);
    writers.set(name, writer);
    return writer;
  }

  return {
    write(rows) {
      const written: { [Name in TableName]?: Stretch } = {};
      for (const [name, some] of Object.entries(rows)) {
        if (some.length === 0) continue;
        const table = tableOf(name);
        const writer = writerOf(table.name);
        const from = writer.position();
        for (const row of some) table.write(writer, row);
        written[table.name] = { from, to: writer.position() };
      }
      return written;
    },
    tables: () => [...writers.keys()],
    rowsAt(table, stretches) {
      const writer = writers.get(table);
      if (writer === undefined) throw new AppError('internal', `the batch has no rows of ${table}`);
      const views = joined(stretches).flatMap(({ from, to }) => writer.between(from, to));
      return { views, cuts: writer.cuts() };
    },
    free() {
      memory.give([...writers.values()].flatMap((writer) => writer.chunks()));
      writers.clear();
    },
  };
}

/** Neighbours as one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of stretches) {
    const last = result.at(-1);
    if (last?.to === from) last.to = to;
    else result.push({ from, to });
  }
  return result;
}
