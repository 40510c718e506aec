import { basename } from 'node:path';
import {
  type AcceptedItem,
  type EventId,
  OUTCOME_REASONS,
  type OutcomeRecord,
  type ProjectId,
} from '@garrison/protocol';
import { errorText } from '../../errors.ts';
import type {
  Damage,
  DeadLetterRow,
  Decisions,
  LogBatch,
  RelationalBatch,
  RowBatch,
  TableName,
  WrittenRecord,
} from '../../store/index.ts';
import { ACCEPTED, DISCARDED, DUPLICATE, endingsOf, invalid } from '../signals/endings.ts';
import type { ItemEnding, Loaded, Produced } from '../signals/signal.ts';
import { letterOfItem, letterOfUnread } from './dead-letters.ts';
import type { RulesOf } from './project-cache.ts';
import { type Entry } from './read-batch.ts';

export interface BatchContext {
  /** Undefined when the project does not exist any more. */
  readonly rules: RulesOf;
  /** The organisation that gets what names no project. */
  readonly operators: () => number | undefined;
  readonly isStored: (table: TableName, projectId: ProjectId, eventId: EventId) => boolean;
  readonly loaded: Loaded;
  /** Takes the rows as they are made. */
  readonly rows: RowBatch;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of a batch that was counted before: what was decided then holds now. */
  readonly decided?: Decisions;
}

/** A batch of the log, understood, before the issues say which of its items are discarded. */
export interface BatchWork {
  readonly relational: RelationalBatch;
  readonly rows: RowBatch;
  /** What has rows, or a part in an issue. */
  readonly kept: readonly Kept[];
  /** How everything else ended. */
  readonly endings: readonly OutcomeRecord[];
  /** Items of a batch that was counted before which cannot be stored as they were counted. */
  readonly lost: readonly { readonly position: number; readonly row: DeadLetterRow }[];
}

export interface Kept {
  readonly position: number;
  readonly item: AcceptedItem;
  readonly produced: Omit<Produced, 'rows'>;
  readonly written: WrittenRecord;
  readonly uniqueIn: TableName | undefined;
}

type ItemEntry = Extract<Entry, { kind: 'item' }>;

/**
 * Runs the signals over every record. A record that cannot be read or processed becomes a dead letter and an outcome; the others
 * are processed.
 */
export function understand(batch: LogBatch, entries: readonly Entry[], context: BatchContext): BatchWork {
  const work = new Collected(batch, entries, context);
  for (const entry of entries) work.take(entry);
  for (const damage of batch.damage ?? []) work.takeDamage(damage);
  return work.done();
}

export function outcomesOf(item: AcceptedItem, endings: readonly ItemEnding[]): readonly OutcomeRecord[] {
  const { organizationId, projectId, keyId, receivedAt: at } = item;
  return endings.map(({ category, quantity, outcome, reason }) => ({
    organizationId,
    projectId,
    keyId,
    category,
    outcome,
    reason,
    quantity,
    at,
  }));
}

class Collected {
  readonly #batch: LogBatch;
  readonly #entries: readonly Entry[];
  readonly #context: BatchContext;
  readonly #leftOut: ReadonlySet<number> | undefined;
  readonly #seen = new Set<string>();
  readonly #duplicates: number[] = [];
  readonly #kept: Kept[] = [];
  readonly #deadLetters: { position?: number; row: DeadLetterRow }[] = [];
  readonly #lost: { position: number; row: DeadLetterRow }[] = [];
  readonly #endings: OutcomeRecord[] = [];

  constructor(batch: LogBatch, entries: readonly Entry[], context: BatchContext) {
    this.#batch = batch;
    this.#entries = entries;
    this.#context = context;
    this.#leftOut = context.decided === undefined ? undefined : new Set(context.decided.leftOut);
  }

  take(entry: Entry): void {
    if (entry.kind === 'outcome') return void this.#endings.push(entry.record);
    if (entry.kind === 'unreadable') return this.#buryUnread(entry.bytes, entry.problem, entry.position);
    try {
      this.#takeItem(entry);
    } catch (error) {
      this.#bury(entry, { reason: OUTCOME_REASONS.processing, detail: errorText(error) });
    }
  }

  /** It is not known which records were there, or how many. */
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
        sightings: this.#kept.flatMap(({ position, produced: { sighting } }) =>
          sighting === undefined ? [] : [{ position, sighting }],
        ),
        relational: this.#kept.flatMap(({ position, produced: { relational = [] } }) =>
          relational.map((change) => ({ position, change })),
        ),
        deadLetters: this.#deadLetters,
        letterOf: (position, detail) => this.#letterOf(position, detail),
      },
      rows: this.#context.rows,
      kept: this.#kept,
      endings: this.#endings,
      lost: this.#lost,
    };
  }

  #takeItem(entry: ItemEntry): void {
    const { item, signal, position } = entry;
    const { decided } = this.#context;
    if (signal === undefined) return this.#end(item, endingsOf(item, invalid(OUTCOME_REASONS.unsupportedItem)));
    // The envelope's id decides, and spares the parse of a repeated event.
    if (item.eventId !== null && this.#isDuplicate(entry, item.eventId)) return this.#leaveOut(entry);
    const buriedFor = decided?.buried.get(position);
    if (buriedFor !== undefined) return this.#end(item, endingsOf(item, invalid(buriedFor)));
    const rules = this.#context.rules(item.projectId);
    if (rules === undefined) return this.#takeOfGoneProject(entry);
    const idSeed = `${this.#batch.from}:${position}`;
    const decidedHash = decided?.hashes.get(position);
    const { rows, ...produced } = signal.process(item, { rules, idSeed, decidedHash }, this.#context.loaded);
    if (item.eventId === null && produced.eventId !== undefined && this.#isDuplicate(entry, produced.eventId))
      return this.#leaveOut(entry);
    if (produced.deadLetter !== undefined) return this.#bury(entry, produced.deadLetter);
    const difference = decided === undefined ? undefined : differenceOf(produced, position, decided);
    if (difference !== undefined) return this.#bury(entry, { reason: OUTCOME_REASONS.processing, detail: difference });
    const written = this.#context.rows.write(rows);
    if (signal.uniqueIn !== undefined) this.#seen.add(keyOf(signal.uniqueIn, item, produced.eventId ?? item.eventId));
    this.#kept.push({ position, item, produced, written, uniqueIn: signal.uniqueIn });
  }

  /** What was counted while the project was there keeps its outcome; nothing of it is stored. */
  #takeOfGoneProject(entry: ItemEntry): void {
    const { decided } = this.#context;
    const { item, position } = entry;
    if (decided !== undefined)
      return this.#end(item, endingsOf(item, decided.discarded.includes(position) ? DISCARDED : ACCEPTED));
    this.#bury(entry, { reason: OUTCOME_REASONS.processing, detail: 'The project does not exist any more' });
  }

  #isDuplicate({ item, signal, position }: ItemEntry, eventId: EventId): boolean {
    const table = signal?.uniqueIn;
    if (table === undefined) return false;
    if (this.#leftOut !== undefined) return this.#leftOut.has(position);
    return this.#seen.has(keyOf(table, item, eventId)) || this.#context.isStored(table, item.projectId, eventId);
  }

  #leaveOut({ item, position }: ItemEntry): void {
    this.#duplicates.push(position);
    this.#end(item, endingsOf(item, DUPLICATE));
  }

  #bury(entry: ItemEntry, why: { readonly reason: string; readonly detail: string }): void {
    const row = letterOfItem(entry, why);
    const { position } = entry;
    (this.#context.decided === undefined ? this.#deadLetters : this.#lost).push({ position, row });
    this.#end(entry.item, endingsOf(entry.item, invalid(why.reason)));
  }

  #buryUnread(bytes: Uint8Array, detail: string, position?: number): void {
    const { row, outcome } = letterOfUnread({ bytes, detail }, this.#context);
    this.#deadLetters.push(position === undefined ? { row } : { position, row });
    if (outcome !== undefined) this.#endings.push(outcome);
  }

  #letterOf(position: number, detail: string): DeadLetterRow {
    const entry = this.#entries[position];
    if (entry?.kind !== 'item') throw new Error(`The record ${position} is no item`);
    return letterOfItem(entry, { reason: OUTCOME_REASONS.processing, detail });
  }

  #end(item: AcceptedItem, endings: readonly ItemEnding[]): void {
    this.#endings.push(...outcomesOf(item, endings));
  }
}

/** Why an item cannot be stored as it was counted; undefined when it can. Notes of the first version do not say how items were counted. */
function differenceOf(
  { sighting }: Pick<Produced, 'sighting'>,
  position: number,
  decided: Decisions,
): string | undefined {
  if (decided.discardedSightings !== undefined || decided.discarded.includes(position)) return undefined;
  const [hash, decidedHash] = [sighting?.hashes[0], decided.hashes.get(position)];
  if (hash === decidedHash) return undefined;
  return `It was counted under the hash ${decidedHash ?? 'none'}, and this version of the server gives it ${hash ?? 'none'}`;
}

function keyOf(table: TableName, { projectId }: AcceptedItem, eventId: EventId | null): string {
  return `${table} ${projectId} ${eventId}`;
}
