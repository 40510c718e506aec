import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../child-program.ts';
import { freePort } from '../free-port.ts';
import { poll } from '../poll.ts';
import type { Broker } from './broker.ts';

/** Starts a NATS server with JetStream on a free port. */
export async function startNats(): Promise<Broker> {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-nats-'));
  const port = await freePort();
  const program = startProgram('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory], {
    // Debian keeps servers out of the ordinary user's PATH.
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  const close = async (): Promise<void> => {
    await program.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await poll(
      () => {
        if (program.exit() !== null) {
          throw new Error(`nats-server ended (installed? testkit/install-services.sh debian):\n${program.output()}`);
        }
        return greets(port);
      },
      { timeoutMs: 20_000, describe: () => `NATS on port ${port}:\n${program.output()}` },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `nats://127.0.0.1:${port}`, close };
}

/** A NATS server speaks first. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('INFO '));
    });
    socket.once('error', () => resolve(false));
  });
}
