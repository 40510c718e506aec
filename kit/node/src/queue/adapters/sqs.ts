import { HEADERS } from '../carrier.ts';
import { consuming } from '../consume.ts';
import { publishing } from '../publish.ts';

/** The input of `SendMessageCommand`, as far as it is used. */
export interface SqsInput {
  readonly QueueUrl?: string | undefined;
  readonly MessageBody?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, object>> | undefined;
}

/** SQS refuses a message with more. */
const ATTRIBUTES_MAX = 10;

/**
 * Sends a message to SQS with the trace in its attributes: `sqsSend(input, (traced) => client.send(new SendMessageCommand(traced)))`.
 * SQS allows ten attributes; when the service's own leave no room, the message is sent without the trace. Attributes of a received message may be
 * passed on: the trace in them is replaced.
 */
export function sqsSend<I extends SqsInput, R>(input: I, send: (input: I) => R): R {
  const own = ownAttributes(input.MessageAttributes);
  const message = {
    system: 'aws_sqs',
    bodySize: Buffer.byteLength(input.MessageBody ?? ''),
    headers: own,
  };
  const plain = input.MessageAttributes === undefined ? input : { ...input, MessageAttributes: own };
  return publishing({ queue: queueName(input.QueueUrl), messages: [message], idsOf }, ([headers = {}]) => {
    // SQS keeps the time of sending itself; the trace is what must fit.
    const wanted = Object.entries(headers).filter(([name]) => name !== HEADERS.publishedAt);
    if (wanted.length === 0 || Object.keys(own).length + wanted.length > ATTRIBUTES_MAX) return send(plain);
    const added = Object.fromEntries(wanted.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
    return send({ ...plain, MessageAttributes: { ...own, ...added } });
  });
}

const KIT_HEADERS: ReadonlySet<string> = new Set(Object.values(HEADERS));

/** Without what the kit wrote into a message that is passed on. Foreign baggage is lost with it, which no trace needs. */
function ownAttributes(attributes: SqsInput['MessageAttributes']): Record<string, object> {
  return Object.fromEntries(Object.entries(attributes ?? {}).filter(([name]) => !KIT_HEADERS.has(name.toLowerCase())));
}

/** A message as `ReceiveMessageCommand` returns it. Ask for `MessageAttributeNames: ['All']` and `MessageSystemAttributeNames: ['All']`. */
export interface SqsMessage {
  readonly MessageId?: string | undefined;
  readonly Body?: string | undefined;
  readonly MessageAttributes?: object | undefined;
  readonly Attributes?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface SqsOptions {
  readonly queueUrl: string;
  /** `maxReceiveCount` of the redrive policy; an error is captured on the last of them only. Default 1. */
  readonly attempts?: number;
}

/** Wraps the function that handles one SQS message. */
export function sqsHandler<M extends SqsMessage, R>(
  options: SqsOptions,
  handler: (message: M) => R,
): (message: M) => R {
  return (message) => {
    const received = Number(message.Attributes?.['ApproximateReceiveCount'] ?? 1);
    const sent = message.Attributes?.['SentTimestamp'];
    return consuming(
      {
        queue: queueName(options.queueUrl),
        headers: message.MessageAttributes,
        meta: {
          system: 'aws_sqs',
          messageId: message.MessageId,
          bodySize: Buffer.byteLength(message.Body ?? ''),
          publishedAt: sent === undefined ? undefined : Number(sent),
          retryCount: received - 1,
          lastAttempt: received >= (options.attempts ?? 1),
        },
      },
      () => handler(message),
    );
  };
}

function idsOf(answer: unknown): [string | undefined] {
  const known = typeof answer === 'object' && answer !== null && 'MessageId' in answer;
  return [known && typeof answer.MessageId === 'string' ? answer.MessageId : undefined];
}

/** The last part of the URL; the account number before it is no business of a span. */
function queueName(url: string | undefined): string {
  return url?.split('/').at(-1) ?? '';
}
