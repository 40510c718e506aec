import { OUTCOME_REASONS } from '@garrison/protocol';
import { AppError } from '../../errors.ts';
import type {
  BlobStore,
  DeadLetterRow,
  Decisions,
  EventStore,
  IssueWriter,
  LogReader,
  Shard,
  TableName,
} from '../../store/index.ts';
import { DISCARDED, invalid } from '../signals/endings.ts';
import { letterOfItem } from './dead-letters.ts';
import { createOutcomeCounts, type OutcomeTable } from './outcome-counts.ts';
import type { Retry, WorkerLogger } from './retry.ts';
import { type RecordRows, type RefusedRecord, storeRows } from './store-rows.ts';
import { type BatchWork, type Kept, outcomesOf } from './understand.ts';

export interface DeliveryDeps {
  readonly log: Pick<LogReader, 'readExactly' | 'release'>;
  readonly issues: IssueWriter;
  readonly events: Pick<EventStore, 'insertWritten'>;
  readonly blobs: Pick<BlobStore, 'put'>;
  readonly retry: Retry;
  readonly logger: WorkerLogger;
  readonly shard: Shard;
}

/** Stores the rows of a batch that is counted and noted, then clears the note. False when it was stopped first: the note is kept. */
export async function deliver(work: BatchWork, decisions: Decisions, deps: DeliveryDeps): Promise<boolean> {
  try {
    await new Delivery(work, decisions, deps).run();
    return true;
  } catch (error) {
    if (error instanceof Stopped) return false;
    throw error;
  }
}

/** The worker is closed before a store answered. */
class Stopped extends Error {}

class Delivery {
  readonly #work: BatchWork;
  readonly #deps: DeliveryDeps;
  readonly #token: string;
  readonly #discarded: ReadonlySet<number>;
  /** Dead letters, with the reason of their outcome. */
  readonly #buried: Map<number, string>;
  readonly #refusedInserts: Set<string>;

  constructor(work: BatchWork, decisions: Decisions, deps: DeliveryDeps) {
    const { from, to } = work.relational;
    this.#work = work;
    this.#deps = deps;
    this.#token = `${from}-${to}`;
    this.#discarded = new Set(decisions.discarded);
    this.#buried = new Map(decisions.buried);
    this.#refusedInserts = new Set(decisions.refusedInserts);
  }

  /** Rows that others are found by come after those that they lead to, and the outcomes last: they say what was refused. */
  async run(): Promise<void> {
    const { shard, issues, log } = this.#deps;
    const { to } = this.#work.relational;
    if (this.#work.lost.length > 0) await this.#bury(this.#work.lost);
    await this.#putBlobs();
    const tables = this.#work.rows.tables();
    const leading = new Set(this.#work.kept.flatMap(({ uniqueIn }) => uniqueIn ?? []));
    await this.#storeTables(tables.filter((table) => !leading.has(table)));
    await this.#storeTables(tables.filter((table) => leading.has(table)));
    for (const table of ['outcomes', 'outcome_minutes'] as const) await this.#storeOutcomes(table);
    this.#work.rows.free();
    await this.#until('issue store', () => issues.confirm(shard, to));
    await this.#until('log', () => log.release(to));
  }

  /** Those of sighted items: only now it is known which of them are discarded. */
  async #putBlobs(): Promise<void> {
    for (const { position, produced } of this.#work.kept) {
      if (produced.sighting === undefined || !this.#isStored(position)) continue;
      for (const { key, bytes } of produced.blobs ?? [])
        await this.#until('blob store', () => this.#deps.blobs.put(key, bytes));
    }
  }

  async #storeTables(tables: readonly TableName[]): Promise<void> {
    const refused = (await Promise.all(tables.map((table) => this.#storeTable(table)))).flat();
    if (refused.length === 0) return;
    const byPosition = new Map(refused.map((record) => [record.position, record]));
    await this.#bury(await this.#lettersOf([...byPosition.values()]));
  }

  #storeTable(table: TableName): Promise<readonly RefusedRecord[]> {
    const records: RecordRows[] = [];
    for (const { position, written } of this.#work.kept) {
      const at = written[table];
      if (at !== undefined && this.#isStored(position)) records.push({ position, at });
    }
    const end = (records.at(-1)?.position ?? 0) + 1;
    return this.#store(table, records, end);
  }

  async #storeOutcomes(table: OutcomeTable): Promise<void> {
    const counts = createOutcomeCounts(table);
    for (const record of this.#work.endings) counts.add(record);
    for (const kept of this.#work.kept) for (const record of this.#outcomesOf(kept)) counts.add(record);
    const rows = counts.rows();
    const records = rows.flatMap((row, position) => {
      const at = this.#work.rows.write({ [table]: [row] })[table];
      return at === undefined ? [] : [{ position, at }];
    });
    const refused = await this.#store(table, records, rows.length);
    for (const { position, detail } of refused)
      this.#deps.logger.error({ detail, table, outcome: rows[position] }, 'an outcome could not be stored');
  }

  #store(table: TableName, records: readonly RecordRows[], end: number): Promise<readonly RefusedRecord[]> {
    const { events, issues, shard } = this.#deps;
    return storeRows(
      table,
      { records, end, token: this.#token },
      {
        wasRefused: (token) => this.#refusedInserts.has(token),
        noteRefused: async (token) => {
          this.#refusedInserts.add(token);
          await this.#until('issue store', () => issues.amend(shard, { inserts: [token], records: [] }));
        },
        insert: (stretches, token) =>
          this.#until('event store', async () => {
            try {
              await events.insertWritten(table, this.#work.rows.rowsAt(table, stretches), token);
              return { refused: undefined };
            } catch (error) {
              if (error instanceof AppError && error.code === 'rows_refused') return { refused: error.message };
              throw error;
            }
          }),
      },
    );
  }

  /** The records are read from the log again: their memory is given back while their rows are stored. */
  async #lettersOf(refused: readonly RefusedRecord[]): Promise<readonly { position: number; row: DeadLetterRow }[]> {
    const { from, to } = this.#work.relational;
    const { records } = await this.#until('log', () => this.#deps.log.readExactly(from, to));
    const kept = new Map(this.#work.kept.map((each) => [each.position, each.item]));
    return refused.flatMap(({ position, detail }) => {
      const item = kept.get(position);
      const bytes = records[position];
      if (item === undefined || bytes === undefined) return [];
      return [{ position, row: letterOfItem({ item, bytes }, { reason: OUTCOME_REASONS.processing, detail }) }];
    });
  }

  async #bury(records: readonly { readonly position: number; readonly row: DeadLetterRow }[]): Promise<void> {
    const { issues, shard, logger } = this.#deps;
    await this.#until('issue store', () => issues.amend(shard, { inserts: [], records }));
    for (const { position, row } of records) this.#buried.set(position, row.reason);
    const [first] = records;
    const { projectId, itemType, eventId, detail } = first?.row ?? {};
    const about = { token: this.#token, deadLetters: records.length, projectId, itemType, eventId, detail };
    logger.error(about, 'items that were counted could not be stored; they are among the dead letters');
  }

  #isStored(position: number): boolean {
    return !this.#discarded.has(position) && !this.#buried.has(position);
  }

  #outcomesOf({ position, item, produced }: Kept): ReturnType<typeof outcomesOf> {
    const reason = this.#buried.get(position);
    const how = reason !== undefined ? invalid(reason) : this.#discarded.has(position) ? DISCARDED : undefined;
    return outcomesOf(item, how === undefined ? produced.endings : produced.endings.map((of) => ({ ...of, ...how })));
  }

  async #until<Result>(what: string, action: () => Promise<Result>): Promise<Result> {
    const done = await this.#deps.retry.until(what, action);
    if (done === undefined) throw new Stopped();
    return done.result;
  }
}
