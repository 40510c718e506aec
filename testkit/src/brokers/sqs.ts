import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../child-program.ts';
import { freePort } from '../free-port.ts';
import { poll } from '../poll.ts';
import type { Broker } from './broker.ts';

/** Starts moto's SQS, which speaks the protocol of the real one over HTTP, on a free port. `url` is the endpoint for the AWS client. */
export async function startSqs(): Promise<Broker> {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const server = join(cache, 'garrison-testkit/sqs/bin/moto_server');
  await access(server).catch((cause: unknown) => {
    throw new Error('SQS is not installed: run testkit/install-services.sh sqs', { cause });
  });
  const port = await freePort();
  const program = startProgram(server, ['-H', '127.0.0.1', '-p', String(port)]);
  const close = async (): Promise<void> => void (await program.stop());
  const url = `http://127.0.0.1:${port}`;
  try {
    await poll(
      () => {
        if (program.exit() !== null) throw new Error(`moto ended while starting:\n${program.output()}`);
        return answers(`${url}/moto-api/`);
      },
      { timeoutMs: 60_000, describe: () => `SQS on port ${port}:\n${program.output()}` },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // Nothing listens yet.
  }
}
