import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectEvents, migrateEvents, startEngine, type EventStore } from '../../store/index.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { COMPARISON_NAMES, FUNCTIONS_OF_EVENTS } from '../datasets/functions.ts';
import { datasetNamed } from '../datasets/registry.ts';
import { parseSearch } from '../search/parse-search.ts';
import { eventSeries } from './event-series.ts';
import { countRows, eventTable } from './event-table.ts';
import type { TableScope } from './table-query.ts';

/** A dataset that no file of the product knows, over rows that the engine makes up: 100 requests, one per minute. */
const NOON = Date.UTC(2026, 10, 20, 12);
const requests: Dataset = {
  name: 'requests',
  table: `(SELECT 1 AS organization_id, 1 + number % 2 AS project_id, 'production' AS environment, number AS id,
    fromUnixTimestamp64Milli(${NOON} + toInt64(number) * 60000) AS at, toFloat64(number) AS took,
    ['GET', 'POST'][1 + number % 2] AS method FROM numbers(100)) AS requests`,
  timeColumn: 'at',
  idColumn: 'id',
  fields: new Map([
    ['id', { type: 'number', sql: 'id' }],
    ['took', { type: 'duration', sql: 'took' }],
    ['method', { type: 'text', sql: 'method' }],
  ]),
  notKept: new Map(),
  functions: FUNCTIONS_OF_EVENTS,
  comparisons: COMPARISON_NAMES,
  hasIssues: false,
  text: 'method',
};

let events: EventStore;
let stop: () => Promise<void>;
beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-dataset-'));
  const engine = await startEngine({ directory });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'garrison_dataset' };
  await migrateEvents(address);
  events = connectEvents(address);
  stop = async () => {
    await events.close();
    await engine.close();
    await rm(directory, { recursive: true });
  };
});
afterAll(() => stop());

const scope = (query: string): TableScope => ({
  dataset: datasetNamed([requests], 'requests'),
  organizationId: 1,
  projectIds: [1, 2],
  period: { start: NOON, end: NOON + 2 * 3_600_000 },
  environments: ['production'],
  tree: parseSearch(query),
  ofIssues: new Map(),
  now: NOON,
});

it('is searched, counted and drawn like any other', async () => {
  const fields = ['method', 'count()', 'p50(took)', 'max(took)', 'equation|sum(took) / count()'];
  const page = { limit: 10, offset: 0 };
  const { rows, columns } = await eventTable(events, { ...scope('took:<50ms'), fields, sort: ['method'], page });
  expect(rows).toEqual([
    { method: 'GET', 'count()': 25, 'p50(took)': 24, 'max(took)': 48, 'equation|sum(took) / count()': 24 },
    { method: 'POST', 'count()': 25, 'p50(took)': 25, 'max(took)': 49, 'equation|sum(took) / count()': 25 },
  ]);
  expect(columns[2]).toMatchObject({ type: 'duration', unit: 'millisecond' });
  expect(await countRows(events, scope('method:GET took:>0.05s'))).toBe(24);
  const [line] = await eventSeries(events, { ...scope(''), yAxis: ['count()'], intervalMs: 3_600_000 });
  expect(line?.points.map(({ value }) => value)).toEqual([60, 40]);
});

it('names what it does not know', () => {
  const rows = (query: string) => countRows(events, scope(query));
  return Promise.all([
    expect(rows('metod:GET')).rejects.toMatchObject({ position: 0, nearest: 'method' }),
    expect(rows('took:soon')).rejects.toMatchObject({ position: 5 }),
  ]);
});
