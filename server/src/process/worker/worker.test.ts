import { encodeRecord, type AcceptedRecord } from '@garrison/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import type { IssueChange } from '../../store/index.ts';
import { acceptedItem } from '../process-fixtures.ts';
import { type Crash, Disk, startWorker as startUnwatched } from './worker-fixtures.ts';
import type { Worker } from './worker.ts';

function startWorker(...options: Parameters<typeof startUnwatched>): Worker {
  const worker = startUnwatched(...options);
  workers.push(worker);
  return worker;
}

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()));
});

const settled = (disk: Disk): Promise<void> =>
  vi.waitFor(() => {
    expect(disk.state).toEqual({ cursor: disk.end(), noted: null });
    expect(disk.broken).toEqual([]);
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

test('a batch is counted, stored, confirmed and told of', async () => {
  const disk = new Disk();
  const changes: IssueChange[] = [];
  disk.append(event(1), event(2), event(3));
  startWorker(disk, { changes });
  await settled(disk);
  expect(disk.stored()).toEqual([id(1), id(2), id(3)]);
  expect(changes).toHaveLength(3);
  expect(disk.outcomes()).toEqual({ 'error accepted': 3 });
});

test('what is appended later wakes it', async () => {
  const disk = new Disk();
  const worker = startWorker(disk);
  await vi.waitFor(() => expect(disk.read).toBeGreaterThan(0));
  disk.append(event(1));
  worker.wake(disk.end());
  await settled(disk);
  disk.append(event(2));
  worker.wake(disk.end());
  await settled(disk);
  expect(disk.stored()).toEqual([id(1), id(2)]);
});

const places: readonly Crash[] = ['before apply', 'after apply', 'before insert', 'after insert', 'after confirm'];
const crashes = places.flatMap((place) => [1, 2, 3].map((time) => ({ place, time })));

test.each(crashes)('killed $place of batch $time: everything is there after the next start, once', async (crash) => {
  const disk = new Disk();
  disk.discardedTitle = 'unwanted';
  disk.append(event(1), event(2), event(1), event(3, { message: 'unwanted' }), event(4), event(2), event(5), event(6));
  disk.crash = crash;
  const killed = startWorker(disk, { recordsMax: 3 });
  await vi.waitFor(() => expect(disk.relational.length + (crash.place === 'before apply' ? 1 : 0)).toBe(crash.time));
  await killed.close();
  disk.crash = undefined;
  startWorker(disk, { recordsMax: 5 });
  await settled(disk);
  expect(disk.stored()).toEqual([id(1), id(2), id(4), id(5), id(6)]);
  expect([...disk.counted.values()]).toEqual([1, 1, 1, 1, 1]);
  expect(disk.outcomes()).toEqual({
    'error accepted': 5,
    'error filtered discarded-hash': 1,
    'error invalid duplicate': 2,
  });
});

test('while a batch is inserted the next is understood, and applied only when it is confirmed', async () => {
  const disk = new Disk();
  const gate = Promise.withResolvers<void>();
  disk.gate = gate.promise;
  disk.append(event(1), event(2), event(3));
  startWorker(disk, { recordsMax: 1 });
  await vi.waitFor(() => expect(disk.read).toBe(2));
  expect(disk.relational).toHaveLength(1);
  expect(disk.state.noted?.to).toBe('1');
  gate.resolve();
  await settled(disk);
  expect(disk.stored()).toEqual([id(1), id(2), id(3)]);
});

test('an event store that is down is waited for, and nothing is counted twice', async () => {
  const disk = new Disk();
  disk.insertFailures = 2;
  disk.append(event(1), event(2), event(3));
  const worker = startWorker(disk, { recordsMax: 1 });
  await vi.waitFor(() => expect(worker.health()).toEqual({ ok: false, detail: 'event store: ECONNREFUSED' }));
  await settled(disk);
  expect(worker.health()).toEqual({ ok: true });
  expect([...disk.counted]).toEqual([
    [id(1), 1],
    [id(2), 1],
    [id(3), 1],
  ]);
  expect(disk.inserts).toBe(5);
});

test('closed while the event store is down, it leaves the note to the next start', async () => {
  const disk = new Disk();
  disk.insertFailures = Infinity;
  disk.append(event(1));
  const worker = startWorker(disk);
  await vi.waitFor(() => expect(worker.health().ok).toBe(false));
  await worker.close();
  expect(disk.state.noted).not.toBeNull();
  disk.insertFailures = 0;
  startWorker(disk);
  await settled(disk);
  expect(disk.stored()).toEqual([id(1)]);
  expect([...disk.counted.values()]).toEqual([1]);
});

test('closing finishes the batch in hand', async () => {
  const disk = new Disk();
  disk.append(event(1));
  const worker = startWorker(disk);
  await vi.waitFor(() => expect(disk.relational).toHaveLength(1));
  await worker.close();
  expect(disk.state.noted).toBeNull();
  expect(disk.stored()).toEqual([id(1)]);
});

test('an event that came before the restart is known as a duplicate after it', async () => {
  const disk = new Disk();
  disk.append(event(1));
  const first = startWorker(disk);
  await settled(disk);
  await first.close();
  disk.append(event(1), acceptedItem({ eventId: null, payload: { event_id: id(1) } }));
  startWorker(disk);
  await settled(disk);
  expect(disk.stored()).toEqual([id(1)]);
  expect(disk.outcomes()).toEqual({ 'error accepted': 1, 'error invalid duplicate': 2 });
});

test('poison becomes a dead letter and stops nothing', async () => {
  const disk = new Disk();
  disk.append(event(1, { message: 'poison' }), event(2), acceptedItem({ eventId: id(3), projectId: 99, payload: {} }));
  disk.records.push(new Uint8Array([255, 1, 2]), damaged(event(5), 'kind'), damaged(event(6), 'projectId'));
  disk.append(acceptedItem({ eventId: id(4), payload: new TextEncoder().encode('{"not json') }));
  startWorker(disk);
  await settled(disk);
  expect(disk.stored()).toEqual([id(2)]);
  const letters = disk.relational.flatMap((batch) => batch.deadLetters.map(({ row }) => row));
  const jsonError = expect.stringMatching(/^SyntaxError: /);
  expect(letters.map((letter) => [letter.projectId, letter.itemType, letter.eventId, letter.detail])).toEqual([
    [1, 'event', id(1), 'Error: cannot group this'],
    [99, 'event', id(3), 'The project does not exist any more'],
    [null, 'unknown', null, 'Error: Unknown record form 255'],
    [1, 'event', id(5), jsonError],
    [null, 'unknown', null, jsonError],
    [1, 'event', id(4), 'The payload is not the JSON that it should be'],
  ]);
  expect(letters.map(({ organizationId }) => organizationId)).toEqual([1, 1, 7, 1, 7, 1]);
  expect(letters[0]?.item).toEqual(disk.records[0]);
  expect(disk.outcomes()).toEqual({
    'error accepted': 1,
    'default invalid processing_error': 2,
    'error invalid processing_error': 3,
    'error invalid invalid_json': 1,
  });
});

test('damage of the log is a dead letter for the operators, and an outcome, once', async () => {
  const disk = new Disk();
  disk.damage = [{ at: { segment: 3, offset: 70 }, bytes: 400, kept: '/data/log/0000000003.log.damaged' }];
  disk.append(event(1));
  disk.crash = { place: 'before insert', time: 1 };
  const killed = startWorker(disk);
  await vi.waitFor(() => expect(disk.relational).toHaveLength(1));
  await killed.close();
  disk.crash = undefined;
  startWorker(disk);
  await settled(disk);
  expect(disk.relational.flatMap((batch) => batch.deadLetters.map(({ row }) => row))).toMatchObject([
    {
      organizationId: 7,
      projectId: null,
      detail: 'The log is damaged at segment 3, offset 70: 400 bytes, kept in 0000000003.log.damaged',
    },
  ]);
  expect(disk.outcomes()).toEqual({ 'error accepted': 1, 'default invalid processing_error': 1 });
});

test('a report that comes after its event is given the hash of the event', async () => {
  const disk = new Disk();
  const report = (number: number): AcceptedRecord =>
    acceptedItem({ type: 'user_report', payload: { event_id: id(number), comments: 'slow' } });
  disk.append(report(1), event(1), event(2));
  startWorker(disk);
  await settled(disk);
  disk.append(report(2), report(3));
  workers[0]?.wake(disk.end());
  await settled(disk);
  const [first, second] = disk.relational;
  const two = first?.sightings[1]?.sighting;
  expect(first?.changes).toMatchObject([{ row: { eventId: id(1), hashes: [] } }]);
  expect(second?.changes).toMatchObject([
    { kind: 'user_report', row: { eventId: id(2), hashes: [two?.hashes[0]?.slice(0, 16)] } },
    { kind: 'user_report', row: { eventId: id(3), hashes: [] } },
  ]);
});

test('every other kind of item has its rows and its outcome', async () => {
  const disk = new Disk();
  disk.append(
    event(1),
    acceptedItem({
      type: 'attachment',
      eventId: id(1),
      filename: '../../etc/passwd',
      payload: new Uint8Array([1, 2, 3]),
    }),
    acceptedItem({ type: 'attachment', eventId: null, payload: new Uint8Array([1]) }),
    acceptedItem({ type: 'user_report', eventId: id(1), payload: { event_id: id(1), name: 'Ann', comments: 'slow' } }),
    acceptedItem({ type: 'session', payload: { sid: 'a', attrs: { release: 'r@1', environment: 'test' } } }),
    acceptedItem({ type: 'sessions', payload: { aggregates: [], attrs: { release: 'r@1' } } }),
    acceptedItem({
      type: 'feedback',
      eventId: id(2),
      payload: { contexts: { feedback: { message: 'It hangs', name: 'Bo', associated_event_id: id(1) } } },
    }),
    acceptedItem({ type: 'log', payload: {} }),
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
  startWorker(disk);
  await settled(disk);
  const [batch] = disk.relational;
  expect(batch?.changes).toMatchObject([
    { kind: 'attachment', row: { eventId: id(1), name: '../../etc/passwd', size: 3 } },
    { kind: 'user_report', row: { eventId: id(1), name: 'Ann', comments: 'slow' } },
    { kind: 'user_report', row: { eventId: id(1), name: 'Bo', comments: 'It hangs' } },
  ]);
  const [key] = [...disk.blobs.keys()];
  expect(key).toMatch(/^attachments\/1\/0{31}1\/[0-9a-f]{40}$/);
  expect(batch?.sightings[1]?.sighting).toMatchObject({
    type: 'feedback',
    title: 'User Feedback: It hangs',
    level: 'info',
  });
  const [stored] = [...disk.inserted.values()];
  expect(stored?.sessions.map(({ kind, release }) => [kind, release])).toEqual([
    ['session', 'r@1'],
    ['sessions', 'r@1'],
  ]);
  expect(disk.outcomes()).toEqual({
    'attachment accepted': 3,
    'attachment invalid missing_event': 1,
    'attachment_item accepted': 1,
    'attachment_item invalid missing_event': 1,
    'error accepted': 1,
    'feedback accepted': 2,
    'log_byte invalid unsupported_item': 2,
    'log_item invalid unsupported_item': 1,
    'session accepted': 2,
    'span rate_limited key_quota': 7,
  });
});
