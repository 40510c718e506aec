import type { DatabaseSync } from 'node:sqlite';
import type { LogPosition } from '../../log/log.ts';
import { type IssueTally, addSighting, tally } from '../issue-life.ts';
import type {
  AppliedBatch,
  IssueChange,
  IssueSighting,
  IssueWriter,
  ProcessState,
  RelationalBatch,
} from '../issue-writer.ts';
import { BatchRows } from './batch-rows.ts';
import { HashIndex } from './hash-index.ts';
import { IssueRows } from './issue-rows.ts';

const START: ProcessState = { cursor: { segment: 0, offset: 0 }, noted: null };

/** The issue writer over SQLite, on a connection of its own. One per database. */
export function createIssueWriter(deps: { raw: DatabaseSync; now: () => number }): IssueWriter {
  const { raw, now } = deps;
  const hashes = new HashIndex(raw);
  const issues = new IssueRows(raw);
  const rows = new BatchRows(raw);
  const readState = raw.prepare('SELECT state FROM process_state WHERE id = 1');
  const writeState = raw.prepare(
    'INSERT INTO process_state (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );

  function state(): ProcessState {
    const row = readState.get();
    // Written by `apply` and `confirm` only.
    return row === undefined ? START : (JSON.parse(String(row['state'])) as ProcessState);
  }

  /** Undefined: the event is dropped, because its hash is discarded or its project is gone. */
  function issueOf(sighting: IssueSighting): { id: number; isNew: boolean } | undefined {
    const { projectId } = sighting;
    const owner =
      hashes.firstOwner(projectId, sighting.hashes) ?? hashes.firstOwner(projectId, sighting.secondaryHashes);
    if (owner === 'discarded') return undefined;
    const id = owner ?? issues.create(sighting);
    if (id === undefined) return undefined;
    hashes.attach(projectId, sighting.hashes, id);
    return { id, isNew: owner === undefined };
  }

  function countIssues(sightings: readonly IssueSighting[]): { tallies: Map<number, IssueTally>; discarded: number[] } {
    const tallies = new Map<number, IssueTally>();
    const discarded: number[] = [];
    for (const [index, sighting] of sightings.entries()) {
      const issue = issueOf(sighting);
      if (issue === undefined) {
        discarded.push(index);
        continue;
      }
      const seen = tallies.get(issue.id) ?? tally(sighting, issue);
      tallies.set(issue.id, seen);
      addSighting(seen, sighting);
    }
    return { tallies, discarded };
  }

  function applyInTransaction(batch: RelationalBatch): AppliedBatch {
    hashes.refresh();
    rows.addSurroundings(batch.sightings);
    const { tallies, discarded } = countIssues(batch.sightings);
    const changes: IssueChange[] = [];
    for (const seen of tallies.values()) {
      const change = issues.advance(seen, now());
      if (change !== undefined) changes.push(change);
    }
    for (const report of batch.userReports) {
      const owner = hashes.firstOwner(report.projectId, report.hashes);
      rows.addUserReport(report, typeof owner === 'number' ? owner : null);
    }
    for (const attachment of batch.attachments) rows.addAttachment(attachment);
    for (const letter of batch.deadLetters) rows.addDeadLetter(letter);
    const { from, to, duplicates } = batch;
    writeState.run(JSON.stringify({ cursor: to, noted: { from, to, duplicates, discarded } } satisfies ProcessState));
    return { discarded, changes };
  }

  return {
    state,
    apply(batch) {
      raw.exec('BEGIN IMMEDIATE');
      try {
        const applied = applyInTransaction(batch);
        raw.exec('COMMIT');
        return applied;
      } catch (error) {
        hashes.forget();
        if (raw.isTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    },
    confirm(to: LogPosition) {
      const { cursor, noted } = state();
      if (noted === null || noted.to.segment !== to.segment || noted.to.offset !== to.offset) return;
      // Losing this in a power cut only repeats an insert that its token makes harmless: it need not wait for the disk.
      raw.exec('PRAGMA synchronous = NORMAL');
      writeState.run(JSON.stringify({ cursor, noted: null } satisfies ProcessState));
      raw.exec('PRAGMA synchronous = FULL');
    },
  };
}
