/**
 * What the kit costs a service: CPU time per request of the service's process, with no SDK, with the SDK alone, and with the kit.
 *
 *   node bench/kit.ts [--full] [--rounds 5] [--requests 3000]
 *
 * Short (about a minute): SDK 11 with Express 5, errors only and 0.1. `--full`: SDK 10 and 11, Express 5 and Fastify 5, also 1.0.
 * The runs of all variants take turns, round by round, so that a busy moment of the machine meets all of them; the figure is the
 * median of the rounds. Budgets: kit/plain ≤ 1.00 at 0.1, ≤ 1.02 errors only; scrubbing an event of 20 KB ≤ 150 µs.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPayloadScrubber, createScrubber, defaultPolicy, scrubOptions } from '@garrison/policy';
import { buildErrorEvent } from '@garrison/testkit';
import { composeApp, type Major } from '../kit/node/conformance/compose-app.ts';

type Framework = 'express' | 'fastify';
type Variant = 'none' | 'plain' | 'kit';

interface Case {
  readonly major: Major;
  readonly framework: Framework;
  readonly variant: Variant;
  /** Undefined: errors only. */
  readonly rate: number | undefined;
}

const CONNECTIONS = 16;
const WARM_UP = 1500;
const EVENT_BYTES = 20_000;

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '3000' },
  },
});
const requests = Number(values.requests);
const sink = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{}'));
});
sink.listen(0, '127.0.0.1');
await once(sink, 'listening');
const address = sink.address();
const dsn = `http://c0ffee00c0ffee00c0ffee00c0ffee00@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`;

const apps = new Map<Major, Awaited<ReturnType<typeof composeApp>>>();
for (const major of values.full ? ([10, 11] as const) : ([11] as const)) {
  const app = await composeApp({ major });
  apps.set(major, app);
  await copyFile(join(import.meta.dirname, 'kit-app.mjs'), join(app.directory, 'app.mjs'));
  const init = `import * as Sentry from '@sentry/node';
    const rate = process.env.RATE; Sentry.init({ dsn: process.env.DSN, ...(rate ? { tracesSampleRate: Number(rate) } : {}) });`;
  await writeFile(join(app.directory, 'plain.mjs'), init);
}

const cases = casesOf(values.full);
const figures = new Map<Case, number[]>(cases.map((entry) => [entry, []]));
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const entry of cases) figures.get(entry)?.push(await measure(entry));
  }
} finally {
  sink.close();
  sink.closeAllConnections();
  for (const app of apps.values()) await app.remove();
}

const medianOf = (wanted: Case): number => median(figures.get(wanted) ?? []);
console.table(
  cases.map((entry) => {
    const plain = cases.find((other) => isSame(other, { ...entry, variant: 'plain' }));
    const ratio = entry.variant === 'kit' && plain !== undefined ? medianOf(entry) / medianOf(plain) : undefined;
    return {
      sdk: entry.variant === 'none' ? '' : entry.major,
      framework: entry.framework,
      variant: entry.variant,
      traces: entry.variant === 'none' ? '' : (entry.rate ?? 'errors only'),
      'µs CPU per request': Number(medianOf(entry).toFixed(1)),
      'kit/plain': ratio === undefined ? '' : Number(ratio.toFixed(2)),
    };
  }),
);
console.log(JSON.stringify({ scrubMicroseconds: scrubMicroseconds(), eventBytes: EVENT_BYTES }));

function casesOf(full: boolean): readonly Case[] {
  const list: Case[] = [];
  for (const framework of full ? (['express', 'fastify'] as const) : (['express'] as const)) {
    list.push({ major: 11, framework, variant: 'none', rate: undefined });
    for (const major of apps.keys()) {
      for (const rate of full ? [undefined, 0.1, 1] : [undefined, 0.1]) {
        list.push({ major, framework, variant: 'plain', rate }, { major, framework, variant: 'kit', rate });
      }
    }
  }
  return list;
}

async function measure({ major, framework, variant, rate }: Case): Promise<number> {
  const cwd = apps.get(major)?.directory ?? '';
  const preload = { none: [], plain: ['--import', './plain.mjs'], kit: ['--import', '@garrison/node/register'] }[
    variant
  ];
  const child = fork(join(cwd, 'app.mjs'), [], {
    cwd,
    execArgv: preload,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      FRAMEWORK: framework,
      WITH: variant,
      DSN: dsn,
      RATE: rate === undefined ? '' : String(rate),
      SENTRY_SERVICE: 'bench',
      SENTRY_RELEASE: 'bench@1',
      SENTRY_PROFILE_SESSION_SAMPLE_RATE: '0',
      ...(variant === 'kit' ? { SENTRY_DSN: dsn } : {}),
      ...(rate === undefined ? { SENTRY_KIT_MODE: 'errors' } : { SENTRY_TRACES_SAMPLE_RATE: String(rate) }),
    },
  });
  const { port } = await answerOf<{ port: number }>(child);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  await load(port, agent, WARM_UP);
  child.send('begin');
  await answerOf(child);
  await load(port, agent, requests);
  child.send('end');
  const { cpu } = await answerOf<{ cpu: number }>(child);
  agent.destroy();
  child.send('stop');
  await once(child, 'exit');
  return cpu / requests;
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

async function load(port: number, agent: Agent, count: number): Promise<void> {
  let sent = 0;
  const connection = async (): Promise<void> => {
    while (sent++ < count) await request(port, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

function request(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent, path: '/items/7', headers: { 'user-agent': 'bench' } }, (response) => {
      response.resume();
      response.once('end', resolve);
    }).once('error', reject);
  });
}

function scrubMicroseconds(): number {
  const scrubber = createPayloadScrubber(defaultPolicy, createScrubber(scrubOptions(defaultPolicy.scrubbing)));
  const event: Record<string, unknown> = {
    ...buildErrorEvent({ seed: 1, timestamp: 1_700_000_000, bytes: EVENT_BYTES }),
  };
  const times: number[] = [];
  for (let run = 0; run < 3000; run += 1) {
    const started = performance.now();
    scrubber.event(event);
    times.push((performance.now() - started) * 1000);
  }
  return Number(median(times.slice(1000)).toFixed(1));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function isSame(a: Case, b: Case): boolean {
  return a.major === b.major && a.framework === b.framework && a.variant === b.variant && a.rate === b.rate;
}
