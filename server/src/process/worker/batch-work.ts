import { basename } from 'node:path';
import {
  type AcceptedItem,
  type AcceptedRecord,
  decodeRecord,
  itemKind,
  itemQuantities,
  OUTCOME_REASONS,
  type OutcomeRecord,
} from '@garrison/protocol';
import type {
  Damage,
  Decisions,
  EventBatch,
  LogBatch,
  RelationalBatch,
  RelationalChange,
  SessionRow,
} from '../../store/index.ts';
import { type Processed, processItem, type ProjectRules } from '../pipeline.ts';
import type { EventRows } from '../stages.ts';
import { ACCEPTED, createOutcomeCounts, type Ending } from './outcome-counts.ts';
import { salvageRecord } from './salvage-record.ts';

interface BatchContext {
  /** Undefined when the project is gone. */
  readonly rules: (projectId: number) => ProjectRules | undefined;
  /** Whose operators run the server: what belongs to nobody is told to them. */
  readonly operators: () => number | undefined;
  readonly isStored: (projectId: number, eventId: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of a batch that was counted before: what was decided then holds now. */
  readonly decided?: Decisions;
}

/** A batch of the log, understood, before the issues say which of its events are discarded. */
export interface BatchWork {
  readonly relational: RelationalBatch;
  readonly attachments: readonly { readonly key: string; readonly bytes: Uint8Array }[];
  /** Of the events in `relational.sightings`, in the same order; fewer when a project is gone since the batch was counted. */
  readonly events: readonly StoredEvent[];
  readonly sessions: readonly SessionRow[];
  /** Everything but what became of `events`. */
  readonly endings: readonly OutcomeRecord[];
}

interface StoredEvent {
  /** Of its record in the batch. */
  readonly position: number;
  readonly rows: EventRows;
  readonly item: AcceptedItem;
}

/** Runs the pipeline over every record. What cannot be read or understood becomes a dead letter and an outcome, and stops nothing. */
export function understand(batch: LogBatch, context: BatchContext): BatchWork {
  const work = new Collected(batch, context);
  for (const [position, record] of batch.records.entries()) work.take(record, position);
  for (const damage of batch.damage ?? []) work.takeDamage(damage);
  return work.done();
}

/** What goes to the event store: all but the discarded events, and how every item ended. */
export function toEventBatch(work: BatchWork, discarded: readonly number[]): EventBatch {
  const gone = new Set(discarded);
  const counts = createOutcomeCounts();
  for (const record of work.endings) counts.add(record);
  for (const { position, item, rows } of work.events) {
    const ending = gone.has(position) ? FILTERED : ACCEPTED;
    for (const record of endingsOf(item, ending, rows.row.type)) counts.add(record);
  }
  return {
    events: work.events.filter(({ position }) => !gone.has(position)).map(({ rows }) => rows.row),
    sessions: work.sessions,
    outcomes: counts.rows(),
  };
}

interface Found {
  readonly bytes: Uint8Array;
  readonly item: AcceptedItem;
  readonly position: number;
}

interface Decided {
  readonly leftOut: ReadonlySet<number>;
  readonly discarded: ReadonlySet<number>;
  readonly buried: ReadonlyMap<number, string>;
  readonly hashes: ReadonlyMap<number, string>;
}

function decidedOf({ leftOut, discarded, buried, hashes }: Decisions): Decided {
  return { leftOut: new Set(leftOut), discarded: new Set(discarded), buried, hashes };
}

const FILTERED: Ending = { outcome: 'filtered', reason: OUTCOME_REASONS.discardedHash };

class Collected {
  readonly #batch: LogBatch;
  readonly #context: BatchContext;
  readonly #decided: Decided | undefined;
  readonly #seen = new Set<string>();
  readonly #duplicates: number[] = [];
  readonly #events: StoredEvent[] = [];
  readonly #changes: RelationalChange[] = [];
  readonly #blobs: { key: string; bytes: Uint8Array }[] = [];
  readonly #sessions: SessionRow[] = [];
  readonly #deadLetters: RelationalBatch['deadLetters'][number][] = [];
  readonly #endings: OutcomeRecord[] = [];

  constructor(batch: LogBatch, context: BatchContext) {
    this.#batch = batch;
    this.#context = context;
    this.#decided = context.decided === undefined ? undefined : decidedOf(context.decided);
  }

  take(bytes: Uint8Array, position: number): void {
    let record: AcceptedRecord;
    try {
      record = decodeRecord(bytes);
    } catch (error) {
      return this.#buryUnread(bytes, textOf(error), position);
    }
    if (record.kind === 'outcome') return void this.#endings.push(record.record);
    try {
      this.#takeItem(record, position, bytes);
    } catch (error) {
      this.#bury({ bytes, item: record, position }, { reason: OUTCOME_REASONS.processing, detail: textOf(error) });
    }
  }

  /** Whose records lay there, and how many, nobody can say. */
  takeDamage({ at, bytes, kept }: Damage): void {
    const place = `segment ${at.segment}, offset ${at.offset}`;
    this.#buryUnread(new Uint8Array(0), `The log is damaged at ${place}: ${bytes} bytes, kept in ${basename(kept)}`);
  }

  done(): BatchWork {
    const { from, to } = this.#batch;
    return {
      relational: {
        from,
        to,
        leftOut: this.#duplicates,
        sightings: this.#events.map(({ position, rows }) => ({ position, sighting: rows.sighting })),
        changes: this.#changes,
        deadLetters: this.#deadLetters,
      },
      attachments: this.#blobs,
      events: this.#events,
      sessions: this.#sessions,
      endings: this.#endings,
    };
  }

  #takeItem(item: AcceptedItem, position: number, bytes: Uint8Array): void {
    const isEvent = item.type === 'event' || item.type === 'feedback';
    // The envelope's id decides, and spares the parse of a repeated event.
    if (isEvent && item.eventId !== null && this.#isDuplicate(item.projectId, item.eventId, position)) {
      return this.#leaveOut(item, position);
    }
    const buriedFor = this.#decided?.buried.get(position);
    if (buriedFor !== undefined) return this.#end(item, { outcome: 'invalid', reason: buriedFor });
    const rules = this.#context.rules(item.projectId);
    if (rules === undefined) {
      if (this.#decided !== undefined) return this.#endOfGoneProject(item, position, this.#decided);
      const detail = 'The project does not exist any more';
      return this.#bury({ bytes, item, position }, { reason: OUTCOME_REASONS.processing, detail });
    }
    const idSeed = `${this.#batch.from}:${position}`;
    const processed = processItem(item, rules, { idSeed, decidedHash: this.#decided?.hashes.get(position) });
    if (processed.kind === 'event' && item.eventId === null) {
      const { eventId } = processed.rows.row;
      if (this.#isDuplicate(item.projectId, eventId, position)) return this.#leaveOut(item, position);
    }
    if (processed.kind === 'rejected' && processed.reason === OUTCOME_REASONS.invalidJson) {
      return this.#bury(
        { bytes, item, position },
        { reason: processed.reason, detail: 'The payload is not the JSON that it should be' },
      );
    }
    this.#keep(item, position, processed);
  }

  #keep(item: AcceptedItem, position: number, processed: Processed): void {
    switch (processed.kind) {
      case 'event': {
        const { rows, report } = processed;
        this.#seen.add(pairOf(item.projectId, rows.row.eventId));
        this.#events.push({ position, rows, item });
        if (report !== undefined) this.#changes.push({ kind: 'user_report', row: report });
        return;
      }
      case 'user_report':
        this.#changes.push({ kind: 'user_report', row: processed.row });
        return this.#end(item, ACCEPTED);
      case 'attachment':
        this.#changes.push({ kind: 'attachment', row: processed.row });
        this.#blobs.push({ key: processed.row.blobKey, bytes: processed.bytes });
        return this.#end(item, ACCEPTED);
      case 'session':
        this.#sessions.push(processed.row);
        return this.#end(item, ACCEPTED);
      case 'rejected':
        return this.#end(item, { outcome: 'invalid', reason: processed.reason });
    }
  }

  /** Counted while the project was there: it keeps its outcome, and nothing of it is stored. */
  #endOfGoneProject(item: AcceptedItem, position: number, decided: Decided): void {
    this.#end(item, decided.discarded.has(position) ? FILTERED : ACCEPTED);
  }

  #isDuplicate(projectId: number, eventId: string, position: number): boolean {
    if (this.#decided !== undefined) return this.#decided.leftOut.has(position);
    return this.#seen.has(pairOf(projectId, eventId)) || this.#context.isStored(projectId, eventId);
  }

  #leaveOut(item: AcceptedItem, position: number): void {
    this.#duplicates.push(position);
    this.#end(item, { outcome: 'invalid', reason: OUTCOME_REASONS.duplicate });
  }

  #bury(of: Found, why: { readonly reason: string; readonly detail: string }): void {
    const { organizationId, projectId, type: itemType, eventId, receivedAt: createdAt } = of.item;
    const detail = why.detail.slice(0, 1000).toWellFormed();
    const { reason } = why;
    const { position, bytes: item } = of;
    const row = { organizationId, projectId, itemType, eventId, reason, detail, item, createdAt };
    this.#deadLetters.push({ position, row });
    this.#end(of.item, { outcome: 'invalid', reason });
  }

  /** Of the project that the record still names; else of none, for the operators to see. */
  #buryUnread(bytes: Uint8Array, detail: string, position?: number): void {
    const { now } = this.#context;
    const salvaged = salvageRecord(bytes);
    const project = salvaged === undefined ? undefined : this.#context.rules(salvaged.projectId);
    const of = salvaged !== undefined && project !== undefined ? salvaged : undefined;
    const organizationId = project?.organizationId ?? this.#context.operators();
    const reason = OUTCOME_REASONS.processing;
    const row = {
      organizationId: organizationId ?? null,
      projectId: of?.projectId ?? null,
      itemType: of?.type ?? 'unknown',
      eventId: of?.eventId ?? null,
      reason,
      detail: detail.slice(0, 1000).toWellFormed(),
      item: bytes,
      createdAt: now,
    };
    this.#deadLetters.push(position === undefined ? { row } : { position, row });
    if (organizationId === undefined) return;
    const category = (of?.type === undefined ? undefined : itemKind(of.type)?.category) ?? 'default';
    const { projectId, keyId } = of ?? { projectId: 0, keyId: 0 };
    this.#endings.push({
      organizationId,
      projectId,
      keyId,
      at: now,
      category,
      quantity: 1,
      outcome: 'invalid',
      reason,
    });
  }

  #end(item: AcceptedItem, ending: Ending): void {
    this.#endings.push(...endingsOf(item, ending));
  }
}

/** An item counts in its own categories; feedback sent as an event counts as feedback. */
function endingsOf(item: AcceptedItem, ending: Ending, eventType?: string): OutcomeRecord[] {
  const { organizationId, projectId, keyId, receivedAt: at, payload } = item;
  const type = item.type === 'event' && eventType === 'feedback' ? 'feedback' : item.type;
  return itemQuantities({ type, itemCount: null, payload }).map(({ category, quantity }) => ({
    organizationId,
    projectId,
    keyId,
    at,
    category,
    quantity,
    outcome: ending.outcome,
    reason: ending.reason,
  }));
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function pairOf(projectId: number, eventId: string): string {
  return `${projectId} ${eventId}`;
}
