import type {
  AppliedBatch,
  BlobStore,
  Cursor,
  Decisions,
  EventStore,
  IssueChange,
  IssueWriter,
  LogBatch,
  LogReader,
  RelationalBatch,
  RelationalChange,
} from '../../store/index.ts';
import { type BatchWork, toEventBatch, understand } from './batch-work.ts';
import { type Bell, createBell } from './bell.ts';
import { type CreateGrouping, createProjectCache, type RulesOf, type SettingsSource } from './project-cache.ts';
import { createRecentIds, type RecentIds } from './recent-ids.ts';
import { createRetry, pause, type Retry, type WorkerLogger } from './retry.ts';

export interface WorkerDeps {
  readonly log: Pick<LogReader, 'read' | 'readExactly' | 'bytesBetween' | 'release'>;
  readonly issues: IssueWriter;
  readonly events: Pick<EventStore, 'insert'>;
  readonly blobs: Pick<BlobStore, 'put'>;
  readonly settings: SettingsSource;
  readonly createGrouping: CreateGrouping;
  /** The events stored last, newest first, at most so many: what a retry of an SDK may repeat. */
  readonly recentEvents: (limit: number) => Promise<readonly EventReference[]>;
  /** Of these events, those that are stored, each with its deciding hash: whole, or the first 16 digits. */
  readonly findHashes: (events: readonly EventReference[]) => Promise<readonly (EventReference & { hash: string })[]>;
  /** The organisation whose operators run the server. */
  readonly operators: () => number | undefined;
  readonly now: () => number;
  readonly onChanges: (changes: readonly IssueChange[]) => void;
  readonly logger: WorkerLogger;
  readonly options?: Partial<WorkerOptions>;
}

interface EventReference {
  readonly projectId: number;
  readonly eventId: string;
}

interface WorkerOptions {
  readonly recordsMax: number;
  readonly bytesMax: number;
  /** Under light load, the least time between two batches: bigger batches cost the stores less. */
  readonly lingerMs: number;
  readonly recentIdsMax: number;
  /** How long `close` waits for stores that do not answer; what is left is done after the next start. */
  readonly closeMs: number;
}

export interface Worker {
  /** Settles what the last run left noted, then works until closed. */
  start(): void;
  /** The log has grown to `end`. */
  wake(end: Cursor): void;
  health(): { readonly ok: boolean; readonly detail?: string };
  /** Finishes the batch in hand. */
  close(): Promise<void>;
}

const OPTIONS: WorkerOptions = {
  recordsMax: 1000,
  bytesMax: 5 * 1024 * 1024,
  lingerMs: 400,
  recentIdsMax: 500_000,
  closeMs: 5000,
};
/** A backlog of so much is a batch worth having at once. */
const BACKLOG_BYTES = 2 * 1024 * 1024;
const RECENT_AT_START = 100_000;
const RESTART_MS = 1000;
/** The segment log has one shard. */
const SHARD = 0;

/**
 * log → pipeline → stores, each record exactly once:
 *
 * 1. `issues.apply` counts the issues, moves the log's cursor and notes the batch, in one transaction;
 * 2. `events.insert` stores the events under a token made of the batch's bounds: twice is once;
 * 3. `issues.confirm` clears the note.
 *
 * Before 1 nothing has happened (attachments lie under keys made of their content). After it the batch is read again at the
 * next start, understood with the same records left out, and goes on at 2. While 2 runs, the next batch is already
 * understood; it is applied only after 3, so there is never more than one note.
 */
export function createWorker(deps: WorkerDeps): Worker {
  const stopping = new AbortController();
  const retry = createRetry({ logger: deps.logger, signal: stopping.signal });
  const grown = createBell();
  const loop = new Loop(deps, { signal: stopping.signal, retry, grown });
  let running: Promise<void> | undefined;
  return {
    start() {
      running ??= loop.live();
    },
    wake(end) {
      loop.end = end;
      grown.ring();
    },
    health() {
      const detail = loop.fault ?? retry.failing();
      return detail === undefined ? { ok: true } : { ok: false, detail };
    },
    async close() {
      stopping.abort();
      grown.ring();
      const timeout = AbortSignal.timeout(deps.options?.closeMs ?? OPTIONS.closeMs);
      const late = new Promise<'late'>((resolve) => timeout.addEventListener('abort', () => resolve('late')));
      if ((await Promise.race([running, late])) === 'late') {
        deps.logger.warn({}, 'the stores did not answer in time; the noted batch is stored after the next start');
      }
    },
  };
}

class Loop {
  end: Cursor | undefined;
  fault: string | undefined;
  readonly #deps: WorkerDeps;
  readonly #options: WorkerOptions;
  readonly #signal: AbortSignal;
  readonly #retry: Retry;
  readonly #grown: Bell;
  readonly #recent: RecentIds;
  readonly #rules: () => RulesOf;
  #cursor: Cursor = '';
  #knowsRecent = false;

  constructor(deps: WorkerDeps, control: { signal: AbortSignal; retry: Retry; grown: Bell }) {
    this.#deps = deps;
    this.#options = { ...OPTIONS, ...deps.options };
    this.#signal = control.signal;
    this.#retry = control.retry;
    this.#grown = control.grown;
    this.#recent = createRecentIds(this.#options.recentIdsMax);
    this.#rules = createProjectCache(deps.settings, deps.createGrouping);
  }

  /** Until stopped. Whatever goes wrong beyond the retries starts again from the stored state, which is never half done. */
  async live(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        await this.#resume();
        await this.#work();
      } catch (error) {
        this.fault = error instanceof Error ? error.message : String(error);
        this.#deps.logger.error({ err: error }, 'processing failed; it starts again from the last confirmed batch');
        await pause(RESTART_MS, this.#signal);
      }
    }
  }

  /** Settles what the last run left noted, and learns which events are stored already. */
  async #resume(): Promise<void> {
    const { log, issues, recentEvents, logger } = this.#deps;
    const { cursor, noted } = await issues.state(SHARD);
    this.#cursor = cursor;
    if (noted !== null) {
      const batch = await log.readExactly(noted.from, noted.to);
      const work = this.#understand(batch, noted.decisions);
      await this.#deliver(work, discardedOf(work, noted.decisions));
      logger.info({ from: noted.from, to: noted.to, events: work.events.length }, 'took up the batch of the last run');
    }
    if (this.#knowsRecent) return;
    const recent = await this.#retry.until('event store', () => recentEvents(RECENT_AT_START));
    for (const { projectId, eventId } of recent?.result.toReversed() ?? []) this.#recent.add(projectId, eventId);
    this.#knowsRecent = recent !== undefined;
  }

  async #work(): Promise<void> {
    let delivered: Promise<boolean> = Promise.resolve(true);
    try {
      let readAt = 0;
      while (!this.#signal.aborted) {
        const batch = await this.#nextBatch(readAt);
        if (batch === undefined) continue;
        readAt = this.#deps.now();
        const work = this.#understand(batch);
        const applied = await this.#apply(work, delivered);
        if (applied === undefined) return;
        delivered = this.#deliver(work, applied.decisions.discarded);
        batch.free?.();
        this.fault = undefined;
        this.#deps.onChanges(applied.changes);
        this.#deps.logger.debug({ ...sizeOf(work), ms: this.#deps.now() - readAt }, 'batch');
      }
    } finally {
      await delivered;
    }
  }

  /** Undefined when there is nothing yet: then it has waited for more. */
  async #nextBatch(readAt: number): Promise<LogBatch | undefined> {
    const backlog = this.end === undefined ? Infinity : this.#deps.log.bytesBetween(this.#cursor, this.end);
    const linger = readAt + this.#options.lingerMs - this.#deps.now();
    if (backlog < BACKLOG_BYTES && linger > 0) await pause(linger, this.#signal);
    if (this.#signal.aborted) return undefined;
    const { recordsMax, bytesMax } = this.#options;
    const limits = { recordsMax, bytesMax, ...(this.end === undefined ? {} : { end: this.end }) };
    const read = await this.#retry.until('log', () => this.#deps.log.read(this.#cursor, limits));
    if (read?.result === undefined && !this.#signal.aborted) await this.#grown.wait();
    return read?.result;
  }

  #understand(batch: LogBatch, decided?: Decisions): BatchWork {
    return understand(batch, {
      rules: this.#rules(),
      isStored: (projectId, eventId) => this.#recent.has(projectId, eventId),
      operators: this.#deps.operators,
      now: this.#deps.now(),
      ...(decided === undefined ? {} : { decided }),
    });
  }

  /** Step 1, when the batch before is confirmed. Undefined when stopped first: nothing of this batch has happened then. */
  async #apply(work: BatchWork, before: Promise<boolean>): Promise<AppliedBatch | undefined> {
    const { blobs, issues } = this.#deps;
    for (const { key, bytes } of work.attachments) {
      if ((await this.#retry.until('blob store', () => blobs.put(key, bytes))) === undefined) return undefined;
    }
    if (!(await before)) return undefined;
    const changes = await this.#withHashes(work);
    if (changes === undefined) return undefined;
    const applied = await this.#retry.until('issue store', () => issues.apply(SHARD, { ...work.relational, changes }));
    if (applied === undefined) return undefined;
    this.#cursor = work.relational.to;
    for (const { rows } of work.events) this.#recent.add(rows.row.projectId, rows.row.eventId);
    this.#tellOfDeadLetters(work.relational);
    return applied.result;
  }

  /** Reports that came after their events find them in the event store, once what was before is in it. */
  async #withHashes({ relational, events }: BatchWork): Promise<readonly RelationalChange[] | undefined> {
    const here = new Set(events.map(({ rows }) => pairOf(rows.row)));
    const late = relational.changes.flatMap(({ kind, row }) =>
      kind === 'user_report' && !here.has(pairOf(row)) ? [row] : [],
    );
    if (late.length === 0) return relational.changes;
    const found = await this.#retry.until('event store', () => this.#deps.findHashes(late));
    if (found === undefined) return undefined;
    const hashes = Map.groupBy(found.result, pairOf);
    return relational.changes.map((change) => {
      const own = change.kind === 'user_report' ? hashes.get(pairOf(change.row)) : undefined;
      if (change.kind !== 'user_report' || own === undefined) return change;
      return { ...change, row: { ...change.row, hashes: own.map(({ hash }) => hash) } };
    });
  }

  #tellOfDeadLetters({ from, deadLetters }: RelationalBatch): void {
    const first = deadLetters[0]?.row;
    if (first === undefined) return;
    const { projectId, itemType, eventId, detail } = first;
    const about = { from, deadLetters: deadLetters.length, projectId, itemType, eventId, detail };
    this.#deps.logger.error(about, 'items could not be processed; they are among the dead letters');
  }

  /** Steps 2 and 3. False when stopped first: the note stays. */
  async #deliver(work: BatchWork, discarded: readonly number[]): Promise<boolean> {
    const { events, issues, log } = this.#deps;
    const { from, to } = work.relational;
    const token = `${from}-${to}`;
    const batch = toEventBatch(work, discarded);
    if ((await this.#retry.until('event store', () => events.insert(batch, token))) === undefined) return false;
    if ((await this.#retry.until('issue store', () => issues.confirm(SHARD, to))) === undefined) return false;
    return (await this.#retry.until('log', () => log.release(to))) !== undefined;
  }
}

/** Positions; a note of the first version gives them as indexes into the sightings. */
function discardedOf(work: BatchWork, { discarded, discardedSightings }: Decisions): readonly number[] {
  if (discardedSightings === undefined) return discarded;
  return discardedSightings.flatMap((index) => work.events[index]?.position ?? []);
}

function pairOf({ projectId, eventId }: EventReference): string {
  return `${projectId} ${eventId}`;
}

function sizeOf(work: BatchWork): Readonly<Record<string, number>> {
  return {
    events: work.events.length,
    duplicates: work.relational.leftOut.length,
    attachments: work.attachments.length,
    deadLetters: work.relational.deadLetters.length,
  };
}
