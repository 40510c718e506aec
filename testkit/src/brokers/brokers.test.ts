import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startKafka } from './kafka.ts';
import { startNats } from './nats.ts';
import { startRabbitmq } from './rabbitmq.ts';
import { startRedis } from './redis.ts';
import { startSqs } from './sqs.ts';

/** Whether a client can still reach it. */
function listens(url: string): Promise<boolean> {
  const port = Number(/:(\d+)$/.exec(url)?.[1]);
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test.each([
  ['redis', startRedis],
  ['rabbitmq', startRabbitmq],
  ['kafka', startKafka],
  ['nats', startNats],
  ['sqs', startSqs],
])('%s starts on its own port and is gone after close', async (_name, start) => {
  const broker = await start();
  expect(await listens(broker.url)).toBe(true);
  await broker.close();
  expect(await listens(broker.url)).toBe(false);
});
