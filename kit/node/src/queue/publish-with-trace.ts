import { kindOf, misuse, requireFunction, requireText } from '../misuse.ts';
import { withHeaders } from './carrier.ts';
import { bodySize, type MessageFacts } from './conventions.ts';
import { publishing, type TraceMode } from './publish.ts';

export interface PublishOptions extends MessageFacts {
  /** Headers that the message has already. When they hold `sentry-trace`, no trace is added to them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: `continue`, and `link` from the 101st message that one trace publishes. */
  readonly trace?: TraceMode;
}

export interface TracedMessage<P> {
  readonly payload: P;
  /** The given headers and the trace; to be sent in the broker's own headers. */
  readonly headers: Readonly<Record<string, string>>;
}

type Publish<P, T> = (message: TracedMessage<P>) => T | PromiseLike<T>;
type PublishTo<P, T> = (queue: string, message: TracedMessage<P>) => T | PromiseLike<T>;

const NAME = 'publishWithTrace';

/**
 * Publishes a message so that its consumer continues the trace.
 *
 * `publish` has one parameter, `({ payload, headers })`, or two, `(queue, { payload, headers })`; by their number it is told how to be
 * called. It receives the payload unchanged and the headers to send with it, and its result is returned. It runs exactly once, also without an
 * SDK; an error of it is passed on. A span `queue.publish` is recorded when there is a parent span; when the broker library's own
 * instrumentation records one, that one is completed instead.
 *
 * Throws at once when the arguments fit neither form.
 */
export function publishWithTrace<P, T>(
  queueName: string,
  payload: P,
  publish: Publish<P, T>,
  options?: PublishOptions,
): Promise<T>;
export function publishWithTrace<P, T>(
  queueName: string,
  payload: P,
  publish: PublishTo<P, T>,
  options?: PublishOptions,
): Promise<T>;
export function publishWithTrace<P, T>(
  queueName: string,
  payload: P,
  publish: Publish<P, T> | PublishTo<P, T>,
  options: PublishOptions = {},
): Promise<T> {
  const send = publisherOf(queueName, publish);
  if (typeof options !== 'object' || options === null)
    misuse(NAME, `the options are an object, not ${kindOf(options)}.`);
  const { headers = {}, trace } = options;
  const message = { ...options, bodySize: options.bodySize ?? bodySize(payload), headers };
  return settled(() =>
    publishing({ queue: queueName, messages: [message], trace }, ([traced = {}]) =>
      send({ payload, headers: withHeaders(headers, traced) }),
    ),
  );
}

function publisherOf<P, T>(queue: string, publish: Publish<P, T> | PublishTo<P, T>): Publish<P, T> {
  requireText(NAME, queue, 'the queue’s name');
  requireFunction(NAME, publish, 'the third argument');
  if (publish.length === 1) return publish as Publish<P, T>;
  if (publish.length >= 2) return (message) => (publish as PublishTo<P, T>)(queue, message);
  return misuse(
    NAME,
    'the third argument names no parameters. Write them out: ({ payload, headers }) => …, or (queue, { payload, headers }) => …; without the headers the trace is lost.',
  );
}

/** As an async function would: what is thrown becomes a rejection. */
async function settled<T>(run: () => T | PromiseLike<T>): Promise<T> {
  return run();
}
