import { withHeaders } from '../carrier.ts';
import { consuming } from '../consume.ts';
import { overlay } from '../overlay.ts';
import { publishing } from '../publish.ts';

/** What is used of a message of amqplib 0.10 and 2. */
export interface AmqplibMessage {
  readonly content: Uint8Array;
  readonly fields: { readonly routingKey?: string; readonly exchange?: string; readonly redelivered?: boolean };
  readonly properties: {
    readonly headers?: object | undefined;
    readonly messageId?: unknown;
    readonly timestamp?: unknown;
  };
}

interface AmqplibChannel {
  publish(exchange: string, routingKey: string, content: never, ...rest: never[]): unknown;
  sendToQueue(queue: string, content: never, ...rest: never[]): unknown;
  consume(queue: string, onMessage: never, ...rest: never[]): unknown;
}

type PublishOptions = { readonly headers?: Readonly<Record<string, unknown>>; readonly messageId?: string } | undefined;
type OnMessage = (message: AmqplibMessage | null) => unknown;

export interface AmqplibOptions {
  /** How often a message is tried before it is given up (dead-lettered); an error is captured on the last of them only. Default 1. */
  readonly attempts?: number;
}

/** An amqplib channel, also a confirming one, whose `publish`, `sendToQueue` and `consume` carry the trace in the AMQP headers. */
export function amqplibChannel<C extends AmqplibChannel>(channel: C, options: AmqplibOptions = {}): C {
  const send = (
    target: { exchange: string; routingKey: string },
    content: Uint8Array,
    rest: readonly unknown[],
  ): unknown => {
    const given = rest[0] as PublishOptions;
    const { exchange, routingKey } = target;
    const message = {
      system: 'rabbitmq',
      messageId: given?.messageId,
      bodySize: content.byteLength,
      headers: given?.headers,
      attributes: { 'messaging.rabbitmq.destination.routing_key': routingKey },
    };
    return publishing({ queue: destination(exchange, routingKey), messages: [message] }, ([headers = {}]) => {
      const traced = { ...given, headers: withHeaders(given?.headers, headers) };
      return channel.publish(exchange, routingKey, content as never, traced as never, ...(rest.slice(1) as never[]));
    });
  };
  return overlay(channel, {
    publish: (exchange: string, routingKey: string, ...[content, ...rest]: [Uint8Array, ...unknown[]]) =>
      send({ exchange, routingKey }, content, rest),
    // To the default exchange, as amqplib itself does.
    sendToQueue: (queue: string, content: Uint8Array, ...rest: unknown[]) =>
      send({ exchange: '', routingKey: queue }, content, rest),
    consume: (queue: string, onMessage: OnMessage, ...rest: unknown[]) =>
      channel.consume(queue, tracedHandler(queue, onMessage, options) as never, ...(rest as never[])),
  });
}

function tracedHandler(queue: string, onMessage: OnMessage, options: AmqplibOptions): OnMessage {
  return (message) => {
    if (message === null) return onMessage(null); // The broker cancelled the consumer.
    const { headers, messageId } = message.properties;
    const retryCount = deathCount(headers, queue) ?? (message.fields.redelivered === true ? 1 : 0);
    const routingKey = message.fields.routingKey ?? '';
    return consuming(
      {
        queue: destination(message.fields.exchange ?? '', routingKey) || queue,
        headers,
        meta: {
          system: 'rabbitmq',
          messageId: typeof messageId === 'string' ? messageId : undefined,
          bodySize: message.content.byteLength,
          retryCount,
          lastAttempt: retryCount + 1 >= (options.attempts ?? 1),
          attributes: { 'messaging.rabbitmq.destination.routing_key': routingKey },
        },
      },
      () => onMessage(message),
    );
  };
}

/** The same name on both sides, so that Sentry can join them, and the same that the SDK's instrumentation gives. */
function destination(exchange: string, routingKey: string): string {
  return exchange === '' ? routingKey : exchange;
}

/** How often this queue gave the message up before, from RabbitMQ's `x-death` header. */
function deathCount(headers: object | undefined, queue: string): number | undefined {
  const deaths: unknown = headers === undefined ? undefined : Reflect.get(headers, 'x-death');
  if (!Array.isArray(deaths)) return undefined;
  for (const death of deaths as readonly unknown[]) {
    if (typeof death !== 'object' || death === null || !('queue' in death) || death.queue !== queue) continue;
    if ('count' in death) return Number(death.count);
  }
  return undefined;
}
