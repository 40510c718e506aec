import { readHeader } from '../carrier.ts';
import { consuming } from '../consume.ts';
import { overlay } from '../overlay.ts';
import { publishing } from '../publish.ts';

/** What JetStream recognises duplicates by; where a publisher gives one, it is the message's id. */
const JETSTREAM_ID = 'Nats-Msg-Id';

interface NatsHeaders {
  append(name: string, value: string): void;
  get(name: string): string;
  keys(): string[];
  set(name: string, value: string): void;
  values(name: string): string[];
}

/** A NATS connection or a JetStream client. */
interface NatsPublisher {
  publish(subject: string, payload?: never, options?: never): unknown;
}

/**
 * A NATS connection or JetStream client whose `publish` carries the trace in the message headers.
 * `createHeaders` is the `headers` function of the `nats` package the service uses.
 */
export function natsPublisher<P extends NatsPublisher>(publisher: P, createHeaders: () => NatsHeaders): P {
  return overlay(publisher, {
    publish: (
      subject: string,
      payload?: Uint8Array | string,
      options?: { readonly headers?: NatsHeaders; readonly msgID?: string },
    ) => {
      const size = typeof payload === 'string' ? Buffer.byteLength(payload) : (payload?.byteLength ?? 0);
      const messageId = options?.msgID ?? readHeader(options?.headers, JETSTREAM_ID);
      const message = { system: 'nats', messageId, bodySize: size, headers: options?.headers };
      return publishing({ queue: subject, messages: [message] }, ([added = {}]) => {
        // A copy: the service may send the same headers with its next message, which has a trace of its own.
        const headers = createHeaders();
        for (const name of options?.headers?.keys() ?? []) {
          for (const value of options?.headers?.values(name) ?? []) headers.append(name, value);
        }
        for (const [name, value] of Object.entries(added)) headers.set(name, value);
        return publisher.publish(subject, payload as never, { ...options, headers } as never);
      });
    },
  });
}

/** What is used of a NATS or JetStream message. */
export interface NatsMessage {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers?: object | undefined;
  /** JetStream only. */
  readonly info?:
    | { readonly deliveryCount?: number; readonly redeliveryCount?: number; readonly timestampNanos?: number }
    | undefined;
}

export interface NatsOptions {
  /** `max_deliver` of the consumer; an error is captured on the last of them only. Default 1. */
  readonly attempts?: number;
}

/** Wraps the function that handles one message of a subscription or a JetStream consumer. */
export function natsHandler<M extends NatsMessage, R>(
  handler: (message: M) => R,
  options: NatsOptions = {},
): (message: M) => R {
  return (message) => {
    // nats.js names it redeliveryCount but counts deliveries: the first one is 1.
    const deliveries = message.info?.deliveryCount ?? message.info?.redeliveryCount ?? 1;
    const sentAt = message.info?.timestampNanos;
    return consuming(
      {
        queue: message.subject,
        headers: message.headers,
        meta: {
          system: 'nats',
          messageId: readHeader(message.headers, JETSTREAM_ID),
          bodySize: message.data.byteLength,
          publishedAt: sentAt === undefined ? undefined : Math.floor(sentAt / 1e6),
          retryCount: deliveries - 1,
          lastAttempt: deliveries >= (options.attempts ?? 1),
        },
      },
      () => handler(message),
    );
  };
}
