import {
  type AcceptedItem,
  decodeRecord,
  itemQuantities,
  OUTCOME_REASONS,
  type OutcomeRecord,
} from '@garrison/protocol';
import type {
  AttachmentRow,
  DeadLetterRow,
  EventBatch,
  LogBatch,
  RelationalBatch,
  SessionRow,
  UserReportRow,
} from '../../store/index.ts';
import { type Processed, processItem, type ProjectRules } from '../pipeline.ts';
import type { EventRows } from '../stages.ts';
import { ACCEPTED, createOutcomeCounts, type Ending } from './outcome-counts.ts';

interface BatchContext {
  /** Undefined when the project is gone. */
  readonly rules: (projectId: number) => ProjectRules | undefined;
  readonly isStored: (projectId: number, eventId: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of a batch that is read again: the records that were left out the first time, which alone are left out now. */
  readonly duplicates?: readonly number[];
}

/** A batch of the log, understood, before the issues say which of its events are discarded. */
export interface BatchWork {
  readonly relational: RelationalBatch;
  readonly attachments: readonly { readonly key: string; readonly bytes: Uint8Array }[];
  /** Of the events in `relational.sightings`, in the same order. */
  readonly events: readonly StoredEvent[];
  readonly sessions: readonly SessionRow[];
  /** Everything but what became of `events`. */
  readonly endings: readonly OutcomeRecord[];
}

interface StoredEvent {
  readonly rows: EventRows;
  readonly item: AcceptedItem;
}

/** Runs the pipeline over every record. A record that cannot be understood becomes a dead letter and stops nothing. */
export function understand(batch: LogBatch, context: BatchContext): BatchWork {
  const work = new Collected(batch, context);
  for (const [position, record] of batch.records.entries()) work.take(record, position);
  return work.done();
}

/** What goes to the event store: all but the discarded events, and how every item ended. */
export function toEventBatch(work: BatchWork, discarded: readonly number[]): EventBatch {
  const gone = new Set(discarded);
  const counts = createOutcomeCounts();
  for (const record of work.endings) counts.add(record);
  for (const [index, { item, rows }] of work.events.entries()) {
    const ending: Ending = gone.has(index) ? { outcome: 'filtered', reason: OUTCOME_REASONS.discardedHash } : ACCEPTED;
    for (const record of endingsOf(item, ending, rows.row.type)) counts.add(record);
  }
  return {
    events: work.events.filter((_, index) => !gone.has(index)).map(({ rows }) => rows.row),
    sessions: work.sessions,
    outcomes: counts.rows(),
  };
}

class Collected {
  readonly #batch: LogBatch;
  readonly #context: BatchContext;
  readonly #leftOut: ReadonlySet<number> | undefined;
  readonly #seen = new Map<string, readonly string[]>();
  readonly #duplicates: number[] = [];
  readonly #events: StoredEvent[] = [];
  readonly #reports: UserReportRow[] = [];
  readonly #attachments: { row: AttachmentRow; bytes: Uint8Array }[] = [];
  readonly #sessions: SessionRow[] = [];
  readonly #deadLetters: DeadLetterRow[] = [];
  readonly #endings: OutcomeRecord[] = [];

  constructor(batch: LogBatch, context: BatchContext) {
    this.#batch = batch;
    this.#context = context;
    this.#leftOut = context.duplicates === undefined ? undefined : new Set(context.duplicates);
  }

  take(bytes: Uint8Array, position: number): void {
    let item: AcceptedItem | undefined;
    try {
      const record = decodeRecord(bytes);
      if (record.kind === 'outcome') {
        this.#endings.push(record.record);
        return;
      }
      item = record;
      this.#takeItem(item, position, bytes);
    } catch (error) {
      this.#bury(bytes, item, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
  }

  done(): BatchWork {
    const { from, to } = this.#batch;
    return {
      relational: {
        from,
        to,
        duplicates: this.#duplicates,
        sightings: this.#events.map(({ rows }) => rows.sighting),
        userReports: this.#reports.map((report) => ({
          ...report,
          hashes: this.#seen.get(pairOf(report.projectId, report.eventId)) ?? [],
        })),
        attachments: this.#attachments.map(({ row }) => row),
        deadLetters: this.#deadLetters,
      },
      attachments: this.#attachments.map(({ row, bytes }) => ({ key: row.blobKey, bytes })),
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
    const rules = this.#context.rules(item.projectId);
    if (rules === undefined) return this.#bury(bytes, item, 'The project does not exist any more');
    const { segment, offset } = this.#batch.from;
    const processed = processItem(item, rules, `${segment}:${offset}:${position}`);
    if (processed.kind === 'event' && item.eventId === null) {
      const { eventId } = processed.rows.row;
      if (this.#isDuplicate(item.projectId, eventId, position)) return this.#leaveOut(item, position);
    }
    this.#keep(item, processed);
  }

  #keep(item: AcceptedItem, processed: Processed): void {
    switch (processed.kind) {
      case 'event': {
        const { rows, report } = processed;
        this.#seen.set(pairOf(item.projectId, rows.row.eventId), rows.sighting.hashes);
        this.#events.push({ rows, item });
        if (report !== undefined) this.#reports.push(report);
        return;
      }
      case 'user_report':
        this.#reports.push(processed.row);
        return this.#end(item, ACCEPTED);
      case 'attachment':
        this.#attachments.push({ row: processed.row, bytes: processed.bytes });
        return this.#end(item, ACCEPTED);
      case 'session':
        this.#sessions.push(processed.row);
        return this.#end(item, ACCEPTED);
      case 'rejected':
        return this.#end(item, { outcome: 'invalid', reason: processed.reason });
    }
  }

  #isDuplicate(projectId: number, eventId: string, position: number): boolean {
    if (this.#leftOut !== undefined) return this.#leftOut.has(position);
    return this.#seen.has(pairOf(projectId, eventId)) || this.#context.isStored(projectId, eventId);
  }

  #leaveOut(item: AcceptedItem, position: number): void {
    this.#duplicates.push(position);
    this.#end(item, { outcome: 'invalid', reason: OUTCOME_REASONS.duplicate });
  }

  #bury(bytes: Uint8Array, item: AcceptedItem | undefined, detail: string): void {
    this.#deadLetters.push({
      organizationId: item?.organizationId ?? 0,
      projectId: item?.projectId ?? 0,
      itemType: item?.type ?? 'unknown',
      eventId: item?.eventId ?? null,
      reason: OUTCOME_REASONS.processing,
      detail: detail.slice(0, 1000).toWellFormed(),
      item: bytes,
      createdAt: item?.receivedAt ?? this.#context.now,
    });
    if (item !== undefined) this.#end(item, { outcome: 'invalid', reason: OUTCOME_REASONS.processing });
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

function pairOf(projectId: number, eventId: string): string {
  return `${projectId} ${eventId}`;
}
