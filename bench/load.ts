/**
 * Load generator, in its own process beside the server.
 *
 *   node bench/load.ts --dsn <dsn> --rate 1000 --seconds 20      open loop: so many per second, latency from the time each was due
 *   node bench/load.ts --dsn <dsn> --seconds 10                  burst: every connection sends as fast as it is answered
 *
 * Options: --events <n> (instead of --seconds), --connections 32, --gzip 0.5 (share that is compressed), --seed 1, --ledger <file>: a line for each
 * event, `+<id>` when it was answered 200, `?<id>` when no answer came (it may or may not have been kept), `-<id>` when it was refused.
 * Prints one line of JSON: counts, rate, percentiles in ms.
 */
import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createLoadConnection, type LoadConnection } from './load-connection.ts';
import { createLoadRequests, type LoadRequest } from './load-requests.ts';

/** Before a broken connection is tried again. */
const RECONNECT_MS = 50;

const { values } = parseArgs({
  options: {
    dsn: { type: 'string' },
    rate: { type: 'string' },
    seconds: { type: 'string' },
    events: { type: 'string' },
    connections: { type: 'string', default: '32' },
    gzip: { type: 'string', default: '0.5' },
    seed: { type: 'string', default: '1' },
    ledger: { type: 'string' },
  },
});
if (values.dsn === undefined || (values.seconds === undefined && values.events === undefined))
  throw new Error('Needs --dsn, and --seconds or --events');

const requests = createLoadRequests(values.dsn, { gzipShare: Number(values.gzip), seed: Number(values.seed) });
const connections = Array.from({ length: Number(values.connections) }, () =>
  createLoadConnection(requests.host, requests.port),
);
const ledger = values.ledger === undefined ? undefined : createWriteStream(values.ledger);
const eventsMax = Number(values.events ?? Number.POSITIVE_INFINITY);
const counts = { sent: 0, accepted: 0, refused: 0, unanswered: 0 };
const latencies: number[] = [];
const started = performance.now();
const deadline = values.seconds === undefined ? Number.POSITIVE_INFINITY : started + Number(values.seconds) * 1000;
let stopping = false;
process.once('SIGTERM', () => (stopping = true));

await (values.rate === undefined ? burst() : atRate(Number(values.rate)));
const seconds = (performance.now() - started) / 1000;
for (const connection of connections) connection.close();
if (ledger !== undefined) await new Promise<void>((resolve) => ledger.end(resolve));
latencies.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    ...counts,
    seconds: Number(seconds.toFixed(2)),
    acceptedPerSecond: Math.round(counts.accepted / seconds),
    ms: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
  }),
);

function isOver(): boolean {
  return stopping || counts.sent >= eventsMax || performance.now() >= deadline;
}

async function burst(): Promise<void> {
  await Promise.all(
    connections.map(async (connection) => {
      while (!isOver()) await sendOne(connection, requests.next(), performance.now());
    }),
  );
}

/** A request that finds every connection busy waits, and its waiting counts: the clients of a slow server do not slow down. */
async function atRate(perSecond: number): Promise<void> {
  const free = [...connections];
  const pending = new Set<Promise<void>>();
  for (let due = started; !isOver(); due += 1000 / perSecond) {
    const early = due - performance.now();
    if (early > 0) await delay(early);
    while (free.length === 0) await Promise.race(pending);
    const connection = free.pop();
    if (connection === undefined) continue;
    const sending = sendOne(connection, requests.next(), due).finally(() => {
      free.push(connection);
      pending.delete(sending);
    });
    pending.add(sending);
  }
  await Promise.all(pending);
}

async function sendOne(connection: LoadConnection, request: LoadRequest, due: number): Promise<void> {
  counts.sent += 1;
  const status = await connection.send(request.bytes);
  if (status === 200) {
    counts.accepted += 1;
    latencies.push(performance.now() - due);
    ledger?.write(`+${request.eventId}\n`);
    return;
  }
  if (status === undefined) counts.unanswered += 1;
  else counts.refused += 1;
  ledger?.write(`${status === undefined ? '?' : '-'}${request.eventId}\n`);
  await delay(RECONNECT_MS);
}

function percentile(share: number): number {
  return Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
}
