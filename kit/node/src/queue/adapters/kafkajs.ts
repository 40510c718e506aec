import { withHeaders } from '../carrier.ts';
import { consuming } from '../consume.ts';
import { overlay } from '../overlay.ts';
import { publishing } from '../publish.ts';

interface KafkajsMessage {
  readonly key?: Uint8Array | string | null;
  readonly value: Uint8Array | string | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

interface TopicMessages {
  readonly topic: string;
  readonly messages: readonly KafkajsMessage[];
}

interface KafkajsProducer {
  send(record: never): Promise<unknown>;
  sendBatch(batch: never): Promise<unknown>;
}

/** A kafkajs producer, also a transaction, whose `send` and `sendBatch` carry the trace in the record headers. */
export function kafkajsProducer<P extends KafkajsProducer>(producer: P): P {
  const traced = <T>(record: TopicMessages, send: (record: TopicMessages) => T): T =>
    publishing({ queue: record.topic, messages: record.messages.map(factsOf) }, (headers) =>
      send({
        ...record,
        messages: record.messages.map((message, index) => ({
          ...message,
          headers: withHeaders(message.headers, headers[index] ?? {}),
        })),
      }),
    );
  return overlay(producer, {
    send: (record: TopicMessages) => traced(record, (withHeaders) => producer.send(withHeaders as never)),
    // One publish span per topic, the network request is one.
    sendBatch: (batch: { readonly topicMessages?: readonly TopicMessages[] }) => {
      const ready: TopicMessages[] = [];
      const next = (rest: readonly TopicMessages[]): Promise<unknown> => {
        const [record, ...others] = rest;
        if (record === undefined) return producer.sendBatch({ ...batch, topicMessages: ready } as never);
        return traced(record, (withHeaders) => {
          ready.push(withHeaders);
          return next(others);
        });
      };
      return next(batch.topicMessages ?? []);
    },
  });
}

/** What is used of the payload of kafkajs' `eachMessage`. */
export interface KafkajsEachMessagePayload {
  readonly topic: string;
  readonly partition: number;
  readonly message: {
    readonly value: Uint8Array | null;
    readonly headers?: object | undefined;
    /** Milliseconds since the epoch, as text. */
    readonly timestamp: string;
    readonly offset: string;
  };
}

/** Wraps the `eachMessage` handler of a kafkajs consumer. Kafka does not count attempts: every error is captured. */
export function kafkajsEachMessage<P extends KafkajsEachMessagePayload, R>(
  handler: (payload: P) => R,
): (payload: P) => R {
  return (payload) => {
    const { topic, partition, message } = payload;
    return consuming(
      {
        queue: topic,
        headers: message.headers,
        meta: {
          system: 'kafka',
          bodySize: message.value?.byteLength ?? 0,
          publishedAt: Number(message.timestamp),
          attributes: {
            'messaging.destination.partition.id': String(partition),
            'messaging.kafka.offset': Number(message.offset),
          },
        },
      },
      () => handler(payload),
    );
  };
}

function factsOf(message: KafkajsMessage): { system: string; bodySize: number; headers: object | undefined } {
  const { value } = message;
  const size = value === null ? 0 : typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
  return { system: 'kafka', bodySize: size, headers: message.headers };
}
