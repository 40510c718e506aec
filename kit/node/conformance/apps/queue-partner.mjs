// Sends two messages to a service in Python within one request, and handles the one answer.
import { createRequire } from 'node:module';
import * as Sentry from '@sentry/node';
import * as kit from '@garrison/node';
import { report } from './report.mjs';

const { QUEUE_KIND: kind, QUEUE_BROKER: url, QUEUE_NAME: orders } = process.env;
const answers = `${orders}-answers`;
const { promise: answered, resolve: done } = Promise.withResolvers();
const onAnswer = async (text) => {
  Sentry.setTag('answer', JSON.parse(text).tenant);
  done();
};

const KINDS = {
  async rabbitmq() {
    const amqp = await import('amqplib');
    const connection = await amqp.connect(url);
    const channel = kit.amqplibChannel(await connection.createChannel());
    await channel.assertQueue(orders);
    await channel.assertQueue(answers);
    // oxlint-disable-next-line typescript/no-misused-promises -- the kit waits for it, although amqplib does not
    await channel.consume(answers, async (message) => {
      channel.ack(message); // Before the end, which closes the connection.
      await onAnswer(message.content.toString());
    });
    return {
      publish: async (text) => channel.sendToQueue(orders, Buffer.from(text)),
      close: () => connection.close(),
    };
  },

  async kafka() {
    const { Kafka, logLevel } = await import('kafkajs');
    const kafka = new Kafka({ brokers: [url], logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: orders }, { topic: answers }] });
    await admin.disconnect();
    const producer = kit.kafkajsProducer(kafka.producer());
    await producer.connect();
    const consumer = kafka.consumer({ groupId: answers, maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic: answers, fromBeginning: true });
    await consumer.run({ eachMessage: kit.kafkajsEachMessage(({ message }) => onAnswer(message.value.toString())) });
    return {
      publish: (value) => producer.send({ topic: orders, messages: [{ value }] }),
      close: async () => {
        await consumer.disconnect();
        await producer.disconnect();
      },
    };
  },

  async sqs() {
    const sqs = await import('@aws-sdk/client-sqs');
    const client = new sqs.SQSClient({ endpoint: url, region: 'eu-west-1' });
    const create = async (QueueName) => (await client.send(new sqs.CreateQueueCommand({ QueueName }))).QueueUrl;
    const QueueUrl = await create(orders);
    const queueUrl = await create(answers);
    const handle = kit.sqsHandler({ queueUrl }, (message) => onAnswer(message.Body));
    const asked = {
      QueueUrl: queueUrl,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    };
    const receive = async () => {
      for (let left = 1; left > 0;) {
        const { Messages = [] } = await client.send(new sqs.ReceiveMessageCommand(asked));
        for (const message of Messages) await handle(message);
        left -= Messages.length;
      }
    };
    const received = receive();
    return {
      publish: (MessageBody) =>
        kit.sqsSend({ QueueUrl, MessageBody }, (input) => client.send(new sqs.SendMessageCommand(input))),
      close: () => received,
    };
  },

  async redis() {
    const { Redis } = createRequire(import.meta.resolve('bullmq'))('ioredis');
    const client = new Redis(url);
    const blocking = new Redis(url);
    const receive = async () => {
      const [, raw] = await blocking.brpop(answers, 0);
      await kit.consumeWithTrace(answers, JSON.parse(raw), onAnswer);
    };
    const received = receive();
    return {
      publish: (text) =>
        kit.publishWithTrace(orders, text, (queue, message) => client.lpush(queue, JSON.stringify(message))),
      close: async () => {
        await received;
        await client.quit();
        await blocking.quit();
      },
    };
  },
};

const { publish, close } = await KINDS[kind]();
report('ready', true);
await Sentry.startSpan({ name: 'POST /orders', op: 'http.server', forceTransaction: true }, () =>
  Promise.all(['ada', 'bob'].map((tenant) => publish(JSON.stringify({ tenant })))),
);
await answered;
await close();
await Sentry.flush(5_000);
process.exit(0);
