/**
 * What the kit costs a service: CPU time per request of the service's process, with no SDK, with the SDK alone, and with the kit.
 *
 *   npm run bench kit -- [--full] [--sdk 10|11] [--framework express|fastify] [--launches 3] [--rounds 12] [--burst 400]
 *
 * Short: SDK 11 with Express 5, errors only and 0.1. `--full`: SDK 10 and 11, Express 5 and Fastify 5, also 1.0; a piece of it with
 * `--sdk` and `--framework`. All services of one SDK and framework live at once and get short bursts in turn, so that a busy moment
 * of the machine, and what a process left for later (collections, flushes), meets all of them. A figure is the median of the
 * bursts, a ratio that of the bursts side by side; then the median over launches, because one process differs from the next.
 * Budgets: kit/plain ≤ 1.00 at 0.1, ≤ 1.02 errors only; scrubbing an event of 20 KB ≤ 150 µs.
 */
import { once } from 'node:events';
import { copyFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPayloadScrubber, createScrubber, defaultPolicy, scrubOptions } from '@garrison/policy';
import { buildErrorEvent } from '@garrison/testkit';
import { composeApp, type Major } from '../kit/node/conformance/compose-app.ts';
import { startKitService, type Framework, type KitService, type Variant } from './kit-service.ts';

interface Case {
  readonly variant: Variant;
  /** Undefined: errors only. */
  readonly rate: number | undefined;
}

interface Piece {
  readonly major: Major;
  readonly framework: Framework;
}

const WARM_UP = 4000;
const EVENT_BYTES = 20_000;

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    sdk: { type: 'string' },
    framework: { type: 'string' },
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '12' },
    burst: { type: 'string', default: '400' },
  },
});
const wanted = values.full || values.sdk !== undefined || values.framework !== undefined;
const majors = ([10, 11] as const).filter((major) => String(major) === (values.sdk ?? (wanted ? String(major) : '11')));
const frameworks = (['express', 'fastify'] as const).filter(
  (name) => name === (values.framework ?? (wanted ? name : 'express')),
);
const cases: readonly Case[] = [
  { variant: 'none', rate: undefined },
  ...(wanted ? [undefined, 0.1, 1] : [undefined, 0.1]).flatMap((rate): Case[] => [
    { variant: 'plain', rate },
    { variant: 'kit', rate },
  ]),
];

const sink = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{}'));
});
sink.listen(0, '127.0.0.1');
await once(sink, 'listening');
const address = sink.address();
const dsn = `http://c0ffee00c0ffee00c0ffee00c0ffee00@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`;

try {
  for (const major of majors) {
    for (const framework of frameworks) console.table(await rowsOf({ major, framework }));
  }
} finally {
  sink.close();
  sink.closeAllConnections();
}
console.log(JSON.stringify({ scrubMicroseconds: scrubMicroseconds(), eventBytes: EVENT_BYTES }));

async function rowsOf(piece: Piece): Promise<readonly object[]> {
  const app = await composeApp({ major: piece.major });
  await copyFile(join(import.meta.dirname, 'kit-app.mjs'), join(app.directory, 'app.mjs'));
  await writeFile(
    join(app.directory, 'plain.mjs'),
    `import * as Sentry from '@sentry/node';
     const rate = process.env.RATE; Sentry.init({ dsn: process.env.DSN, ...(rate ? { tracesSampleRate: Number(rate) } : {}) });`,
  );
  try {
    const launches: (readonly (readonly number[])[])[] = [];
    for (let launch = 0; launch < Number(values.launches); launch += 1) {
      launches.push(await launchOf(app.directory, piece.framework));
    }
    return cases.map((entry, index) => rowOf(piece, entry, { index, launches }));
  } finally {
    await app.remove();
  }
}

/** µs per request, per case and round. */
async function launchOf(directory: string, framework: Framework): Promise<readonly (readonly number[])[]> {
  const services: KitService[] = [];
  try {
    for (const { variant, rate } of cases) {
      services.push(await startKitService({ directory, framework, variant, rate, dsn }));
    }
    for (const service of services) await service.burst(WARM_UP);
    const rounds: number[][] = services.map(() => []);
    const turn = services.map((_, index) => index);
    for (let round = 0; round <= Number(values.rounds); round += 1) {
      for (const index of turn) {
        const cpu = await services[index]?.burst(Number(values.burst));
        // The first includes what the warm-up left behind.
        if (round > 0 && cpu !== undefined) rounds[index]?.push(cpu);
      }
      turn.reverse();
    }
    return rounds;
  } finally {
    for (const service of services) await service.stop();
  }
}

function rowOf(
  { major, framework }: Piece,
  { variant, rate }: Case,
  { index, launches }: { readonly index: number; readonly launches: readonly (readonly (readonly number[])[])[] },
): object {
  const plain = cases.findIndex((other) => other.variant === 'plain' && other.rate === rate);
  const ratios = launches.map((rounds) =>
    median((rounds[index] ?? []).map((figure, round) => figure / (rounds[plain]?.[round] ?? Number.NaN))),
  );
  return {
    framework,
    sdk: variant === 'none' ? '' : major,
    variant,
    traces: variant === 'none' ? '' : (rate ?? 'errors only'),
    'µs CPU per request': Math.round(median(launches.map((rounds) => median(rounds[index] ?? [])))),
    'kit/plain': variant === 'kit' ? median(ratios).toFixed(2) : '',
    'per launch': variant === 'kit' ? ratios.map((ratio) => ratio.toFixed(2)).join(' ') : '',
  };
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
