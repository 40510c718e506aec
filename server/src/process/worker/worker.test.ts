import { type AcceptedRecord, encodeRecord } from '@garrison/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CountedIssue } from '../../store/index.ts';
import { acceptedItem } from '../process-fixtures.ts';
import { useWorld } from './test/use-world.ts';
import type { Crash, World } from './test/world.ts';

const tested = useWorld();
const { settled } = tested;
let world: World;
beforeEach(() => {
  world = tested.world();
});

const id = (number: number): string => number.toString(16).padStart(32, '0');
/** A record of which a field's name lost a bit: it is JSON no longer. */
function damaged(record: AcceptedRecord, field: string): Uint8Array {
  const bytes = Buffer.concat(encodeRecord(record));
  const at = bytes.indexOf(`"${field}"`);
  bytes[at] = 0x23;
  return bytes;
}

const event = (number: number, fields: object = {}): AcceptedRecord =>
  acceptedItem({ eventId: id(number), payload: { message: `event ${number}`, ...fields } });
const counted = async (): Promise<number[]> => (await world.issues()).map((issue) => issue.counted);

test('a batch is counted, stored, confirmed and told of', async () => {
  const changes: CountedIssue[] = [];
  await world.append(event(1), event(2), event(3));
  await world.start({ changes });
  await settled();
  expect(await world.stored()).toEqual([id(1), id(2), id(3)]);
  expect(changes.map(({ kind }) => kind)).toEqual(['new', 'new', 'new']);
  expect(await world.outcomes()).toEqual({ 'error accepted': 3 });
});

test('what is appended later wakes it', async () => {
  const worker = await world.start();
  await world.append(event(1));
  worker.wake(world.end());
  await settled();
  await world.append(event(2));
  worker.wake(world.end());
  await settled();
  expect(await world.stored()).toEqual([id(1), id(2)]);
});

const places: readonly Crash[] = ['before apply', 'after apply', 'before insert', 'after insert', 'after confirm'];

test.each(places.flatMap((place) => [1, 2].map((time) => ({ place, time }))))(
  'killed $place, time $time: everything is there after the next start, once',
  async (death) => {
    await world.discard('unwanted');
    await world.append(event(1), event(2), event(1), event(3, { message: 'unwanted' }), event(4), event(2), event(5));
    const killed = await world.start({ death, recordsMax: 3 });
    await vi.waitFor(() => expect(world.isDead).toBe(true), 20_000);
    await killed.close();
    await world.start({ recordsMax: 5 });
    await settled();
    expect(await world.stored()).toEqual([id(1), id(2), id(4), id(5)]);
    expect(await counted()).toEqual([1, 1, 1, 1]);
    expect(await world.outcomes()).toEqual({
      'error accepted': 4,
      'error filtered discarded-hash': 1,
      'error invalid duplicate': 2,
    });
  },
);

test('while a batch is inserted the next is understood, and applied only when it is confirmed', async () => {
  const gate = Promise.withResolvers<void>();
  world.gate = gate.promise;
  await world.append(event(1), event(2), event(3));
  const understood = vi.fn<(id: string) => void>();
  const grouping = world.grouping;
  world.grouping = (options) => {
    const inner = grouping(options);
    return {
      group(given) {
        understood(given.event_id);
        return inner.group(given);
      },
    };
  };
  await world.start({ recordsMax: 1 });
  await vi.waitFor(() => expect(understood.mock.calls.flat()).toEqual([id(1), id(2)]), 20_000);
  expect(await counted()).toEqual([1]);
  expect((await world.state()).noted).not.toBeNull();
  gate.resolve();
  await settled();
  expect(await world.stored()).toEqual([id(1), id(2), id(3)]);
});

test('an event store that is down is waited for, and nothing is counted twice', async () => {
  world.insertFailures = 3;
  await world.append(event(1), event(2), event(3));
  const worker = await world.start({ recordsMax: 1 });
  await vi.waitFor(() => expect(worker.health()).toEqual({ ok: false, detail: 'event store: ECONNREFUSED' }), 20_000);
  await settled();
  expect(worker.health()).toEqual({ ok: true });
  expect(await counted()).toEqual([1, 1, 1]);
  expect(await world.stored()).toEqual([id(1), id(2), id(3)]);
});

test('closed while the event store is down, it leaves the note to the next start', async () => {
  world.insertFailures = Infinity;
  await world.append(event(1));
  const worker = await world.start();
  await vi.waitFor(() => expect(worker.health().ok).toBe(false), 20_000);
  await worker.close();
  expect((await world.state()).noted).not.toBeNull();
  world.insertFailures = 0;
  await world.start();
  await settled();
  expect(await world.stored()).toEqual([id(1)]);
  expect(await counted()).toEqual([1]);
});

test('closing finishes the batch in hand', async () => {
  await world.append(event(1));
  const worker = await world.start();
  await vi.waitFor(async () => expect(await counted()).toEqual([1]), 20_000);
  await worker.close();
  expect((await world.state()).noted).toBeNull();
  expect(await world.stored()).toEqual([id(1)]);
});

test('an event that came before the restart is known as a duplicate after it', async () => {
  await world.append(event(1));
  const first = await world.start();
  await settled();
  await first.close();
  await world.append(event(1), acceptedItem({ eventId: null, payload: { event_id: id(1) } }));
  await world.start();
  await settled();
  expect(await world.stored()).toEqual([id(1)]);
  expect(await world.outcomes()).toEqual({ 'error accepted': 1, 'error invalid duplicate': 2 });
});

test('poison becomes a dead letter and stops nothing', async () => {
  await world.append(
    event(1, { message: 'poison' }),
    event(2),
    acceptedItem({ eventId: id(3), projectId: 2, payload: {} }),
    new Uint8Array([255, 1, 2]),
    damaged(event(5), 'kind'),
    damaged(event(6), 'projectId'),
    acceptedItem({ eventId: id(4), payload: new TextEncoder().encode('{"not json') }),
  );
  await world.start();
  await settled();
  expect(await world.stored()).toEqual([id(2)]);
  const letters = await world.letters();
  const jsonError = expect.stringMatching(/^SyntaxError: /);
  expect(letters.map((letter) => [letter.project_id, letter.item_type, letter.event_id, letter.detail])).toEqual([
    [1, 'event', id(1), 'Error: cannot group this'],
    [2, 'event', id(3), 'The project does not exist any more'],
    [null, 'unknown', null, 'Error: Unknown record form 255'],
    [1, 'event', id(5), jsonError],
    [null, 'unknown', null, jsonError],
    [1, 'event', id(4), 'The payload is not the JSON that it should be'],
  ]);
  expect(letters.map((letter) => letter.organization_id)).toEqual([1, 1, 7, 1, 7, 1]);
  const poison = Buffer.concat(encodeRecord(event(1, { message: 'poison' })));
  expect(letters[0]?.item).toBe(poison.toString('base64'));
  expect(await world.outcomes()).toEqual({
    'error accepted': 1,
    'default invalid processing_error': 2,
    'error invalid processing_error': 3,
    'error invalid invalid_json': 1,
  });
});

test('a report finds its event in its own batch, in one before and in one after', async () => {
  const report = (number: number): AcceptedRecord =>
    acceptedItem({ type: 'user_report', payload: { event_id: id(number), comments: `about ${number}` } });
  await world.append(report(1), event(1), event(2), report(4));
  const worker = await world.start();
  await settled();
  const feedback = { feedback: { message: 'about 2 again', associated_event_id: id(2) } };
  await world.append(
    report(2),
    report(3),
    event(4),
    acceptedItem({ type: 'feedback', eventId: id(5), payload: { contexts: feedback } }),
  );
  worker.wake(world.end());
  await settled();
  const reports = await world.sqlite.db
    .selectFrom('user_reports')
    .leftJoin('issues', 'issues.id', 'user_reports.issue_id')
    .select(['comments', 'title'])
    .orderBy('comments')
    .execute();
  expect(reports).toEqual([
    { comments: 'about 1', title: 'event 1' },
    { comments: 'about 2', title: 'event 2' },
    { comments: 'about 2 again', title: 'event 2' },
    { comments: 'about 3', title: null },
    { comments: 'about 4', title: 'event 4' },
  ]);
});

test('every other kind of item has its rows and its outcome', async () => {
  await world.append(
    event(1),
    acceptedItem({
      type: 'attachment',
      eventId: id(1),
      filename: '../../etc/passwd',
      payload: new Uint8Array([1, 2, 3]),
    }),
    acceptedItem({ type: 'attachment', eventId: null, payload: new Uint8Array([1]) }),
    acceptedItem({ type: 'session', payload: { sid: 'a', attrs: { release: 'r@1', environment: 'test' } } }),
    acceptedItem({ type: 'sessions', payload: { aggregates: [{ exited: 3 }], attrs: { release: 'r@1' } } }),
    acceptedItem({ type: 'trace_metric', payload: {}, itemCount: 1 }),
    {
      kind: 'outcome',
      record: {
        organizationId: 1,
        projectId: 1,
        keyId: 1,
        category: 'span',
        outcome: 'rate_limited',
        reason: 'key_quota',
        quantity: 7,
        at: 1_790_000_000_000,
      },
    },
  );
  await world.start();
  await settled();
  const attachments = await world.sqlite.db.selectFrom('attachments').selectAll().execute();
  expect(attachments).toMatchObject([{ event_id: id(1), name: '../../etc/passwd', size: 3 }]);
  expect(attachments[0]?.blob_key).toMatch(/^attachments\/1\/0{31}1\/[0-9a-f]{40}$/);
  expect(await world.rows('SELECT toString(quantity) AS quantity, release FROM sessions ORDER BY quantity')).toEqual([
    { quantity: '1', release: 'r@1' },
    { quantity: '3', release: 'r@1' },
  ]);
  const releases = await world.sqlite.db.selectFrom('release_environments').select('environment').execute();
  expect(releases.map(({ environment }) => environment).toSorted()).toEqual(['', 'test']);
  expect(await world.outcomes()).toEqual({
    'attachment accepted': 3,
    'attachment invalid missing_event': 1,
    'attachment_item accepted': 1,
    'attachment_item invalid missing_event': 1,
    'error accepted': 1,
    'session accepted': 2,
    'span rate_limited key_quota': 7,
    'trace_metric invalid unsupported_item': 1,
    'trace_metric_byte invalid unsupported_item': 2,
  });
});
