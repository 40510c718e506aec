import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEvents, type Engine, type EventStore, startEngine } from '../src/store/index.ts';

const FIXTURE = join(import.meta.dirname, '../../testkit/upgrade/first-version.tar.gz');
const id = (number: number): string => number.toString(16).padStart(32, '0');

let directory: string;
let engine: Engine;
let events: EventStore;
let sqlite: DatabaseSync;

/** The present server runs over the old data until nothing is left to process. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-upgrade-'));
  await promisify(execFile)('tar', ['xzf', FIXTURE, '-C', directory]);
  // The data is of November 2026, and no test may depend on today's date.
  const env = { GARRISON_RETENTION_DAYS: '3650' };
  const server = await startGarrisonServer({ dataDirectory: directory, env });
  sqlite = new DatabaseSync(join(directory, 'garrison.sqlite'));
  const unprocessed = sqlite.prepare(`SELECT count(*) AS found FROM issues WHERE title = 'unprocessed'`);
  const state = sqlite.prepare('SELECT state FROM process_state');
  await poll(() => unprocessed.get()?.['found'] === 1 && String(state.get()?.['state']).includes('"noted":null'), {
    timeoutMs: 60_000,
    describe: () => server.program.output(),
  });
  await server.stop();
  engine = await startEngine({ directory: join(directory, 'engine') });
  const { url, username, password } = engine;
  events = connectEvents({ url, username, password, database: 'garrison' });
}, 180_000);
afterAll(async () => {
  await events.close();
  await engine.close();
  sqlite.close();
  await rm(directory, { recursive: true, force: true });
});

describe('a data directory of the first version, opened by this one', () => {
  it('has every event once: stored before, noted, and not yet processed', async () => {
    const stored = await events.select<{ id: string }>(
      `SELECT replaceAll(toString(event_id), '-', '') AS id FROM events ORDER BY id`,
    );
    const numbers = [...Array.from({ length: 21 }, (_, index) => index + 1), 23, 26, 31, 32];
    expect(stored.map((row) => row.id)).toEqual(numbers.map(id));
    const [payloads] = await events.select('SELECT toString(uniqExact(event_id)) AS count FROM payloads');
    expect(payloads).toEqual({ count: '25' });
  });

  it('has issues that count their events', () => {
    const issues = sqlite.prepare('SELECT title, times_seen FROM issues ORDER BY title').all();
    expect(issues.map(({ title, times_seen: times }) => [title, times])).toEqual([
      ['noted', 2],
      ['stored 2', 21],
      ['unprocessed', 1],
    ]);
    const report = 'SELECT title FROM user_reports AS r JOIN issues AS i ON i.id = r.issue_id';
    expect(sqlite.prepare(report).all()).toEqual([{ title: 'stored 2' }]);
    expect(sqlite.prepare('SELECT event_id, size FROM attachments').all()).toEqual([{ event_id: id(2), size: 5 }]);
  });

  it('has the outcome of every item', async () => {
    const outcomes = await events.select<{ name: string; quantity: string }>(
      `SELECT trim(concat(category, ' ', outcome, ' ', reason)) AS name, toString(sum(quantity)) AS quantity FROM outcomes
       GROUP BY name ORDER BY name`,
    );
    expect(outcomes.map(({ name, quantity }) => `${name} ${quantity}`)).toEqual([
      'attachment accepted 5',
      'attachment_item accepted 1',
      'error accepted 25',
      'error filtered discarded-hash 2',
      'error invalid duplicate 3',
      'feedback accepted 1',
      'session accepted 4',
    ]);
  });

  it('has its sessions as rows that can be counted', async () => {
    const single = await events.select(
      `SELECT replaceAll(toString(session_id), '-', '') AS id, argMax(status, sequence) AS status, max(errors) AS errors,
         argMax(duration, sequence) AS duration, any(release) AS release, any(distinct_id) AS user
       FROM sessions WHERE NOT is_count GROUP BY session_id ORDER BY id`,
    );
    const release = 'shop@1.0.0';
    expect(single).toEqual([
      { id: id(900), status: 'exited', errors: 0, duration: -1, release, user: '' },
      {
        id: 'c0ffee00c0ffee00c0ffee00c0ffee00',
        status: 'crashed',
        errors: 1,
        duration: 60,
        release,
        user: 'u1',
      },
    ]);
    const counts = await events.select(
      `SELECT status, errors, toString(sum(quantity)) AS quantity, toString(min(started)) AS started FROM sessions
       WHERE is_count GROUP BY status, errors ORDER BY status, errors`,
    );
    const started = '2026-11-26 10:00:00.000';
    expect(counts).toEqual([
      { status: 'crashed', errors: 0, quantity: '1', started: '2026-11-26 10:01:00.000' },
      { status: 'exited', errors: 0, quantity: '35', started },
      { status: 'exited', errors: 1, quantity: '2', started },
    ]);
    const raw = `SELECT name FROM system.tables WHERE database = 'garrison' AND name = 'sessions_raw'`;
    expect(await events.select(raw)).toEqual([]);
  });
});
