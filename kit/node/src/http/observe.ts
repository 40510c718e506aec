import type { IncomingMessage, ServerResponse } from 'node:http';
import { safely } from '../safely.ts';
import { rememberServer } from '../shutdown.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { statusOf, type ErrorAnswerOptions } from './error-facts.ts';
import { nameSpan, rememberError, reportAnswer, requestSpan, type Answer, type PendingError } from './report.ts';

/** A request of a framework that works with Node's own request and response. */
export interface NodeExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The route's pattern; asked at the end, because it is known once a route matched. */
  readonly route: () => string | undefined;
}

/** On the response itself: entries of a WeakSet are expensive to collect. */
const OBSERVED = Symbol('garrison.observed');
const pendingErrors = new WeakMap<object, PendingError>();

/** Gives the request a correlation id, and counts or reports its answer by the final status. */
export function observe(exchange: NodeExchange): void {
  const { request } = exchange;
  const response: ServerResponse & { [OBSERVED]?: boolean } = exchange.response;
  if (response[OBSERVED] === true) return;
  response[OBSERVED] = true;
  rememberServer(Reflect.get(request.socket, 'server'));
  const id = correlationId(request);
  if (!response.headersSent) response.setHeader(CORRELATION_HEADER, id);
  const span = requestSpan();
  let reported = false;
  const report = (): void => {
    if (reported || response.statusCode < 400) return;
    reported = true;
    reportAnswer(answerOf(exchange, response.statusCode), pendingErrors.get(response));
  };
  // `finish` comes before `close`, on which the SDK counts the request's session and, on majors 8 and 9, ends its span.
  response.once('finish', () => {
    if (span !== undefined) safely(() => nameSpan(span, answerOf(exchange, response.statusCode)));
    report();
  });
  // `close` comes alone when the caller went away; first of its listeners, for the same reason.
  response.prependOnceListener('close', report);
}

/** An error that was seen on its way to the answer, to be reported on the status that the client finally gets. */
export function noteError(error: unknown, exchange: NodeExchange, options: ErrorAnswerOptions = {}): void {
  safely(() => {
    const { request, response } = exchange;
    const pending = rememberError(error, request);
    if (pending === undefined) return;
    if (!response.headersSent && !response.closed) {
      observe(exchange);
      pendingErrors.set(response, pending);
      return;
    }
    // The status is sent and cannot change any more, and the framework is about to close the connection; or the caller has closed it.
    const status = response.headersSent ? Math.max(500, response.statusCode) : statusOf(error, options);
    const facts = answerOf(exchange, status);
    nameSpan(requestSpan(), facts);
    reportAnswer(facts, pending);
  });
}

function answerOf({ request, route }: NodeExchange, status: number): Answer {
  return { status, method: request.method ?? '', route: route(), correlationId: correlationId(request) };
}

/** Patterns may be regular expressions or lists. */
export function patternOf(path: unknown): string {
  if (typeof path === 'string') return path;
  if (path instanceof RegExp) return path.source;
  return Array.isArray(path) ? path.map(patternOf).join('|') : '';
}
