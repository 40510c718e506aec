import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../child-program.ts';
import { freePort } from '../free-port.ts';
import { poll } from '../poll.ts';
import type { Broker } from './broker.ts';

/** Starts a Redis without persistence on a free port. */
export async function startRedis(): Promise<Broker> {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-redis-'));
  const port = await freePort();
  const options = { port: String(port), bind: '127.0.0.1', dir: directory, save: '', appendonly: 'no' };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const program = startProgram('redis-server', args);
  const close = async (): Promise<void> => {
    await program.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await poll(
      () => {
        if (program.exit() !== null) {
          throw new Error(`redis-server ended (installed? testkit/install-services.sh debian):\n${program.output()}`);
        }
        return answersPing(port);
      },
      { timeoutMs: 20_000, describe: () => `Redis on port ${port}:\n${program.output()}` },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, close };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}
