/**
 * What reading costs: CPU of the server and of the engine for each kind of request, over a fixed number of stored events.
 *
 *   node bench/read.ts [--events 25000] [--requests 60] [--root <folder of another version>]
 *
 * CPU counts hold on a machine that does other work, too; times do not. Prints one line per kind.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import type * as Testkit from '@garrison/testkit';
import { cpuOfGroup } from './process-cpu.ts';
import { createServerApi, type ServerApi } from './server-api.ts';

const PROJECT = 'bench';
const DRAIN_MS_MAX = 600_000;
/** The engine merges for a while after the last insert. */
const SETTLE_MS = 20_000;
const WARM_UP = 10;
const REST_MS = 300;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '25000' },
    requests: { type: 'string', default: '60' },
    root: { type: 'string', default: join(import.meta.dirname, '..') },
  },
});
const testkit = (await import(join(values.root, 'testkit/src/index.ts'))) as typeof Testkit;
const server = await testkit.startGarrisonServer({ env: { GARRISON_LOG_LEVEL: 'warn' } });
try {
  const organization = await server.organization();
  const dsn = await server.dsn(PROJECT);
  const api = createServerApi(server.url, server.adminToken, organization);
  const load = join(values.root, 'bench/load.ts');
  await promisify(execFile)(process.execPath, [load, '--dsn', dsn, '--events', values.events]);
  await testkit.poll(async () => (await api.processed()) >= Number(values.events), {
    timeoutMs: DRAIN_MS_MAX,
    everyMs: 250,
    describe: () => `${values.events} events processed`,
  });
  await delay(SETTLE_MS);
  console.log(`${values.events} events, ${values.requests} requests of each kind, CPU ms per request`);
  console.log(`idle: ${row(await idleCost())} per second`);
  for (const [kind, path] of await kinds(api, organization)) {
    console.log(`${kind.padEnd(22)} ${row(await costOf(() => api.get(path)))}`);
  }
} finally {
  await server.stop();
}

async function kinds(api: ServerApi, organization: string): Promise<[string, string][]> {
  const list = `organizations/${organization}/issues/?limit=25`;
  const [issue]: { id: string }[] = JSON.parse(await (await api.get(list)).text());
  const events = `projects/${organization}/${PROJECT}/events/`;
  const [event]: { eventID: string }[] = JSON.parse(await (await api.get(`${events}?per_page=1`)).text());
  const ofIssue = `organizations/${organization}/issues/${issue?.id}/`;
  return [
    ['list', list],
    ['list, 24 h', `${list}&statsPeriod=24h`],
    ['search, text', `${list}&query=is%3Aunresolved+failed`],
    ['search, release', `${list}&query=is%3Aunresolved+release%3A*1*`],
    ['search, tag', `${list}&query=is%3Aunresolved+has%3Aserver_name`],
    ['issue', ofIssue],
    ['latest event', `${ofIssue}events/latest/`],
    ['event by id', `${events}${event?.eventID}/`],
    ['events of an issue', `${ofIssue}events/?per_page=20`],
    ['tags of an issue', `${ofIssue}tags/`],
    ['stats', `organizations/${organization}/events-stats/?statsPeriod=14d`],
  ];
}

interface Cost {
  readonly server: number;
  readonly engine: number;
}

async function costOf(ask: () => Promise<Response>): Promise<Cost> {
  for (let sample = 0; sample < WARM_UP; sample += 1) await (await ask()).arrayBuffer();
  await delay(REST_MS);
  const before = cpuOfGroup(server.program.pid);
  const count = Number(values.requests);
  for (let sample = 0; sample < count; sample += 1) await (await ask()).arrayBuffer();
  const after = cpuOfGroup(server.program.pid);
  return {
    server: (after.serverMs - before.serverMs) / count,
    engine: (after.engineMs - before.engineMs) / count,
  };
}

/** What both use without any request, to be taken off in thought. */
async function idleCost(): Promise<Cost> {
  const before = cpuOfGroup(server.program.pid);
  await delay(5_000);
  const after = cpuOfGroup(server.program.pid);
  return { server: (after.serverMs - before.serverMs) / 5, engine: (after.engineMs - before.engineMs) / 5 };
}

function row({ server: ours, engine }: Cost): string {
  const [a, b, sum] = [ours, engine, ours + engine].map((cost) => cost.toFixed(1).padStart(6));
  return `server ${a}  engine ${b}  sum ${sum}`;
}
