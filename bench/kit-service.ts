import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createLoadConnection } from './load-connection.ts';

export type Framework = 'express' | 'fastify';
export type Variant = 'none' | 'plain' | 'kit';

export interface KitService {
  /** Sends so many requests, 16 at a time; the CPU time per request in µs of all that the process did since the last burst. */
  burst(requests: number): Promise<number>;
  stop(): Promise<void>;
}

const CONNECTIONS = 16;
const REQUEST = Buffer.from('GET /items/7 HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: bench\r\naccept: */*\r\n\r\n');
const PRELOAD = {
  none: [],
  plain: ['--import', './plain.mjs'],
  kit: ['--import', '@garrison/node/register'],
} as const;

export async function startKitService(parts: {
  readonly directory: string;
  readonly framework: Framework;
  readonly variant: Variant;
  /** Undefined: errors only. */
  readonly rate: number | undefined;
  readonly dsn: string;
}): Promise<KitService> {
  const { directory, framework, variant, rate, dsn } = parts;
  const child = fork(join(directory, 'app.mjs'), [], {
    cwd: directory,
    execArgv: [...PRELOAD[variant]],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      FRAMEWORK: framework,
      VARIANT: variant,
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
  const connections = Array.from({ length: CONNECTIONS }, () => createLoadConnection('127.0.0.1', port));
  let before = 0;
  return {
    async burst(requests) {
      let sent = 0;
      await Promise.all(
        connections.map(async (connection) => {
          while (sent++ < requests) {
            const status = await connection.send(REQUEST);
            if (status !== 200) throw new Error(`${variant}: answered ${status}`);
          }
        }),
      );
      child.send('cpu');
      const { cpu } = await answerOf<{ cpu: number }>(child);
      const used = cpu - before;
      before = cpu;
      return used / requests;
    },
    async stop() {
      for (const connection of connections) connection.close();
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const exit = once(child, 'exit', ended).then(([code]) => {
    throw new Error(`the measured service ended with ${code}`);
  });
  const answer = once(child, 'message', ended) as Promise<[T]>;
  try {
    return (await Promise.race([answer, exit]))[0];
  } finally {
    exit.catch(() => {});
    answer.catch(() => {});
    ended.abort();
  }
}
