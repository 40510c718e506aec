/**
 * The CPU that one stored event costs, by process and thread; two versions of the server in turn, so that the ratio holds beside other load.
 *
 *   npm run bench write -- [--events 25000] [--rounds 2] [--against <folder of another version, with its packages>]
 *
 * Each side gets a fresh server per round and the same burst of events; its CPU is counted from the first request until all are stored and the engine
 * has merged what it merges at once.
 */
import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type GarrisonServer, poll, type startGarrisonServer } from '@garrison/testkit';
import { memoryOfGroup } from './process-memory.ts';
import { createServerApi } from './server-api.ts';
import { cpuByThread, type ThreadCpu } from './thread-cpu.ts';

const PROJECT = 'bench';
const IDLE_MS = 3000;
const STORED_MS_MAX = 600_000;
/** Afterwards: until a second costs less than this, or so many seconds. */
const QUIET_MS = 50;
const QUIET_SECONDS_MAX = 15;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '25000' },
    rounds: { type: 'string', default: '2' },
    against: { type: 'string', multiple: true, default: [] },
  },
});
const run = promisify(execFile);
const HERE = join(import.meta.dirname, '..');
const sides = [...values.against.map((folder) => resolve(folder)), HERE];

interface Figures {
  readonly microseconds: Readonly<Record<string, number>>;
  readonly drainedPerSecond: number;
  readonly peakMiB: { resident: number; anonymous: number };
}

const measured = new Map<string, Figures[]>(sides.map((side) => [side, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const side of sides) {
    const figures = await measure(side);
    measured.get(side)?.push(figures);
    console.log(JSON.stringify({ side, round, load: loadavg()[0], ...figures }));
  }
}
const means = sides.map((side) => mean((measured.get(side) ?? []).map(({ microseconds }) => microseconds)));
const [first, last] = [means.at(0), means.at(-1)];
const ratio = sides.length > 1 ? { ratio: (last?.['all'] ?? 0) / (first?.['all'] ?? 1) } : {};
const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
console.log(JSON.stringify({ machine, microsecondsPerEvent: means, ...ratio }, null, 2));

async function measure(side: string): Promise<Figures> {
  // Each version is started by its own harness, as it is started in its tests.
  const { href } = pathToFileURL(join(side, 'testkit/src/index.ts'));
  const testkit = (await import(href)) as { startGarrisonServer: typeof startGarrisonServer };
  const server = await testkit.startGarrisonServer({ env: { GARRISON_LOG_LEVEL: 'warn' } });
  try {
    return await measureServer(server);
  } finally {
    await server.stop();
  }
}

async function measureServer(server: GarrisonServer): Promise<Figures> {
  const dsn = await server.dsn(PROJECT);
  const api = createServerApi(server.url, server.adminToken, await server.organization());
  const { pid } = server.program;
  await delay(IDLE_MS);
  const before = cpuByThread(pid);
  const peakMiB = { resident: 0, anonymous: 0 };
  const watch = setInterval(() => {
    const { resident, anonymous } = memoryOfGroup(pid);
    peakMiB.resident = Math.max(peakMiB.resident, resident);
    peakMiB.anonymous = Math.max(peakMiB.anonymous, anonymous);
  }, 250);
  const started = performance.now();
  const args = [join(HERE, 'bench/load.ts'), '--dsn', dsn, '--events', values.events];
  const { accepted } = JSON.parse((await run(process.execPath, args)).stdout) as { accepted: number };
  await poll(async () => (await api.processed()) >= accepted, {
    timeoutMs: STORED_MS_MAX,
    everyMs: 500,
    describe: () => `${accepted} events processed`,
  });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  await untilQuiet(pid);
  return {
    microseconds: perEvent({ before, after: cpuByThread(pid) }, accepted),
    drainedPerSecond: Math.round(accepted / seconds),
    peakMiB,
  };
}

async function untilQuiet(pid: number): Promise<void> {
  const used = (): number => cpuByThread(pid).reduce((sum, { ms }) => sum + ms, 0);
  let before = used();
  for (let second = 0; second < QUIET_SECONDS_MAX; second += 1) {
    await delay(1000);
    const now = used();
    if (now - before < QUIET_MS) return;
    before = now;
  }
}

function perEvent(
  { before, after }: { readonly before: readonly ThreadCpu[]; readonly after: readonly ThreadCpu[] },
  events: number,
): Record<string, number> {
  const known = new Map(before.map(({ name, ms }) => [name, ms]));
  const by = Object.fromEntries(
    after.map(({ name, ms }) => [name, Math.round(((ms - (known.get(name) ?? 0)) * 1000) / events)] as const),
  );
  const all = Object.values(by).reduce((sum, each) => sum + each, 0);
  return { all, ...Object.fromEntries(Object.entries(by).filter(([, each]) => each > 0)) };
}

function mean(rounds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = new Set(rounds.flatMap((round) => Object.keys(round)));
  const of = (name: string): number => rounds.reduce((sum, round) => sum + (round[name] ?? 0), 0) / rounds.length;
  return Object.fromEntries([...names].map((name) => [name, Math.round(of(name))]));
}
