import { encodeRecord, type AcceptedRecord } from '@garrison/protocol';
import type {
  AppliedBatch,
  Cursor,
  Damage,
  EventBatch,
  IssueChange,
  IssueWriter,
  LogBatch,
  RelationalBatch,
} from '../../store/index.ts';
import { projectSettings, simpleGrouping } from '../process-fixtures.ts';
import { createWorker, type Worker, type WorkerDeps } from './worker.ts';

const CHANGE: IssueChange = { kind: 'seen', issueId: 1, projectId: 1, organizationId: 1, lastSeen: 0, timesSeen: 1 };

/** Where a process may die: every call that the worker makes to a store. */
export type Crash = 'before apply' | 'after apply' | 'before insert' | 'after insert' | 'after confirm';

/** What survives a crash: the log's records, the issue store, the event store. Offsets count records. */
export class Disk {
  records: Uint8Array[] = [];
  damage: readonly Damage[] = [];
  state: Awaited<ReturnType<IssueWriter['state']>> = { cursor: '', noted: null };
  /** Event id → times counted in the issue store. */
  counted = new Map<string, number>();
  inserted = new Map<string, EventBatch>();
  relational: RelationalBatch[] = [];
  blobs = new Map<string, Uint8Array>();
  crash: { readonly place: Crash; readonly time: number } | undefined;
  /** Inserts wait for it. */
  gate: Promise<void> | undefined;
  /** Promises of the worker that it did not keep. */
  readonly broken: string[] = [];
  discardedTitle: string | undefined;
  insertFailures = 0;
  inserts = 0;
  read = 0;

  append(...records: AcceptedRecord[]): void {
    this.records.push(...records.map((record) => Buffer.concat(encodeRecord(record))));
  }
  end(): Cursor {
    return String(this.records.length);
  }
  slice(from: Cursor, to: Cursor): LogBatch {
    const damage = from === '' ? this.damage : [];
    return { from, to, records: this.records.slice(Number(from), Number(to)), damage };
  }
  apply(batch: RelationalBatch): AppliedBatch {
    if (this.state.noted !== null) this.broken.push('applied over a batch that is not confirmed');
    if (batch.from !== this.state.cursor) this.broken.push('applied out of order');
    const discarded: number[] = [];
    const hashes = new Map<number, string>();
    for (const { position, sighting } of batch.sightings) {
      if (sighting.title === this.discardedTitle) {
        discarded.push(position);
        continue;
      }
      this.counted.set(sighting.eventId, (this.counted.get(sighting.eventId) ?? 0) + 1);
      hashes.set(position, sighting.hashes[0] ?? '');
    }
    const buried = new Map(batch.deadLetters.map(({ position = -1, row }) => [position, row.reason]));
    this.relational.push(batch);
    const { from, to, leftOut } = batch;
    const decisions = { leftOut, discarded, buried, hashes };
    this.state = { cursor: to, noted: { from, to, decisions } };
    return { decisions, changes: batch.sightings.map(() => CHANGE) };
  }
  stored(): string[] {
    return [...this.inserted.values()].flatMap((batch) => batch.events.map((event) => event.eventId)).toSorted();
  }
  outcomes(): Record<string, number> {
    const sums: Record<string, number> = {};
    for (const row of [...this.inserted.values()].flatMap((batch) => batch.outcomes)) {
      const key = `${row.category} ${row.outcome} ${row.reason}`.trim();
      sums[key] = (sums[key] ?? 0) + row.quantity;
    }
    return sums;
  }
}

/** A process that has died answers nobody: its promises stay open. */
const DEAD = new Promise<never>(() => {});

/** One life of a process over a disk: it dies at `disk.crash`, for the `crash.time`-th time it gets there. */
class Life {
  readonly #disk: Disk;
  #dead = false;
  #visits = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  log(): WorkerDeps['log'] {
    const disk = this.#disk;
    return {
      read: async (from, limits) => {
        disk.read += 1;
        if (this.#dead) return DEAD;
        const until = Math.min(disk.records.length, Number(from) + limits.recordsMax);
        return until > Number(from) ? disk.slice(from, String(until)) : undefined;
      },
      readExactly: async (from, to) => disk.slice(from, to),
      bytesBetween: (from, to) => (Number(to) - Number(from)) * 1000,
      release: async () => {},
    };
  }

  issues(): WorkerDeps['issues'] {
    const disk = this.#disk;
    return {
      state: async () => disk.state,
      apply: async (_shard, batch) => {
        if (this.#diesAt('before apply')) throw new Error('dead');
        const applied = disk.apply(batch);
        if (this.#diesAt('after apply')) throw new Error('dead');
        return applied;
      },
      confirm: async (_shard, to) => {
        if (disk.state.noted?.to !== to) disk.broken.push('confirmed another batch');
        disk.state = { ...disk.state, noted: null };
        this.#diesAt('after confirm');
      },
    };
  }

  events(): WorkerDeps['events'] {
    const disk = this.#disk;
    return {
      insert: async (batch, token) => {
        if (this.#diesAt('before insert')) return DEAD;
        await disk.gate;
        disk.inserts += 1;
        if (disk.insertFailures > 0) {
          disk.insertFailures -= 1;
          throw new Error('ECONNREFUSED');
        }
        // As the engine does: the same token again stores nothing.
        if (!disk.inserted.has(token)) disk.inserted.set(token, batch);
        if (this.#diesAt('after insert')) return DEAD;
      },
    };
  }

  #diesAt(place: Crash): boolean {
    const { crash } = this.#disk;
    if (crash?.place === place) this.#visits += 1;
    if (crash?.place === place && this.#visits >= crash.time) this.#dead = true;
    return this.#dead;
  }
}

export function startWorker(disk: Disk, options: { recordsMax?: number; changes?: IssueChange[] } = {}): Worker {
  const life = new Life(disk);
  const worker = createWorker({
    log: life.log(),
    issues: life.issues(),
    events: life.events(),
    blobs: {
      put: async (key, bytes) => {
        disk.blobs.set(key, bytes);
      },
    },
    settings: { version: () => 1, project: (id) => (id === 1 ? projectSettings() : undefined) },
    createGrouping: () => simpleGrouping,
    recentEvents: async () => [...disk.inserted.values()].flatMap((batch) => batch.events),
    findHashes: async (events) =>
      [...disk.inserted.values()]
        .flatMap((batch) => batch.events)
        .filter((row) => events.some((event) => event.projectId === row.projectId && event.eventId === row.eventId))
        .map((row) => ({ ...row, hash: row.hashId.toString(16).padStart(16, '0') })),
    operators: () => 7,
    now: () => 1_790_000_000_000,
    onChanges: (changes) => options.changes?.push(...changes),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    options: { lingerMs: 0, recordsMax: options.recordsMax ?? 1000, closeMs: 200 },
  });
  worker.start();
  return worker;
}
