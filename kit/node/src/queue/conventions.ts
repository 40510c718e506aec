export type AttributeValue = string | number | boolean;
export type Attributes = Record<string, AttributeValue>;

/** What is known of one message. Everything is optional: what is not known is left out of the span. */
export interface MessageFacts {
  /** The broker: `bullmq`, `rabbitmq`, `kafka`, `aws_sqs`, `nats`. */
  readonly system?: string | undefined;
  readonly messageId?: string | undefined;
  /** Bytes of the body as it is sent. */
  readonly bodySize?: number | undefined;
  /** Further span attributes. */
  readonly attributes?: Attributes | undefined;
}

/** Span attributes by Sentry's queue conventions (docs.sentry.io: Queues, custom instrumentation) and OpenTelemetry's messaging names. */
export function messageAttributes(operation: 'publish' | 'process', queue: string, facts: MessageFacts): Attributes {
  return defined({
    'sentry.op': `queue.${operation}`,
    'sentry.origin': 'auto.queue.kit',
    'messaging.operation.type': operation === 'publish' ? 'send' : 'process',
    'messaging.operation.name': operation === 'publish' ? 'send' : 'process',
    'messaging.destination.name': queue,
    'messaging.system': facts.system,
    'messaging.message.id': facts.messageId,
    'messaging.message.body.size': facts.bodySize,
    ...facts.attributes,
  });
}

export function defined(attributes: Readonly<Record<string, AttributeValue | undefined>>): Attributes {
  const result: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) result[key] = value;
  return result;
}

/** Bytes of a body that is text or bytes already, or of its JSON; undefined when it cannot be told. */
export function bodySize(payload: unknown): number | undefined {
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  if (payload instanceof ArrayBuffer || ArrayBuffer.isView(payload)) return payload.byteLength;
  if (payload === undefined || payload === null) return 0;
  try {
    const json = JSON.stringify(payload) as string | undefined;
    return json === undefined ? undefined : Buffer.byteLength(json);
  } catch {
    return undefined; // Cyclic or a bigint: the service's own serialiser may still cope.
  }
}
