/**
 * Power cuts: the server is killed (-9, with its engine and its worker) at random moments under load and started again on the same data. Every event
 * that was answered 200 must be there afterwards, once, and the counters must say the same as the rows.
 *
 *   node bench/kill.ts [--kills 20] [--rate 300]
 *
 * Prints one line of JSON; exit code 1 when anything was lost or counted twice.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { freePort, poll, startGarrisonServer, startProgram, type ChildProgram } from '@garrison/testkit';
import launch from '../server/launch.json' with { type: 'json' };
import { createServerApi } from './server-api.ts';

const PROJECT = 'kill';
/** A kill comes this long after the server is ready, at random: in the middle of accepting, of processing, of an insert. */
const ALIVE_MS_MAX = 2_000;
const START_MS_MAX = 60_000;
const DRAIN_MS_MAX = 180_000;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, rate: { type: 'string', default: '300' } },
});
const directory = await mkdtemp(join(tmpdir(), 'garrison-kill-'));
const dataDirectory = join(directory, 'data');
const ledgerPath = join(directory, 'ledger');
const adminToken = 'bench-kill-bench-kill-bench-kill';
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const api = createServerApi(url, adminToken, 'acme-corp');
const [dsn, first] = [await firstStart(), await start()];
const loader = spawn(process.execPath, [join(import.meta.dirname, 'load.ts'), ...loaderArgs(dsn)], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
const loaded = once(loader, 'exit');
// The testkit ends the servers in the same way.
process.once('exit', () => loader.kill('SIGKILL'));
process.once('SIGTERM', () => process.exit(1));
let passed = false;
try {
  let server = first;
  for (let kills = 0; kills < Number(values.kills); kills += 1) {
    await delay(Math.random() * ALIVE_MS_MAX);
    await server.kill9();
    server = await start();
  }
  loader.kill('SIGTERM');
  await loaded;
  const report = await compare(await readLedger());
  await server.stop();
  console.log(JSON.stringify({ kills: Number(values.kills), ...report }));
  const isCounted = report.timesSeen === report.stored && report.outcomes === report.stored;
  passed = report.lost === 0 && report.doubled === 0 && isCounted;
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.exitCode = passed ? 0 : 1;

function loaderArgs(to: string): string[] {
  return ['--dsn', to, '--rate', values.rate, '--seconds', '86400', '--ledger', ledgerPath];
}

/** Makes the project; its DSN names the port of this first start, so it is put right. */
async function firstStart(): Promise<string> {
  const server = await startGarrisonServer({ dataDirectory, adminToken });
  const dsn = new URL(await server.dsn(PROJECT));
  await server.stop();
  dsn.host = `127.0.0.1:${port}`;
  return dsn.href;
}

async function start(): Promise<ChildProgram> {
  const main = join(import.meta.dirname, '../server/src/main.ts');
  const program = startProgram(process.execPath, [...launch.arguments, main], {
    env: {
      ...launch.environment,
      ...process.env,
      GARRISON_PORT: String(port),
      GARRISON_DATA: dataDirectory,
      GARRISON_ADMIN_TOKEN: adminToken,
      GARRISON_LOG_LEVEL: 'warn',
    },
  });
  const healthy = async (): Promise<boolean> => {
    if (program.exit() !== null) throw new Error(`the server did not start again:\n${program.output()}`);
    return fetch(`${url}/_health/`).then(
      (response) => response.ok,
      () => false,
    );
  };
  await poll(healthy, { timeoutMs: START_MS_MAX, everyMs: 50, describe: () => program.output() });
  return program;
}

/** Ids that were answered 200. */
async function readLedger(): Promise<Set<string>> {
  const lines = (await readFile(ledgerPath, 'utf8')).split('\n');
  return new Set(lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1)));
}

async function compare(answered: ReadonlySet<string>) {
  const outcomes = await drained(answered.size);
  const events = await api.all<{ eventID: string }>(`projects/acme-corp/${PROJECT}/events/?per_page=100`);
  const distinct = new Set(events.map(({ eventID }) => eventID));
  const issues = await api.all<{ count: string; lifetime?: { count: string } }>(
    `organizations/acme-corp/issues/?query=&per_page=100`,
  );
  return {
    answered: answered.size,
    /** More than answered: what was on disk when the answer could no longer be sent. */
    stored: distinct.size,
    lost: [...answered].filter((id) => !distinct.has(id)).length,
    doubled: events.length - distinct.size,
    timesSeen: issues.reduce((sum, issue) => sum + Number(issue.lifetime?.count ?? issue.count), 0),
    outcomes,
  };
}

/** Waits until everything answered is processed and nothing moves any more; the number of `accepted` outcomes. */
async function drained(least: number): Promise<number> {
  let last = -1;
  return poll(
    async () => {
      await delay(2_000);
      const accepted = await api.processed();
      const isStill = accepted === last && accepted >= least;
      last = accepted;
      return isStill ? accepted : 0;
    },
    { timeoutMs: DRAIN_MS_MAX, describe: () => `${last} of at least ${least} processed` },
  );
}
