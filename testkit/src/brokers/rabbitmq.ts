import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type ChildProgram } from '../child-program.ts';
import { freePort } from '../free-port.ts';
import { poll } from '../poll.ts';
import type { Broker } from './broker.ts';

/** Debian's wrapper in sbin changes the user and the directories; this is the program itself. */
const SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** Starts a RabbitMQ node with its own name daemon on free ports; user and password are `guest`. Takes about nine seconds. */
export async function startRabbitmq(): Promise<Broker> {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-rabbitmq-'));
  const [port, distribution, names] = [await freePort(), await freePort(), await freePort()];
  const pidFile = join(directory, 'pid');
  await writeFile(join(directory, 'plugins'), '[].');
  const env = {
    ...process.env,
    RABBITMQ_NODENAME: `garrison${port}@localhost`,
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: join(directory, 'mnesia'),
    RABBITMQ_LOG_BASE: join(directory, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(directory, 'plugins'),
    RABBITMQ_PID_FILE: pidFile,
    ERL_EPMD_PORT: String(names),
    HOME: directory,
  };
  // The name daemon in the foreground and in our hands: the one that Erlang starts by itself outlives the node.
  const daemon = startProgram('epmd', ['-port', String(names), '-address', '127.0.0.1'], { env });
  const node = startProgram(SERVER, [], { env });
  const close = async (): Promise<void> => {
    const pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
    if (pid > 0 && node.exit() === null) process.kill(pid, 'SIGTERM');
    await node.stop();
    await daemon.kill9();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await ready(node, port);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `amqp://guest:guest@127.0.0.1:${port}`, close };
}

async function ready(node: ChildProgram, port: number): Promise<void> {
  await poll(
    () => {
      if (node.exit() !== null) {
        throw new Error(`rabbitmq-server ended (installed? testkit/install-services.sh debian):\n${node.output()}`);
      }
      return answersAmqp(port);
    },
    { timeoutMs: 90_000, everyMs: 50, describe: () => `RabbitMQ on port ${port}:\n${node.output()}` },
  );
}

/** Whether the node answers the protocol header with a `connection.start` frame. */
function answersAmqp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data[0] === 1);
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
