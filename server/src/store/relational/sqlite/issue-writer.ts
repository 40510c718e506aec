import type { DatabaseSync } from 'node:sqlite';
import type { IssueId } from '@garrison/protocol';
import { errorText } from '../../../errors.ts';
import { type IssueTally, addSighting, tally } from '../issue-life.ts';
import type {
  AppliedBatch,
  Decisions,
  IssueSighting,
  IssueWriter,
  Refusal,
  RelationalBatch,
  Shard,
  ShardState,
} from '../issue-writer.ts';
import { BATCH_CHANGES } from './batch-changes/all.ts';
import type { BatchChange, ChangeContext, OpenBatchChange } from './batch-changes/batch-change.ts';
import { BatchRows } from './batch-rows.ts';
import { HashIndex } from './hash-index.ts';
import { IssueOwners } from './issue-owners.ts';
import { IssueRows } from './issue-rows.ts';
import { decodeState, encodeState } from '../note.ts';
import { START } from '../shard-state.ts';
import { isOfRecords, recordsOf, without } from './records-apart.ts';
import { Surroundings } from './surroundings.ts';

/** The tables that a batch touches, each with its prepared statements. */
interface Tables {
  readonly hashes: HashIndex;
  readonly issues: IssueRows;
  readonly owners: IssueOwners;
  readonly rows: BatchRows;
  readonly surroundings: Surroundings;
  readonly kinds: ReadonlyMap<string, OpenBatchChange<unknown>>;
}

export interface IssueWriterDeps {
  readonly raw: DatabaseSync;
  readonly now: () => number;
  /** The kinds of relational changes that a batch may hold. */
  readonly kinds?: readonly BatchChange[];
}

/** The issue writer over SQLite, on a connection of its own: statements run on the calling thread. One per database. */
export function createIssueWriter({ raw, now, kinds = BATCH_CHANGES }: IssueWriterDeps): IssueWriter {
  const tables: Tables = {
    hashes: new HashIndex(raw),
    issues: new IssueRows(raw),
    owners: new IssueOwners(raw),
    rows: new BatchRows(raw),
    surroundings: new Surroundings(raw),
    // A kind only ever gets rows of its own name.
    kinds: new Map(kinds.map((kind) => [kind.kind, kind.open(raw) as OpenBatchChange<unknown>])),
  };
  const readState = raw.prepare('SELECT state FROM process_state WHERE id = ?');
  const writeState = raw.prepare(
    'INSERT INTO process_state (id, state) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const setState = (shard: Shard, state: ShardState): unknown => writeState.run(shard + 1, encodeState(state));

  function stateOf(shard: Shard): ShardState {
    const row = readState.get(shard + 1);
    return row === undefined ? START : decodeState(String(row['state']));
  }

  const inTransaction = createTransactions(raw, tables.hashes);

  return {
    state: async (shard) => stateOf(shard),
    async apply(shard, batch) {
      return await inTransaction(() => {
        const applied = applyAround(raw, tables, { batch, now: now() });
        const { from, to } = batch;
        setState(shard, { cursor: to, noted: { from, to, decisions: applied.decisions } });
        return applied;
      });
    },
    async amend(shard, refusal) {
      await inTransaction(() => {
        const state = stateOf(shard);
        if (state.noted === null) return;
        const decisions = amended(tables, state.noted.decisions, refusal);
        setState(shard, { ...state, noted: { ...state.noted, decisions } });
      });
    },
    async confirm(shard, to) {
      const { cursor, noted } = stateOf(shard);
      if (noted?.to !== to) return;
      // Losing this in a power cut only repeats an insert that its token makes harmless: it need not wait for the disk.
      raw.exec('PRAGMA synchronous = NORMAL');
      setState(shard, { cursor, noted: null });
      raw.exec('PRAGMA synchronous = FULL');
    },
  };
}

function createTransactions(raw: DatabaseSync, hashes: HashIndex): <Result>(work: () => Result) => Promise<Result> {
  return async (work) => {
    raw.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      raw.exec('COMMIT');
      return result;
    } catch (error) {
      hashes.forget();
      if (raw.isTransaction) raw.exec('ROLLBACK');
      throw error;
    }
  };
}

/**
 * The whole batch. When that fails because of a record, its records are tried one by one, what they change is undone, and the batch is
 * applied without those that failed: they become dead letters.
 */
function applyAround(
  raw: DatabaseSync,
  tables: Tables,
  { batch, now }: { batch: RelationalBatch; now: number },
): AppliedBatch {
  const { letterOf } = batch;
  raw.exec('SAVEPOINT batch');
  try {
    return applyBatch(tables, batch, now);
  } catch (error) {
    if (letterOf === undefined || !isOfRecords(error)) throw error;
    const undo = (): void => {
      raw.exec('ROLLBACK TO batch');
      tables.hashes.forget();
    };
    undo();
    const failures = new Map<number, string>();
    for (const { position, part } of recordsOf(batch)) {
      raw.exec('SAVEPOINT record');
      try {
        applyBatch(tables, part, now);
      } catch (failure) {
        if (!isOfRecords(failure)) throw failure;
        failures.set(position, errorText(failure));
        raw.exec('ROLLBACK TO record');
        tables.hashes.forget();
      }
      raw.exec('RELEASE record');
    }
    undo();
    if (failures.size === 0) throw error;
    const letters = [...failures].map(([position, detail]) => ({ position, row: letterOf(position, detail) }));
    return applyBatch(tables, without(batch, failures, letters), now);
  }
}

/** The note with a refusal added: dead letters of its records, which are no longer counted. */
function amended({ hashes, issues, rows }: Tables, decisions: Decisions, refusal: Refusal): Decisions {
  const added = refusal.records.filter(({ position }) => !decisions.buried.has(position));
  hashes.refresh();
  for (const { position, row } of added) {
    const hash = decisions.hashes.get(position);
    const owner = hash === undefined || row.projectId === null ? undefined : hashes.owner(row.projectId, hash);
    if (typeof owner === 'number') issues.uncount(owner);
  }
  if (added.length > 0) rows.addDeadLetters(added.map(({ row }) => row));
  const gone = new Set(added.map(({ position }) => position));
  return {
    ...decisions,
    buried: new Map([...decisions.buried, ...added.map(({ position, row }) => [position, row.reason] as const)]),
    hashes: new Map([...decisions.hashes].filter(([position]) => !gone.has(position))),
    refusedInserts: [...new Set([...(decisions.refusedInserts ?? []), ...refusal.inserts])],
  };
}

function applyBatch(tables: Tables, batch: RelationalBatch, now: number): AppliedBatch {
  const { hashes, issues, owners, rows, surroundings } = tables;
  hashes.refresh();
  surroundings.add(batch.sightings.map(({ sighting }) => sighting));
  const counted = countIssues(tables, batch.sightings);
  const countedIssues = counted.tallies.flatMap((seen) => {
    const change = issues.advance(seen, now);
    const isAssigned = owners.settle(seen, now);
    if (change === undefined) return [];
    return change.kind === 'seen' && isAssigned ? [{ ...change, kind: 'assigned' as const }] : [change];
  });
  applyChanges(tables, counted.tallies, batch.relational);
  if (batch.deadLetters.length > 0) rows.addDeadLetters(batch.deadLetters.map(({ row }) => row));
  const buried = batch.deadLetters.flatMap(({ position, row }) =>
    position === undefined ? [] : [[position, row.reason] as const],
  );
  const decisions: Decisions = {
    leftOut: batch.leftOut,
    discarded: counted.discarded,
    buried: new Map(buried),
    hashes: counted.hashes,
  };
  return { decisions, issues: countedIssues };
}

function applyChanges(
  { hashes, kinds }: Tables,
  tallies: readonly IssueTally[],
  changes: RelationalBatch['relational'],
): void {
  for (const kind of kinds.values()) kind.afterIssues?.(tallies);
  if (changes.length === 0) return;
  const issueOfEvent = new Map(
    tallies.flatMap(({ issueId, sightings }) =>
      sightings.map(({ projectId, eventId }) => [`${projectId} ${eventId}`, issueId] as const),
    ),
  );
  const context: ChangeContext = {
    issueOfHashes: (projectId, some) => hashes.issueOf(projectId, some),
    issueOfEvent: (projectId, eventId) => issueOfEvent.get(`${projectId} ${eventId}`),
  };
  for (const [kind, some] of Map.groupBy(changes, ({ change }) => change.kind)) {
    const open = kinds.get(kind);
    if (open === undefined) throw new Error(`There is no relational change of the kind ${kind}`);
    open.apply(
      some.map(({ change }) => change.row),
      context,
    );
  }
}

interface Counted {
  readonly tallies: readonly IssueTally[];
  readonly discarded: readonly number[];
  readonly hashes: ReadonlyMap<number, string>;
}

function countIssues(tables: Tables, sightings: RelationalBatch['sightings']): Counted {
  const tallies = new Map<IssueId, IssueTally>();
  const discarded: number[] = [];
  const hashes = new Map<number, string>();
  for (const { position, sighting } of sightings) {
    const issue = issueOf(tables, sighting);
    if (issue === undefined) {
      discarded.push(position);
      continue;
    }
    hashes.set(position, sighting.hashes[0] ?? '');
    const seen = tallies.get(issue.id) ?? tally(sighting, issue);
    tallies.set(issue.id, seen);
    addSighting(seen, sighting);
  }
  return { tallies: [...tallies.values()], discarded, hashes };
}

/** Undefined: the event is dropped, because its hash is discarded or its project is gone. */
function issueOf({ hashes, issues }: Tables, sighting: IssueSighting): { id: IssueId; isNew: boolean } | undefined {
  const { projectId } = sighting;
  const { receivedAt } = sighting;
  const owner =
    hashes.firstOwner(projectId, sighting.hashes, receivedAt) ??
    hashes.firstOwner(projectId, sighting.secondaryHashes, receivedAt);
  if (owner === 'discarded') return undefined;
  // The event store knows an event by its first hash.
  for (const hash of sighting.hashes.slice(0, 1)) hashes.requireErased(projectId, hash);
  const id = owner ?? issues.create(sighting);
  if (id === undefined) return undefined;
  hashes.attach(projectId, sighting.hashes, id);
  return { id, isNew: owner === undefined };
}
