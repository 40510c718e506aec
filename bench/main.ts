/**
 * The benchmark: a fresh server, the generator in its own process, figures as JSON. Budgets and results: bench/README.md.
 *
 *   npm run bench -- [--events 30000] [--rate 1000] [--seconds 15]
 *
 * `--events 1000000` also gives the query times at a million events.
 */
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { buildEnvelope, buildErrorEvent, poll, startGarrisonServer } from '@garrison/testkit';
import { memoryOfGroup, type GroupMemory } from './process-memory.ts';
import { createServerApi } from './server-api.ts';

const PROJECT = 'bench';
const VISIBLE_SAMPLES = 20;
const QUERY_SAMPLES = 20;
const DRAIN_MS_MAX = 3_600_000;
const SETTLE_MS_MIN = 45_000;
const SETTLE_MS_MAX = 120_000;
const SETTLE_STEP_MS = 5_000;

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '30000' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '15' },
  },
});
const run = promisify(execFile);
const server = await startGarrisonServer({ env: { GARRISON_LOG_LEVEL: 'warn' } });
try {
  const organization = await server.organization();
  const dsn = await server.dsn(PROJECT);
  const api = createServerApi(server.url, server.adminToken, organization);
  const figures: Record<string, unknown> = {
    machine: `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`,
  };
  await delay(5_000);
  figures['memoryIdleMiB'] = memoryOfGroup(server.program.pid);
  const memory = watchMemory(server.program.pid);

  const steady = load(dsn, ['--rate', values.rate, '--seconds', values.seconds]);
  figures['visibleMs'] = await visibleMs(dsn, api);
  figures[`acceptAt${values.rate}PerSecond`] = await steady;
  await untilProcessed(api, (await steady).accepted + VISIBLE_SAMPLES);

  const before = await api.processed();
  const started = performance.now();
  const burst = await load(dsn, ['--events', values.events]);
  figures['burst'] = burst;
  await untilProcessed(api, before + burst.accepted);
  figures['drainedPerSecond'] = Math.round(burst.accepted / ((performance.now() - started) / 1000));
  figures['memoryPeakMiB'] = memory.stop();

  const events = before + burst.accepted;
  figures['events'] = events;
  figures['bytesOnDiskPerEvent'] = Math.round((await settledBytes(server.dataDirectory)) / events);
  const [newest]: { eventID: string }[] = JSON.parse(
    await (await api.get(`projects/${organization}/${PROJECT}/events/?per_page=1`)).text(),
  );
  figures['issueListMs'] = await queryMs(() => api.get(`organizations/${organization}/issues/?per_page=25`));
  figures['eventByIdMs'] = await queryMs(() =>
    api.get(`projects/${organization}/${PROJECT}/events/${newest?.eventID}/`),
  );
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await server.stop();
}

/** Both stores, once merged: replaced parts go after half a minute. The log is not counted: it does not grow with the events stored. */
async function settledBytes(directory: string): Promise<number> {
  const stores = async (): Promise<number> =>
    (await bytesBelow(directory)) - (await bytesBelow(join(directory, 'log')));
  let bytes = await stores();
  for (let waited = 0; waited < SETTLE_MS_MAX; waited += SETTLE_STEP_MS) {
    await delay(SETTLE_STEP_MS);
    const now = await stores();
    if (waited > SETTLE_MS_MIN && now === bytes) break;
    bytes = now;
  }
  return bytes;
}

interface LoadResult {
  readonly accepted: number;
  readonly refused: number;
  readonly acceptedPerSecond: number;
  readonly ms: Percentiles;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

async function load(dsn: string, args: readonly string[]): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'load.ts'), '--dsn', dsn, ...args]);
  return JSON.parse(stdout);
}

async function untilProcessed(api: ReturnType<typeof createServerApi>, count: number): Promise<void> {
  await poll(async () => (await api.processed()) >= count, {
    timeoutMs: DRAIN_MS_MAX,
    everyMs: 100,
    describe: () => `${count} events processed`,
  });
}

/** From sending an event to reading it by its id, beside the steady load. */
async function visibleMs(dsn: string, api: ReturnType<typeof createServerApi>): Promise<Percentiles> {
  const { origin, username, pathname } = new URL(dsn);
  const organization = await server.organization();
  const times: number[] = [];
  for (let sample = 0; sample < VISIBLE_SAMPLES; sample += 1) {
    const event = buildErrorEvent({ seed: 1_000_000 + sample, timestamp: Date.now() / 1000 });
    const started = performance.now();
    const body = buildEnvelope(event).toString();
    await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, { method: 'POST', body });
    const path = `projects/${organization}/${PROJECT}/events/${event.event_id}/`;
    const isVisible = (): Promise<boolean> =>
      api.get(path).then(
        () => true,
        () => false,
      );
    await poll(isVisible, { timeoutMs: 60_000, everyMs: 25, describe: () => path });
    times.push(performance.now() - started);
  }
  return percentiles(times);
}

async function queryMs(ask: () => Promise<Response>): Promise<Percentiles> {
  const times: number[] = [];
  for (let sample = 0; sample < QUERY_SAMPLES; sample += 1) {
    const started = performance.now();
    await (await ask()).arrayBuffer();
    times.push(performance.now() - started);
  }
  return percentiles(times);
}

function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function watchMemory(group: number): { stop(): GroupMemory } {
  let peak: GroupMemory = { resident: 0, anonymous: 0 };
  const timer = setInterval(() => {
    const now = memoryOfGroup(group);
    peak = {
      resident: Math.max(peak.resident, now.resident),
      anonymous: Math.max(peak.anonymous, now.anonymous),
    };
  }, 250);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Merges remove folders during the walk: a removed folder counts 0. */
async function bytesBelow(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return found.size;
    const sizes = (await readdir(path)).map((name) => bytesBelow(join(path, name)));
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
