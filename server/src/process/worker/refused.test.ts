import type { AcceptedRecord } from '@garrison/protocol';
import { expect, test, vi } from 'vitest';
import { payloads } from '../../store/events/tables/payloads.ts';
import { events } from '../../store/events/tables/events.ts';
import { outcomeMinutes, outcomes } from '../../store/events/tables/outcomes.ts';
import { sessions } from '../../store/events/tables/sessions.ts';
import { spans } from '../../store/events/tables/spans.ts';
import type { Table } from '../../store/index.ts';
import { acceptedItem } from '../process-fixtures.ts';
import { SIGNALS } from '../signals/all.ts';
import type { Signal } from '../signals/signal.ts';
import { useWorld } from './test/use-world.ts';

/** The engine itself refuses every insert with such a row. */
const strict: Table<'events'> = {
  ...events,
  ddl: (deployment) => [
    ...events.ddl(deployment),
    `ALTER TABLE events ADD CONSTRAINT IF NOT EXISTS no_bad CHECK title NOT LIKE 'bad%'`,
  ],
};
const strictPayloads: Table<'payloads'> = {
  ...payloads,
  ddl: (deployment) => [
    ...payloads.ddl(deployment),
    `ALTER TABLE payloads ADD CONSTRAINT IF NOT EXISTS no_heavy CHECK payload NOT LIKE '%heavy%'`,
  ],
};
const { world, settled } = useWorld([strict, strictPayloads, outcomes, outcomeMinutes, sessions, spans]);

const id = (number: number): string => number.toString(16).padStart(32, '0');
const event = (number: number, message: string): AcceptedRecord =>
  acceptedItem({ eventId: id(number), payload: { message } });
const RECORDS = Array.from({ length: 21 }, (_, number) =>
  event(number, number === 5 || number === 17 ? 'bad' : number === 9 ? 'heavy' : `good ${number % 2}`),
);
const GOOD = RECORDS.map((_, number) => number).filter((number) => ![5, 9, 17].includes(number));

async function expectOnlyGood(): Promise<void> {
  expect(await world().stored()).toEqual(GOOD.map(id));
  expect(await world().issues()).toEqual([
    { title: 'bad', counted: 0, reachable: 0 },
    { title: 'good 0', counted: 11, reachable: 11 },
    { title: 'good 1', counted: 7, reachable: 7 },
    { title: 'heavy', counted: 0, reachable: 0 },
  ]);
  expect(await world().outcomes()).toEqual({ 'error accepted': 18, 'error invalid processing_error': 3 });
  const letters = await world().letters();
  expect(letters.map(({ event_id: eventId }) => eventId)).toEqual([id(9), id(5), id(17)]);
  expect(letters[0]?.detail).toMatch(/payloads: ClickHouse code 469/);
}

test('rows that the event store refuses are found and become dead letters; the rest of the batch is stored', async () => {
  await world().append(...RECORDS);
  await world().start();
  await settled();
  await expectOnlyGood();
  const [rollup] = await world().rows('SELECT toString(sum(events)) AS events FROM hash_days');
  expect(rollup).toEqual({ events: '18' });
});

test.each([1, 2, 3, 4, 6, 8, 10])(
  'killed after insert %i of the halves: after the next start each row is there once',
  async (time) => {
    await world().append(...RECORDS);
    const killed = await world().start({ death: { place: 'after insert', time } });
    await vi.waitFor(() => expect(world().isDead).toBe(true), 20_000);
    await killed.close();
    await world().start();
    await settled();
    await expectOnlyGood();
  },
);

test('a record that the issue store cannot take becomes a dead letter, and the rest of the batch is counted', async () => {
  const endless: Record<string, unknown> = {};
  endless['self'] = endless;
  const broken = SIGNALS.map((signal): Signal => ({
    ...signal,
    process(item, context, loaded) {
      const produced = signal.process(item, context, loaded);
      const { sighting } = produced;
      if (sighting?.title !== 'endless') return produced;
      return { ...produced, sighting: { ...sighting, metadata: endless } };
    },
  }));
  await world().append(event(1, 'fine'), event(2, 'endless'), event(3, 'fine'), event(4, 'other'));
  await world().start({ overrides: { signals: broken } });
  await settled();
  expect(await world().stored()).toEqual([1, 3, 4].map(id));
  expect(await world().issues()).toEqual([
    { title: 'fine', counted: 2, reachable: 2 },
    { title: 'other', counted: 1, reachable: 1 },
  ]);
  expect(await world().outcomes()).toEqual({ 'error accepted': 3, 'error invalid processing_error': 1 });
  expect(await world().letters()).toMatchObject([{ event_id: id(2), detail: expect.stringContaining('circular') }]);
});
