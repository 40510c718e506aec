import { randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { startProgram } from '../child-program.ts';
import { freePort } from '../free-port.ts';
import { poll } from '../poll.ts';
import type { Broker } from './broker.ts';

/** Starts a Kafka broker of one node on a free port; topics are created on first use. `url` is `host:port`, as clients want it. */
export async function startKafka(): Promise<Broker> {
  const libraries = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'garrison-testkit/kafka/libs');
  await access(libraries).catch((cause: unknown) => {
    throw new Error('Kafka is not installed: run testkit/install-services.sh kafka', { cause });
  });
  const directory = await mkdtemp(join(tmpdir(), 'garrison-kafka-'));
  const port = await freePort();
  const properties = join(directory, 'server.properties');
  await writeFile(properties, serverProperties(directory, port, await freePort()));
  // What `StorageTool format` would write, without a second JVM.
  await mkdir(join(directory, 'log'));
  await writeFile(
    join(directory, 'log/meta.properties'),
    `version=1\ncluster.id=${uuid()}\nnode.id=1\ndirectory.id=${uuid()}\n`,
  );
  const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', `${libraries}/*`];
  const program = startProgram('java', [...jvm, 'kafka.Kafka', properties], { cwd: directory });
  const close = async (): Promise<void> => {
    await program.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await poll(
      () => {
        if (program.exit() !== null) throw new Error(`Kafka ended while starting:\n${program.output()}`);
        return accepts(port);
      },
      { timeoutMs: 60_000, describe: () => `Kafka on port ${port}:\n${program.output()}` },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `127.0.0.1:${port}`, close };
}

/** A UUID as Kafka writes it: 16 bytes in base64url. */
function uuid(): string {
  return randomBytes(16).toString('base64url');
}

function serverProperties(directory: string, port: number, controllerPort: number): string {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    `log.dirs=${join(directory, 'log')}`,
    'auto.create.topics.enable=true',
    'num.partitions=1',
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'share.coordinator.state.topic.replication.factor=1',
    'share.coordinator.state.topic.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    '',
  ].join('\n');
}

/** Whether something listens. A broker opens its port only when it is ready to answer. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
