import { startKafka, startNats, startRabbitmq, startRedis, startSqs, type Broker } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeApp, MAJORS } from './compose-app.ts';
import { checkQueue, type QueueLibrary } from './queue-matrix.ts';

const BROKERS: readonly {
  name: string;
  start: () => Promise<Broker>;
  clients: { library: QueueLibrary; amqplib?: 0 | 2 }[];
}[] = [
  { name: 'Redis', start: startRedis, clients: [{ library: 'bullmq' }] },
  {
    name: 'RabbitMQ',
    start: startRabbitmq,
    clients: [
      { library: 'amqplib', amqplib: 0 },
      { library: 'amqplib', amqplib: 2 },
    ],
  },
  { name: 'Kafka', start: startKafka, clients: [{ library: 'kafkajs' }, { library: 'platformatic' }] },
  {
    name: 'NATS',
    start: startNats,
    clients: [{ library: 'nats' }, { library: 'jetstream2' }, { library: 'jetstream3' }],
  },
  { name: 'SQS', start: startSqs, clients: [{ library: 'sqs' }] },
];

describe.each(BROKERS)('messages through $name', ({ start, clients }) => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await start();
  });
  afterAll(() => broker.close());

  const cases = clients.flatMap((client) => MAJORS.map((major) => ({ ...client, major })));
  test.each(cases)('$library $amqplib on SDK $major', async ({ library, amqplib = 2, major }) => {
    const app = await composeApp({ major, amqplib });
    try {
      const destination = `invoices-${library}${amqplib}-${major}`;
      expect(await checkQueue(app, { library, brokerUrl: broker.url, destination })).toEqual([]);
    } finally {
      await app.remove();
    }
  });
});
