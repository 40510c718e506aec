/**
 * What the kit for Python costs a FastAPI service: CPU time per request of the service's process, with no SDK, with the SDK alone, and
 * with the kit.
 *
 *   npm run bench kit-python -- [--launches 3] [--rounds 8] [--burst 300] [--sdk oldest|newest]
 *
 * All services live at once and get short bursts in turn, so that a busy moment of the machine meets all of them. A figure is the median
 * of the bursts, a ratio that of the bursts side by side. Budget: kit/plain ≤ 1.02.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { pythonOf } from '@garrison/testkit';
import { createLoadConnection } from './load-connection.ts';

interface Case {
  readonly variant: 'none' | 'plain' | 'kit';
  /** Undefined: errors only. */
  readonly rate: number | undefined;
}

const CASES: readonly Case[] = [
  { variant: 'none', rate: undefined },
  ...[undefined, 0.1, 1].flatMap((rate): Case[] => [
    { variant: 'plain', rate },
    { variant: 'kit', rate },
  ]),
];
const WARM_UP = 500;
const CONNECTIONS = 8;
const REQUEST = Buffer.from('GET /items/7 HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\naccept: */*\r\n\r\n');

const { values } = parseArgs({
  options: {
    launches: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '8' },
    burst: { type: 'string', default: '300' },
    sdk: { type: 'string', default: 'newest' },
  },
});
const python = pythonOf(values.sdk === 'oldest' ? 'python-oldest' : 'python-newest');

const sink = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{}'));
});
sink.listen(0, '127.0.0.1');
await once(sink, 'listening');
const address = sink.address();
const dsn = `http://c0ffee00c0ffee00c0ffee00c0ffee00@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/1`;

const launches: number[][][] = [];
for (let launch = 0; launch < Number(values.launches); launch++) launches.push(await launchOf());
console.table(CASES.map((_, index) => rowOf(index)));
sink.close();
sink.closeAllConnections();

interface Service {
  /** CPU time per request in µs of all that the process did since the last burst. */
  burst(requests: number): Promise<number>;
  stop(): Promise<void>;
}

async function launchOf(): Promise<number[][]> {
  const services: Service[] = [];
  try {
    for (const one of CASES) services.push(await start(one));
    for (const service of services) await service.burst(WARM_UP);
    const rounds: number[][] = CASES.map(() => []);
    const turn = [...services.entries()];
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const [index, service] of turn) rounds[index]?.push(await service.burst(Number(values.burst)));
      turn.reverse();
    }
    return rounds;
  } finally {
    for (const service of services) await service.stop();
  }
}

async function start({ variant, rate }: Case): Promise<Service> {
  const child = spawn(python, [join(import.meta.dirname, 'kit_python_app.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PYTHONPATH: join(import.meta.dirname, '../kit/python/src'),
      VARIANT: variant,
      DSN: dsn,
      RATE: rate === undefined ? '' : String(rate),
      SENTRY_RELEASE: 'bench@1',
      ...(rate === undefined ? { SENTRY_KIT_MODE: 'errors' } : { SENTRY_TRACES_SAMPLE_RATE: String(rate) }),
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<number> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${variant}: the measured service ended`);
    return Number(value);
  };
  const port = await said();
  const connections = Array.from({ length: CONNECTIONS }, () => createLoadConnection('127.0.0.1', port));
  let before = 0;
  return {
    async burst(requests) {
      let sent = 0;
      const drive = async (connection: (typeof connections)[number]): Promise<void> => {
        while (sent++ < requests) {
          const status = await connection.send(REQUEST);
          if (status !== 200) throw new Error(`${variant}: answered ${status}`);
        }
      };
      await Promise.all(connections.map(drive));
      child.stdin.write('cpu\n');
      const cpu = await said();
      const used = cpu - before;
      before = cpu;
      return used / requests;
    },
    async stop() {
      for (const connection of connections) connection.close();
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

function rowOf(index: number): object {
  const { variant, rate } = CASES[index] as Case;
  const plain = CASES.findIndex((other) => other.variant === 'plain' && other.rate === rate);
  const ratios = launches.map((rounds) =>
    median((rounds[index] ?? []).map((figure, round) => figure / (rounds[plain]?.[round] ?? Number.NaN))),
  );
  return {
    variant,
    traces: variant === 'none' ? '' : (rate ?? 'errors only'),
    'µs CPU per request': Math.round(median(launches.map((rounds) => median(rounds[index] ?? [])))),
    'kit/plain': variant === 'kit' ? median(ratios).toFixed(2) : '',
    'per launch': variant === 'kit' ? ratios.map((ratio) => ratio.toFixed(2)).join(' ') : '',
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
