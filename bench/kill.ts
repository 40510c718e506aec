/**
 * Power cuts: the server is killed (-9, with its engine and its worker) at random moments under load and started again on the same data. Meanwhile
 * grouping rules are changed, issues are merged, and a second project, which also receives events, is deleted. Afterwards every event of the first
 * project that was answered 200 must be stored once, in an issue that counts it, and no event of the second project may be stored.
 *
 *   node bench/kill.ts [--kills 20] [--rate 300]
 *
 * Prints one line of JSON; exit code 1 when anything was lost, counted twice or came back, or when rows, issues and outcomes disagree.
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
import { connectEvents, startEngine } from '../server/src/store/index.ts';
import { createKillChanges } from './kill-changes.ts';
import { createServerApi } from './server-api.ts';

const PROJECT = 'kill';
const DOOMED = 'kill-doomed';
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
const [[dsn, doomedDsn], first] = [await firstStart(), await start()];
const loaders = [
  startLoader(['--dsn', dsn, '--rate', values.rate, '--ledger', ledgerPath]),
  startLoader(['--dsn', doomedDsn, '--rate', String(Math.ceil(Number(values.rate) / 4)), '--connections', '8']),
];
// The testkit ends the servers in the same way.
process.once('exit', () => loaders.forEach(({ child }) => child.kill('SIGKILL')));
process.once('SIGTERM', () => process.exit(1));
const kills = Number(values.kills);
const changes = createKillChanges({
  api,
  organization: 'acme-corp',
  project: PROJECT,
  doomed: DOOMED,
  deleteIn: Math.floor(kills / 2),
});
let passed = false;
try {
  let server = first;
  for (let round = 0; round < kills; round += 1) {
    // Cut short by the kill, or not: both are right.
    const changing = changes.change(round).catch((error: unknown) => String(error));
    await delay(Math.random() * ALIVE_MS_MAX);
    await server.kill9();
    const failure = await changing;
    if (failure?.startsWith('Error: ') === true) throw new Error(failure);
    server = await start();
  }
  if (!changes.done.projectDeleted) await changes.change(kills);
  for (const { child, ended } of loaders) {
    child.kill('SIGTERM');
    await ended;
  }
  const report = await compare(await readLedger());
  await server.stop();
  const ofDeletedProject = await rowsOfOthers(report.projectId);
  const { projectId: _, ...figures } = report;
  console.log(JSON.stringify({ kills, ...changes.done, ...figures, ofDeletedProject }));
  const isCounted = report.timesSeen === report.stored && report.outcomes === report.stored;
  const agrees = isCounted && report.issuesThatDisagree === 0 && report.withoutIssue === 0;
  passed = report.lost === 0 && report.doubled === 0 && agrees && ofDeletedProject === 0;
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.exitCode = passed ? 0 : 1;

function startLoader(args: readonly string[]) {
  const load = join(import.meta.dirname, 'load.ts');
  const child = spawn(process.execPath, [load, ...args, '--seconds', '86400'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return { child, ended: once(child, 'exit') };
}

/** Makes the projects; their DSNs name the port of this first start, so they are put right. */
async function firstStart(): Promise<[string, string]> {
  const server = await startGarrisonServer({ dataDirectory, adminToken });
  const dsns = [new URL(await server.dsn(PROJECT)), new URL(await server.dsn(DOOMED))] as const;
  await server.stop();
  for (const one of dsns) one.host = `127.0.0.1:${port}`;
  return [dsns[0].href, dsns[1].href];
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

interface ListedEvent {
  readonly eventID: string;
  readonly projectID: string;
  readonly groupID: string | null;
}

async function compare(answered: ReadonlySet<string>) {
  const outcomes = await drained(answered.size);
  const events = await api.all<ListedEvent>(`projects/acme-corp/${PROJECT}/events/?per_page=100`);
  const distinct = new Set(events.map(({ eventID }) => eventID));
  const issues = await api.all<{ id: string; lifetime: { count: string } }>(
    `projects/acme-corp/${PROJECT}/issues/?query=&per_page=100`,
  );
  const rowsOf = Map.groupBy(events, ({ groupID }) => groupID);
  const counts = issues.map(({ id, lifetime }) => ({ id, count: Number(lifetime.count) }));
  return {
    projectId: Number(events[0]?.projectID),
    answered: answered.size,
    /** More than answered: what was on disk when the answer could no longer be sent. */
    stored: distinct.size,
    lost: [...answered].filter((id) => !distinct.has(id)).length,
    doubled: events.length - distinct.size,
    issues: issues.length,
    timesSeen: counts.reduce((sum, { count }) => sum + count, 0),
    outcomes,
    /** Issues that count more or fewer events than are stored of them. */
    issuesThatDisagree: counts.filter(({ id, count }) => (rowsOf.get(id)?.length ?? 0) !== count).length,
    /** Events that no issue leads to. */
    withoutIssue: rowsOf.get(null)?.length ?? 0,
  };
}

/** Events of other projects that are still in the event store, counted in the store itself: the API shows nothing of a project that is gone. */
async function rowsOfOthers(projectId: number): Promise<number> {
  const engine = await startEngine({ directory: join(dataDirectory, 'engine') });
  const { url: address, username, password } = engine;
  const events = connectEvents({ url: address, username, password, database: 'garrison' });
  try {
    const query = 'SELECT toString(count()) AS rows FROM events WHERE project_id != {project:UInt64}';
    const [row] = await events.select<{ rows: string }>(query, { project: projectId });
    return Number(row?.rows);
  } finally {
    await events.close();
    await engine.close();
  }
}

/** Waits until everything answered is processed and nothing moves any more; the number of `accepted` outcomes. */
async function drained(least: number): Promise<number> {
  let last = -1;
  return poll(
    async () => {
      await delay(2_000);
      const accepted = await api.processed(PROJECT);
      const isStill = accepted === last && accepted >= least;
      last = accepted;
      return isStill ? accepted : 0;
    },
    { timeoutMs: DRAIN_MS_MAX, describe: () => `${last} of at least ${least} processed` },
  );
}
