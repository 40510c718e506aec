import { consuming } from '../consume.ts';
import { bodySize } from '../conventions.ts';
import { overlay } from '../overlay.ts';
import { publishing } from '../publish.ts';

interface ProducedMessage {
  readonly topic: string;
  readonly value?: unknown;
  readonly headers?: ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;
}

interface PlatformaticProducer {
  send(options: never, ...rest: never[]): unknown;
}

export interface PlatformaticProducerOptions {
  /** Which headers the producer's serializers expect: `buffer` without serializers, `string` with string serializers. Default `buffer`. */
  readonly headers?: 'buffer' | 'string';
}

/** A producer of `@platformatic/kafka` whose `send` carries the trace in the record headers. */
export function platformaticProducer<P extends PlatformaticProducer>(
  producer: P,
  options: PlatformaticProducerOptions = {},
): P {
  const encode = (text: string): unknown => (options.headers === 'string' ? text : Buffer.from(text));
  return overlay(producer, {
    send: (request: { readonly messages: readonly ProducedMessage[] }, ...rest: never[]) => {
      const messages = request.messages.map(({ value, headers }) => ({
        system: 'kafka',
        bodySize: bodySize(value),
        headers,
      }));
      const topics = [...new Set(request.messages.map((message) => message.topic))];
      return publishing({ queue: topics.join(','), messages }, (added) => {
        const traced = request.messages.map((message, index) => ({
          ...message,
          headers: merged(message.headers, added[index] ?? {}, encode),
        }));
        return producer.send({ ...request, messages: traced } as never, ...rest);
      });
    },
  });
}

/** What is used of a message of `@platformatic/kafka`. */
export interface PlatformaticMessage {
  readonly topic: string;
  readonly partition: number;
  readonly value: unknown;
  readonly headers: ReadonlyMap<unknown, unknown>;
  /** Milliseconds since the epoch. */
  readonly timestamp: bigint;
  readonly offset: bigint;
}

/** Wraps the function that handles each message of a consumer's stream. Kafka does not count attempts: every error is captured. */
export function platformaticHandler<M extends PlatformaticMessage, R>(handler: (message: M) => R): (message: M) => R {
  return (message) =>
    consuming(
      {
        queue: message.topic,
        headers: message.headers,
        meta: {
          system: 'kafka',
          bodySize: bodySize(message.value),
          publishedAt: Number(message.timestamp),
          attributes: {
            'messaging.destination.partition.id': String(message.partition),
            'messaging.kafka.offset': Number(message.offset),
          },
        },
      },
      () => handler(message),
    );
}

/** Always a map: a record's keys reach the serializer as text, which a producer without serializers cannot send. */
function merged(
  headers: ProducedMessage['headers'],
  added: Readonly<Record<string, string>>,
  encode: (text: string) => unknown,
): ReadonlyMap<unknown, unknown> {
  const own: Iterable<[unknown, unknown]> = headers instanceof Map ? headers : Object.entries(headers ?? {});
  const ours = Object.entries(added).map(([key, value]) => [encode(key), encode(value)] as const);
  return new Map<unknown, unknown>([...own, ...ours]);
}
