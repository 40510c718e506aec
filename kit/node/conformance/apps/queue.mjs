// Publishes three messages of three tenants within one request, and handles them at the same time. Two of them fail.
import * as Sentry from '@sentry/node';
import * as kit from '@garrison/node';
import { report } from './report.mjs';

const { CONFORMANCE_QUEUE: library, CONFORMANCE_BROKER: url, CONFORMANCE_DESTINATION: destination } = process.env;
const TENANTS = ['ada', 'bob', 'eve'];
const FAILING = new Set(['ada', 'bob']);

/** Handles a message: all are in hand at once before any of them goes on. */
function createHandler(expected) {
  const received = [];
  const attempts = new Map();
  let release;
  const together = new Promise((resolve) => (release = resolve));
  let finished;
  const all = new Promise((resolve) => (finished = resolve));
  let ended = 0;
  const handler = async (payload, attemptsPerMessage = 1) => {
    const { tenant } = payload;
    received.push(payload);
    const attempt = (attempts.get(tenant) ?? 0) + 1;
    attempts.set(tenant, attempt);
    Sentry.setTag('tenant', tenant);
    if (attempts.size === expected) release();
    await together;
    await new Promise((resolve) => setTimeout(resolve, 5));
    const last = !FAILING.has(tenant) || attempt === attemptsPerMessage;
    try {
      if (FAILING.has(tenant)) throw new Error(`could not bill ${tenant}`);
    } finally {
      if (last && ++ended === expected) finished();
    }
  };
  return { handler, all, received, attempts };
}

const swallow =
  (run) =>
  async (...args) => {
    try {
      await run(...args);
    } catch {
      // The library would end the process, or deliver again; the suite looks at what was captured.
    }
  };

const LIBRARIES = {
  async bullmq({ handler }) {
    const { Queue, Worker } = await import('bullmq');
    const connection = { host: '127.0.0.1', port: Number(new URL(url).port) };
    const queue = kit.bullmqQueue(new Queue(destination, { connection }));
    const worker = new Worker(
      destination,
      kit.bullmqProcessor((job) => handler(job.data, 2)),
      { connection, concurrency: 3 },
    );
    await worker.waitUntilReady();
    return {
      publish: (payload) => queue.add('bill', payload, { attempts: 2, backoff: 1 }),
      close: async () => {
        await worker.close();
        await queue.close();
      },
    };
  },

  async amqplib({ handler }) {
    const amqp = await import('amqplib');
    const connection = await amqp.connect(url);
    const channel = kit.amqplibChannel(await connection.createChannel());
    await channel.assertQueue(destination);
    // amqplib does not wait for the handler: a failing one is an unhandled rejection, which must not be captured a second time.
    // A service that goes on after a failed message listens itself; without a listener Node, and so the kit, ends the process.
    process.on('unhandledRejection', () => undefined);
    const handle = async (message) => {
      try {
        await handler(JSON.parse(message.content.toString()));
      } finally {
        channel.ack(message);
      }
    };
    // oxlint-disable-next-line typescript/no-misused-promises -- the kit waits for it, although amqplib does not
    await channel.consume(destination, handle);
    return {
      publish: async (payload) => channel.sendToQueue(destination, Buffer.from(JSON.stringify(payload))),
      close: () => connection.close(),
    };
  },

  async kafkajs({ handler }) {
    const { Kafka, logLevel } = await import('kafkajs');
    const kafka = new Kafka({ brokers: [url], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: destination, numPartitions: 3 }] });
    await admin.disconnect();
    const producer = kit.kafkajsProducer(kafka.producer());
    await producer.connect();
    const consumer = kafka.consumer({ groupId: destination, maxWaitTimeInMs: 100 }); // Which the end waits for.
    await consumer.connect();
    await consumer.subscribe({ topic: destination, fromBeginning: true });
    return {
      // Once all are there: kafkajs fetches again only when all that it fetched is handled, and the first would wait for the others in vain.
      consume: () =>
        consumer.run({
          partitionsConsumedConcurrently: 3,
          eachMessage: swallow(kit.kafkajsEachMessage(({ message }) => handler(JSON.parse(message.value.toString())))),
        }),
      publish: (payload) =>
        producer.send({
          topic: destination,
          messages: [{ value: JSON.stringify(payload), partition: TENANTS.indexOf(payload.tenant) }],
        }),
      close: async () => {
        await consumer.disconnect();
        await producer.disconnect();
      },
    };
  },

  async platformatic({ handler }) {
    const { Admin, Consumer, Producer } = await import('@platformatic/kafka');
    const options = { clientId: destination, bootstrapBrokers: [url] };
    const admin = new Admin(options);
    await admin.createTopics({ topics: [destination], partitions: 1, replicas: 1 });
    await admin.close();
    const producer = kit.platformaticProducer(new Producer(options));
    const consumer = new Consumer({ ...options, groupId: destination, maxWaitTime: 50 });
    const stream = await consumer.consume({ topics: [destination], mode: 'earliest', autocommit: true });
    const handle = kit.platformaticHandler((message) => handler(JSON.parse(message.value.toString())));
    stream.on('data', (message) => void swallow(handle)(message));
    return {
      publish: (payload) =>
        producer.send({ messages: [{ topic: destination, value: Buffer.from(JSON.stringify(payload)) }] }),
      close: async () => {
        consumer.close(true, () => {});
        await producer.close();
      },
    };
  },

  /** Core NATS: no redelivery. */
  async nats({ handler }) {
    const { connect, headers } = await import('@nats-io/transport-node');
    const connection = await connect({ servers: url });
    const handle = swallow(kit.natsHandler((message) => handler(message.json())));
    connection.subscribe(destination, { callback: (_error, message) => void handle(message) });
    await connection.flush();
    return {
      publish: natsPublish(kit.natsPublisher(connection, headers), headers),
      close: () => connection.close(),
    };
  },

  async jetstream2(consumer) {
    const { connect, headers } = await import('nats');
    const connection = await connect({ servers: url });
    const manager = await connection.jetstreamManager();
    return jetstream(consumer, { connection, manager, client: connection.jetstream(), headers });
  },

  async jetstream3(consumer) {
    const { connect, headers } = await import('@nats-io/transport-node');
    const { jetstream: clientOf, jetstreamManager } = await import('@nats-io/jetstream');
    const connection = await connect({ servers: url });
    const manager = await jetstreamManager(connection);
    return jetstream(consumer, { connection, manager, client: clientOf(connection), headers });
  },

  async sqs({ handler }) {
    const sqs = await import('@aws-sdk/client-sqs');
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new sqs.SQSClient({ endpoint: url, region: 'eu-west-1', credentials });
    // As services have it: a message that failed on its last attempt goes to another queue. Without that it comes back for ever.
    const failed = await client.send(new sqs.CreateQueueCommand({ QueueName: `${destination}-failed` }));
    const { Attributes } = await client.send(
      new sqs.GetQueueAttributesCommand({ QueueUrl: failed.QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes.QueueArn, maxReceiveCount: 2 });
    const { QueueUrl } = await client.send(
      new sqs.CreateQueueCommand({ QueueName: destination, Attributes: { RedrivePolicy } }),
    );
    const handle = kit.sqsHandler({ queueUrl: QueueUrl, attempts: 2 }, (message) =>
      handler(JSON.parse(message.Body), 2),
    );
    const settle = async (message) => {
      const receipt = { QueueUrl, ReceiptHandle: message.ReceiptHandle };
      try {
        await handle(message);
        await client.send(new sqs.DeleteMessageCommand(receipt));
      } catch {
        await client.send(new sqs.ChangeMessageVisibilityCommand({ ...receipt, VisibilityTimeout: 0 }));
      }
    };
    const asked = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    };
    let open = true;
    const inHand = new Set();
    const receive = async () => {
      while (open) {
        const { Messages = [] } = await client.send(new sqs.ReceiveMessageCommand(asked));
        for (const message of Messages) {
          const settled = settle(message).finally(() => inHand.delete(settled));
          inHand.add(settled);
        }
      }
    };
    const received = receive();
    return {
      publish: (payload) =>
        kit.sqsSend({ QueueUrl, MessageBody: JSON.stringify(payload) }, (input) =>
          client.send(new sqs.SendMessageCommand(input)),
        ),
      close: async () => {
        open = false;
        await received;
        await Promise.all(inHand);
        client.destroy();
      },
    };
  },
};

/** One set of headers for all messages, as services have it: what the kit adds to one message must not reach the next. */
function natsPublish(publisher, headers) {
  const own = headers();
  own.set('kind', 'invoice');
  return async (payload) => publisher.publish(destination, JSON.stringify(payload), { headers: own });
}

async function jetstream({ handler }, { connection, manager, client, headers }) {
  await manager.streams.add({ name: destination, subjects: [destination] });
  await manager.consumers.add(destination, { durable_name: 'billing', ack_policy: 'explicit', max_deliver: 2 });
  const handle = kit.natsHandler((message) => handler(message.json(), 2), { attempts: 2 });
  const callback = async (message) => {
    try {
      await handle(message);
      message.ack();
    } catch {
      message.nak();
    }
  };
  const messages = await (await client.consumers.get(destination, 'billing')).consume({ callback });
  return {
    publish: natsPublish(kit.natsPublisher(client, headers), headers),
    close: async () => {
      await messages.close();
      await connection.close();
    },
  };
}

const consumer = createHandler(TENANTS.length);
const { publish, consume, close } = await LIBRARIES[library](consumer);
const payloads = TENANTS.map((tenant) => ({ tenant, amount: 4200 }));
await Sentry.startSpan({ name: 'POST /orders', op: 'http.server', forceTransaction: true }, () =>
  Promise.all(payloads.map((payload) => publish(payload))),
);
await consume?.();
await consumer.all;
await new Promise((resolve) => setImmediate(resolve)); // The last one still acknowledges.
await close();
await Sentry.flush(5_000);
report('received', consumer.received);
report('attempts', Object.fromEntries(consumer.attempts));
process.exit(0);
