import { expect, test } from 'vitest';
import { TABLES } from '../../store/events/tables/all.ts';
import { DEDUPLICATED, type Table } from '../../store/events/tables/table.ts';
import { readJson } from '../normalize/index.ts';
import { acceptedItem } from '../process-fixtures.ts';
import { acceptedItems, SIGNALS } from '../signals/all.ts';
import { ACCEPTED, endingsOf, unreadable } from '../signals/endings.ts';
import type { Signal } from '../signals/signal.ts';
import { useWorld } from './test/use-world.ts';

/** A table and a signal that the server does not have: this file is all that they need. */
interface TideRow {
  readonly projectId: number;
  readonly at: number;
  readonly height: number;
  readonly harbour: string;
}
declare module '../../store/events/tables/table.ts' {
  interface TableRows {
    tides: TideRow;
  }
}

const tides: Table<'tides'> = {
  name: 'tides',
  timeColumn: 'at',
  erase: 'by-project',
  columns: ['project_id', 'at', 'height', 'harbour'],
  ddl: ({ engine, onCluster }) => [
    `CREATE TABLE IF NOT EXISTS tides${onCluster} (project_id UInt64, at DateTime64(3, 'UTC'), height Float64, harbour String)
     ENGINE = ${engine('MergeTree')} PARTITION BY toMonday(at) ORDER BY (project_id, at) SETTINGS ${DEDUPLICATED}`,
  ],
  write(writer, row) {
    writer.uint64(row.projectId);
    writer.dateTime64(row.at);
    writer.float64(row.height);
    writer.string(row.harbour, 100);
  },
};

const tideSignal: Signal = {
  name: 'tides',
  items: ['statsd'],
  process(item) {
    const value = readJson(item.payload)?.value;
    if (typeof value !== 'object' || value === null) return unreadable(item);
    const { height, harbour }: { height?: unknown; harbour?: unknown } = value;
    const row = { projectId: item.projectId, at: item.receivedAt, height: Number(height), harbour: String(harbour) };
    return { rows: { tides: [row] }, endings: endingsOf(item, ACCEPTED) };
  },
};

const signals = [...SIGNALS, tideSignal];
const { world, settled } = useWorld([...TABLES, tides]);

test('a signal and a table that are only in the lists are accepted, stored, counted, erased and dropped when old', async () => {
  expect(acceptedItems(SIGNALS).has('statsd')).toBe(false);
  expect(acceptedItems(signals).has('statsd')).toBe(true);
  const now = Date.now();
  const tide = (projectId: number, receivedAt: number, height: number) =>
    acceptedItem({ type: 'statsd', projectId, receivedAt, payload: { height, harbour: 'Kiel' } });
  const old = now - 100 * 86_400_000;
  await world().append(
    tide(1, now, 1.5),
    tide(1, old, 2.5),
    acceptedItem({ eventId: 'a'.repeat(32), payload: { message: 'beside it' } }),
    acceptedItem({ type: 'statsd', payload: Buffer.from('x') }),
  );
  await world().start({ overrides: { signals } });
  await settled();
  const heights = (): Promise<unknown[]> => world().rows('SELECT height, harbour FROM tides ORDER BY height');
  expect(await heights()).toEqual([
    { height: 1.5, harbour: 'Kiel' },
    { height: 2.5, harbour: 'Kiel' },
  ]);
  expect(await world().stored()).toEqual(['a'.repeat(32)]);
  expect(await world().outcomes()).toEqual({
    'error accepted': 1,
    'metric_bucket accepted': 2,
    'metric_bucket invalid invalid_json': 1,
  });
  await world().events.dropPartitionsBefore(90);
  expect(await heights()).toEqual([{ height: 1.5, harbour: 'Kiel' }]);
  await world().events.deleteEvents([{ projectId: 1, hashIds: 'all' }]);
  expect(await heights()).toEqual([]);
});
