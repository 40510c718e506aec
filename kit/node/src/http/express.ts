import type { IncomingMessage, ServerResponse } from 'node:http';
import { safely } from '../safely.ts';
import { rememberServer } from '../shutdown.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { publicMessageOf, statusOf, type ErrorAnswerOptions } from './error-facts.ts';
import { nameSpan, rememberError, reportAnswer, requestSpan, type Answer, type PendingError } from './report.ts';

/** Express 4 and 5, by the parts of them that are used. */
export interface ExpressRequest extends IncomingMessage {
  readonly baseUrl?: string;
  readonly route?: unknown;
}
export type ExpressNext = (error?: unknown) => void;
export type ExpressHandler = (request: ExpressRequest, response: ServerResponse, next: ExpressNext) => unknown;
export type ExpressErrorHandler = (
  error: unknown,
  request: ExpressRequest,
  response: ServerResponse,
  next: ExpressNext,
) => void;

export interface ExpressErrorOptions extends ErrorAnswerOptions {
  /**
   * True (default): answers with `{ error, correlationId }`; place it after the routes, last.
   * False: only observes and passes the error on; place it before the service's own error handler, which answers.
   */
  readonly respond?: boolean;
}

const pendingErrors = new WeakMap<object, PendingError>();

/** First in the chain: gives every request a correlation id, and counts or reports its answer by the final status. */
export function sentryRequestHandler(): ExpressHandler {
  return (request, response, next) => {
    safely(() => observe(request, response));
    next();
  };
}

/** Reports errors on the status that the client finally gets, with the tags and the trace of their request. */
export function sentryErrorHandler(options: ExpressErrorOptions = {}): ExpressErrorHandler {
  return (error, request, response, next) => {
    safely(() => {
      const pending = rememberError(error);
      if (pending === undefined) return;
      // What is sent already cannot change any more, and the framework is about to cut the connection; or its caller has cut it.
      if (response.headersSent || response.closed) {
        const status = response.headersSent ? Math.max(500, response.statusCode) : statusOf(error, options);
        const facts = answerOf(request, status);
        nameSpan(requestSpan(), facts);
        reportAnswer(facts, pending);
      } else {
        observe(request, response);
        pendingErrors.set(response, pending);
      }
    });
    if (options.respond === false || response.headersSent) return next(error);
    answer(error, { request, response, options });
  };
}

/** Express 4 does not hear of a rejected promise: the request would hang, and the error be nobody's. Harmless in Express 5. */
export function asyncHandler<Request, Response>(
  handler: (request: Request, response: Response, next: ExpressNext) => unknown,
): (request: Request, response: Response, next: ExpressNext) => Promise<void> {
  return async (request, response, next) => {
    try {
      await handler(request, response, next);
    } catch (error) {
      // Express takes `next(undefined)` for "no error" and would try the next route.
      next(error ?? new Error(`${String(error)} was thrown`));
    }
  };
}

/** On the response itself: a WeakSet's entries are dear to collect. */
const OBSERVED = Symbol('garrison.observed');

function observe(request: ExpressRequest, response: ServerResponse & { [OBSERVED]?: boolean }): void {
  if (response[OBSERVED] === true) return;
  response[OBSERVED] = true;
  rememberServer(Reflect.get(request.socket, 'server'));
  const id = correlationId(request);
  if (!response.headersSent) response.setHeader(CORRELATION_HEADER, id);
  const span = requestSpan();
  // Majors 8 and 9 end the span on `close`, so its name has to be set before.
  if (span !== undefined) {
    response.once('finish', () => safely(() => nameSpan(span, answerOf(request, response.statusCode))));
  }
  // `close` follows on `finish`, and also comes alone when the caller went away.
  response.once('close', () => {
    if (response.statusCode < 400) return;
    reportAnswer(answerOf(request, response.statusCode), pendingErrors.get(response));
  });
}

function answerOf(request: ExpressRequest, status: number): Answer {
  return { status, method: request.method ?? '', route: routeOf(request), correlationId: correlationId(request) };
}

/** Known once a route matched, so asked at the end. Patterns may be regular expressions or lists. */
function routeOf({ route, baseUrl = '' }: ExpressRequest): string | undefined {
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  if (path === undefined) return undefined;
  return baseUrl + patternOf(path);
}

function patternOf(path: unknown): string {
  if (typeof path === 'string') return path;
  if (path instanceof RegExp) return path.source;
  return Array.isArray(path) ? path.map(patternOf).join('|') : '';
}

function answer(
  error: unknown,
  parts: { request: ExpressRequest; response: ServerResponse; options: ErrorAnswerOptions },
): void {
  const { request, response, options } = parts;
  const status = safely(() => statusOf(error, options)) ?? 500;
  const message = safely(() => publicMessageOf(error, status, options)) ?? 'Internal server error';
  const id = correlationId(request);
  response.statusCode = status;
  response.setHeader(CORRELATION_HEADER, id);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ error: message, correlationId: id }));
}
