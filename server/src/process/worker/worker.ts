import type { ProjectId, EventId } from '@garrison/protocol';
import { errorMessage } from '../../errors.ts';
import type {
  AppliedBatch,
  BlobStore,
  Cursor,
  Decisions,
  EventStore,
  CountedIssue,
  IssueWriter,
  LogBatch,
  LogReader,
  RelationalBatch,
  TableName,
} from '../../store/index.ts';
import type { Loaded, Loaders, Signal } from '../signals/signal.ts';
import { type Bell, createBell } from './bell.ts';
import { deliver } from './deliver.ts';
import { loadNeeds, needsOf, readsStoredRows } from './load-needs.ts';
import { type CreateGrouping, createProjectCache, type RulesOf, type SettingsSource } from './project-cache.ts';
import { createRecentIds, type RecentIds } from './recent-ids.ts';
import { type Entry, readBatch, signalsByItem, type SignalOf } from './read-batch.ts';
import { createRetry, pause, type Retry, type WorkerLogger } from './retry.ts';
import { type BatchWork, understand } from './understand.ts';

export interface WorkerDeps {
  readonly log: Pick<LogReader, 'read' | 'readExactly' | 'bytesBetween' | 'release'>;
  readonly issues: IssueWriter;
  readonly events: Pick<EventStore, 'openBatch' | 'insertWritten'>;
  readonly blobs: Pick<BlobStore, 'put'>;
  readonly settings: SettingsSource;
  readonly signals: readonly Signal[];
  readonly loaders: Loaders;
  readonly createGrouping: CreateGrouping;
  /** What was stored last in a table, newest first, at most so many: what a retry of an SDK may repeat. */
  readonly recentIds: (table: TableName, limit: number) => Promise<readonly EventReference[]>;
  /** The organisation whose operators run the server. */
  readonly operators: () => number | undefined;
  readonly now: () => number;
  readonly onCounted: (issues: readonly CountedIssue[]) => void;
  readonly logger: WorkerLogger;
  readonly options?: Partial<WorkerOptions>;
}

interface EventReference {
  readonly projectId: ProjectId;
  readonly eventId: EventId;
}

interface WorkerOptions {
  /** Of one batch: it takes what the log holds, up to these. The larger it is, the less each record costs the stores; at most two are in memory. */
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
  /** Finishes the current batch. */
  close(): Promise<void>;
}

const OPTIONS: WorkerOptions = {
  recordsMax: 2000,
  bytesMax: 10 * 1024 * 1024,
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
  readonly #signalOf: SignalOf;
  /** By the table that has one row of each. */
  readonly #recent: ReadonlyMap<TableName, RecentIds>;
  readonly #rules: () => RulesOf;
  #cursor: Cursor = '';
  #knowsRecent = false;

  constructor(deps: WorkerDeps, control: { signal: AbortSignal; retry: Retry; grown: Bell }) {
    this.#deps = deps;
    this.#options = { ...OPTIONS, ...deps.options };
    this.#signal = control.signal;
    this.#retry = control.retry;
    this.#grown = control.grown;
    this.#signalOf = signalsByItem(deps.signals);
    const { recentIdsMax } = this.#options;
    this.#recent = new Map(
      deps.signals.flatMap(({ uniqueIn: table }) =>
        table === undefined ? [] : [[table, createRecentIds(recentIdsMax)]],
      ),
    );
    this.#rules = createProjectCache(deps.settings, deps.createGrouping);
  }

  /** Until stopped. Whatever goes wrong beyond the retries starts again from the stored state, which is never half done. */
  async live(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        await this.#resume();
        await this.#work();
      } catch (error) {
        this.fault = errorMessage(error);
        this.#deps.logger.error({ err: error }, 'processing failed; it starts again from the last confirmed batch');
        await pause(RESTART_MS, this.#signal);
      }
    }
  }

  /** Stores what the last run left noted, and reads which events are stored already. */
  async #resume(): Promise<void> {
    const { log, issues, logger } = this.#deps;
    const { cursor, noted } = await issues.state(SHARD);
    this.#cursor = cursor;
    if (noted !== null) {
      const { from, to, decisions } = noted;
      const batch = await log.readExactly(from, to);
      const entries = readBatch(batch, this.#signalOf);
      const loaded = await this.#load(entries, Promise.resolve(true));
      if (loaded === undefined) return;
      const work = this.#understand(batch, entries, { loaded, decided: decisions });
      const discarded = discardedOf(work, decisions);
      await this.#deliver(work, { ...decisions, discarded });
      this.#remember(work);
      logger.info({ from, to, kept: work.kept.length }, 'continued the batch of the last run');
    }
    if (this.#knowsRecent) return;
    for (const [table, ids] of this.#recent) {
      const found = await this.#retry.until('event store', () => this.#deps.recentIds(table, RECENT_AT_START));
      if (found === undefined) return;
      for (const { projectId, eventId } of found.result.toReversed()) ids.add(projectId, eventId);
    }
    this.#knowsRecent = true;
  }

  async #work(): Promise<void> {
    let delivered: Promise<boolean> = Promise.resolve(true);
    try {
      let readAt = 0;
      while (!this.#signal.aborted) {
        const batch = await this.#nextBatch(readAt);
        if (batch === undefined) continue;
        readAt = this.#deps.now();
        const entries = readBatch(batch, this.#signalOf);
        const loaded = await this.#load(entries, delivered);
        if (loaded === undefined) return;
        const work = this.#understand(batch, entries, { loaded });
        const applied = await this.#apply(work, delivered);
        if (applied === undefined) return;
        delivered = this.#deliver(work, applied.decisions);
        if (!hasLateBlobs(work)) batch.free?.();
        this.fault = undefined;
        this.#deps.onCounted(applied.issues);
        this.#deps.logger.debug({ ...sizeOf(work), ms: this.#deps.now() - readAt }, 'batch');
      }
    } finally {
      await delivered;
    }
  }

  /** Undefined when there is nothing yet: then it has waited for more. */
  async #nextBatch(readAt: number): Promise<LogBatch | undefined> {
    const backlog = await this.#backlog();
    const linger = readAt + this.#options.lingerMs - this.#deps.now();
    if (backlog < BACKLOG_BYTES && linger > 0) await pause(linger, this.#signal);
    if (this.#signal.aborted) return undefined;
    const { recordsMax, bytesMax } = this.#options;
    const limits = { recordsMax, bytesMax, ...(this.end === undefined ? {} : { end: this.end }) };
    const read = await this.#retry.until('log', () => this.#deps.log.read(this.#cursor, limits));
    if (read?.result === undefined && !this.#signal.aborted) await this.#grown.wait();
    return read?.result;
  }

  /** How many bytes of the log are still to be processed; infinite before the first word of its end. */
  async #backlog(): Promise<number> {
    const { end } = this;
    if (end === undefined) return Infinity;
    const counted = await this.#retry.until('log', () => this.#deps.log.bytesBetween(this.#cursor, end));
    return counted?.result ?? 0;
  }

  /** Undefined when stopped first. `before`: the batch before is stored. */
  async #load(entries: readonly Entry[], before: Promise<boolean>): Promise<Loaded | undefined> {
    const { loaders } = this.#deps;
    const needs = needsOf(entries);
    if (readsStoredRows(needs, loaders) && !(await before)) return undefined;
    return (await this.#retry.until('stores', () => loadNeeds(needs, loaders)))?.result;
  }

  #understand(
    batch: LogBatch,
    entries: readonly Entry[],
    given: { readonly loaded: Loaded; readonly decided?: Decisions },
  ): BatchWork {
    return understand(batch, entries, {
      ...given,
      rules: this.#rules(),
      isStored: (table, projectId, eventId) => this.#recent.get(table)?.has(projectId, eventId) ?? false,
      operators: this.#deps.operators,
      rows: this.#deps.events.openBatch(),
      now: this.#deps.now(),
    });
  }

  /** Step 1, when the batch before is confirmed. Undefined when stopped first: nothing of this batch has happened then. */
  async #apply(work: BatchWork, before: Promise<boolean>): Promise<AppliedBatch | undefined> {
    const { blobs, issues } = this.#deps;
    for (const { produced } of work.kept) {
      if (produced.sighting !== undefined) continue;
      for (const { key, bytes } of produced.blobs ?? [])
        if ((await this.#retry.until('blob store', () => blobs.put(key, bytes))) === undefined) return undefined;
    }
    if (!(await before)) return undefined;
    const applied = await this.#retry.until('issue store', () => issues.apply(SHARD, work.relational));
    if (applied === undefined) return undefined;
    this.#cursor = work.relational.to;
    this.#remember(work);
    this.#tellOfDeadLetters(work.relational);
    return applied.result;
  }

  #remember({ kept }: BatchWork): void {
    for (const { uniqueIn, item, produced } of kept) {
      const eventId = produced.eventId ?? item.eventId;
      if (uniqueIn !== undefined && eventId !== null) this.#recent.get(uniqueIn)?.add(item.projectId, eventId);
    }
  }

  #tellOfDeadLetters({ from, deadLetters }: RelationalBatch): void {
    const first = deadLetters[0]?.row;
    if (first === undefined) return;
    const { projectId, itemType, eventId, detail } = first;
    const about = { from, deadLetters: deadLetters.length, projectId, itemType, eventId, detail };
    this.#deps.logger.error(about, 'items could not be processed; they are among the dead letters');
  }

  /** Steps 2 and 3. False when stopped first: the note stays. */
  #deliver(work: BatchWork, decisions: Decisions): Promise<boolean> {
    return deliver(work, decisions, { ...this.#deps, retry: this.#retry, shard: SHARD });
  }
}

/** Blobs of items that an issue sees are stored with their rows, and lie in the memory of the batch until then. */
function hasLateBlobs({ kept }: BatchWork): boolean {
  return kept.some(({ produced: { sighting, blobs } }) => sighting !== undefined && blobs !== undefined);
}

/** Positions; a note of the first version gives them as indexes into the sightings. */
function discardedOf(work: BatchWork, { discarded, discardedSightings }: Decisions): readonly number[] {
  if (discardedSightings === undefined) return discarded;
  const { sightings } = work.relational;
  return discardedSightings.flatMap((index) => sightings[index]?.position ?? []);
}

function sizeOf(work: BatchWork): Readonly<Record<string, number>> {
  return {
    kept: work.kept.length,
    duplicates: work.relational.leftOut.length,
    deadLetters: work.relational.deadLetters.length,
  };
}
