import type { DatabaseSync } from 'node:sqlite';
import type { LogPosition } from '../../log/log.ts';
import { type IssueTally, addSighting, tally } from '../issue-life.ts';
import type { AppliedBatch, IssueSighting, IssueWriter, ProcessState, RelationalBatch } from '../issue-writer.ts';
import { BatchRows } from './batch-rows.ts';
import { HashIndex } from './hash-index.ts';
import { IssueRows } from './issue-rows.ts';
import { Surroundings } from './surroundings.ts';

const START: ProcessState = { cursor: { segment: 0, offset: 0 }, noted: null };

/** The tables that a batch touches, each with its prepared statements. */
interface Tables {
  readonly hashes: HashIndex;
  readonly issues: IssueRows;
  readonly rows: BatchRows;
  readonly surroundings: Surroundings;
}

/** The issue writer over SQLite, on a connection of its own. One per database. */
export function createIssueWriter(deps: { raw: DatabaseSync; now: () => number }): IssueWriter {
  const { raw, now } = deps;
  const tables: Tables = {
    hashes: new HashIndex(raw),
    issues: new IssueRows(raw),
    rows: new BatchRows(raw),
    surroundings: new Surroundings(raw),
  };
  const readState = raw.prepare('SELECT state FROM process_state WHERE id = 1');
  const writeState = raw.prepare(
    'INSERT INTO process_state (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  );
  const setState = (state: ProcessState): unknown => writeState.run(JSON.stringify(state));

  function state(): ProcessState {
    const row = readState.get();
    // Written by `apply` and `confirm` only.
    return row === undefined ? START : (JSON.parse(String(row['state'])) as ProcessState);
  }

  return {
    state,
    apply(batch) {
      raw.exec('BEGIN IMMEDIATE');
      try {
        const applied = applyBatch(tables, batch, now());
        const { from, to, duplicates } = batch;
        setState({ cursor: to, noted: { from, to, duplicates, discarded: applied.discarded } });
        raw.exec('COMMIT');
        return applied;
      } catch (error) {
        tables.hashes.forget();
        if (raw.isTransaction) raw.exec('ROLLBACK');
        throw error;
      }
    },
    confirm(to: LogPosition) {
      const { cursor, noted } = state();
      if (noted === null || noted.to.segment !== to.segment || noted.to.offset !== to.offset) return;
      // Losing this in a power cut only repeats an insert that its token makes harmless: it need not wait for the disk.
      raw.exec('PRAGMA synchronous = NORMAL');
      setState({ cursor, noted: null });
      raw.exec('PRAGMA synchronous = FULL');
    },
  };
}

function applyBatch(tables: Tables, batch: RelationalBatch, now: number): AppliedBatch {
  const { hashes, issues, rows, surroundings } = tables;
  hashes.refresh();
  surroundings.add(batch.sightings);
  const { tallies, discarded } = countIssues(tables, batch.sightings);
  const changes = [...tallies.values()].flatMap((seen) => issues.advance(seen, now) ?? []);
  rows.linkReports(tallies.values());
  for (const report of batch.userReports) {
    rows.addUserReport(report, hashes.issueOf(report.projectId, report.hashes) ?? null);
  }
  for (const attachment of batch.attachments) rows.addAttachment(attachment);
  if (batch.deadLetters.length > 0) rows.addDeadLetters(batch.deadLetters);
  return { discarded, changes };
}

function countIssues(
  tables: Tables,
  sightings: readonly IssueSighting[],
): { tallies: Map<number, IssueTally>; discarded: number[] } {
  const tallies = new Map<number, IssueTally>();
  const discarded: number[] = [];
  for (const [index, sighting] of sightings.entries()) {
    const issue = issueOf(tables, sighting);
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

/** Undefined: the event is dropped, because its hash is discarded or its project is gone. */
function issueOf({ hashes, issues }: Tables, sighting: IssueSighting): { id: number; isNew: boolean } | undefined {
  const { projectId } = sighting;
  const owner = hashes.firstOwner(projectId, sighting.hashes) ?? hashes.firstOwner(projectId, sighting.secondaryHashes);
  if (owner === 'discarded') return undefined;
  const id = owner ?? issues.create(sighting);
  if (id === undefined) return undefined;
  hashes.attach(projectId, sighting.hashes, id);
  return { id, isNew: owner === undefined };
}
