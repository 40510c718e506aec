import type { IncomingMessage, ServerResponse } from 'node:http';
import { kindOf, misuse, requireFunction } from '../misuse.ts';
import { expectStart } from '../not-started.ts';
import { safely } from '../safely.ts';
import { activeSdk } from '../sdk.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { publicMessageOf, statusOf, type ErrorAnswerOptions } from './error-facts.ts';
import { noteError, observe, patternOf, type NodeExchange } from './observe.ts';
import { noteUser } from './request-user.ts';

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

/**
 * First in the chain: gives every request a correlation id, and counts or reports its answer by the final status. The user's id is taken
 * from `request.user.id` when a middleware before it has set that.
 *
 * Both `app.use(sentryRequestHandler())` and `app.use(sentryRequestHandler)` work.
 */
export function sentryRequestHandler(): ExpressHandler;
export function sentryRequestHandler(request: ExpressRequest, response: ServerResponse, next: ExpressNext): void;
export function sentryRequestHandler(...args: readonly unknown[]): ExpressHandler | undefined {
  if (args.length === 0) {
    expectStart();
    return handleRequest;
  }
  if (!isMiddlewareCall(args))
    misuse('sentryRequestHandler', 'it takes no arguments: app.use(sentryRequestHandler()).');
  handleRequest(args[0], args[1], args[2]);
  return undefined;
}

const handleRequest: ExpressHandler = (request, response, next) => {
  if (!isMiddlewareCall([request, response, next])) misuse('sentryRequestHandler', NOT_EXPRESS);
  safely(() => {
    observe(exchangeOf(request, response));
    const sdk = activeSdk();
    if (sdk !== undefined) noteUser(sdk.getIsolationScope(), request);
  });
  next();
};

/**
 * Reports errors on the status that the client finally gets, with the tags and the trace of their request.
 *
 * Three forms: `app.use(sentryErrorHandler)`, `app.use(sentryErrorHandler())` and `app.use(sentryErrorHandler({ statusOf }))`.
 */
export function sentryErrorHandler(options?: ExpressErrorOptions): ExpressErrorHandler;
export function sentryErrorHandler(
  error: unknown,
  request: ExpressRequest,
  response: ServerResponse,
  next: ExpressNext,
): void;
/** Four parameters, by which Express tells an error handler from any other. */
export function sentryErrorHandler(
  first?: unknown,
  request?: unknown,
  response?: unknown,
  next?: unknown,
): ExpressErrorHandler | undefined {
  const rest = [request, response, next];
  if (isMiddlewareCall(rest)) {
    handleError(first, { request: rest[0], response: rest[1], next: rest[2], options: {} });
    return undefined;
  }
  if (rest.some((value) => value !== undefined)) misuse('sentryErrorHandler', NOT_EXPRESS);
  const options = errorOptions('sentryErrorHandler', first);
  expectStart();
  // oxlint-disable-next-line no-shadow -- the names that Express gives them
  return (error, request, response, next) => {
    if (!isMiddlewareCall([request, response, next])) misuse('sentryErrorHandler', NOT_EXPRESS);
    handleError(error, { request, response, next, options });
  };
}

const NOT_EXPRESS =
  'it was not called as Express calls it. For Fastify use sentryFastify, for Koa sentryKoa(), for Hono sentryHono(), for NestJS sentryNest(app).';

interface ErrorParts {
  readonly request: ExpressRequest;
  readonly response: ServerResponse;
  readonly next: ExpressNext;
  readonly options: ExpressErrorOptions;
}

function handleError(error: unknown, { request, response, next, options }: ErrorParts): void {
  noteError(error, exchangeOf(request, response), options);
  if (options.respond === false || response.headersSent) return next(error);
  answer(error, { request, response, options });
}

/**
 * Passes the rejection of an async handler to `next`. Express 4 does not: the request would get no answer and the error no report. Harmless
 * in Express 5. A function of four parameters is an error handler and stays one.
 */
export function asyncHandler<Request, Response>(
  handler: (request: Request, response: Response, next: ExpressNext) => unknown,
): (request: Request, response: Response, next: ExpressNext) => Promise<void>;
export function asyncHandler<Request, Response>(
  handler: (error: unknown, request: Request, response: Response, next: ExpressNext) => unknown,
): (error: unknown, request: Request, response: Response, next: ExpressNext) => Promise<void>;
export function asyncHandler(handler: (...args: never[]) => unknown): (...args: never[]) => Promise<void> {
  requireFunction('asyncHandler', handler, 'the handler');
  const run = async (args: readonly unknown[]): Promise<void> => {
    const next = args.at(-1) as ExpressNext;
    try {
      await handler(...(args as never[]));
    } catch (error) {
      // Express takes `next(undefined)` for "no error" and would try the next route.
      next(error ?? new Error(`${String(error)} was thrown`));
    }
  };
  return handler.length === 4
    ? (error: never, request: never, response: never, next: never) => run([error, request, response, next])
    : (request: never, response: never, next: never) => run([request, response, next]);
}

function isMiddlewareCall(args: readonly unknown[]): args is readonly [ExpressRequest, ServerResponse, ExpressNext] {
  const [request, response, next] = args;
  return isObject(request) && isObject(response) && 'setHeader' in response && typeof next === 'function';
}

const ERROR_OPTIONS: Readonly<Record<keyof ExpressErrorOptions, string>> = {
  respond: 'boolean',
  statusOf: 'function',
  publicMessage: 'function',
};

function errorOptions(name: string, given: unknown): ExpressErrorOptions {
  if (given === undefined) return {};
  const known = Object.keys(ERROR_OPTIONS).join(', ');
  if (!isObject(given)) misuse(name, `it takes options (${known}), not ${kindOf(given)}.`);
  for (const [key, value] of Object.entries(given)) {
    if (!isErrorOption(key)) misuse(name, `"${key}" is none of its options: ${known}.`);
    const type = ERROR_OPTIONS[key];
    if (value !== undefined && typeof value !== type) misuse(name, `the option "${key}" must be a ${type}.`);
  }
  return given;
}

function isErrorOption(key: string): key is keyof ExpressErrorOptions {
  return Object.hasOwn(ERROR_OPTIONS, key);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Errors that another framework on Express has caught and answers itself. */
export function noteExpressError(error: unknown, request: ExpressRequest, response: ServerResponse): void {
  noteError(error, exchangeOf(request, response));
}

function exchangeOf(request: ExpressRequest, response: ServerResponse): NodeExchange {
  return { request, response, route: () => routeOf(request) };
}

/** Known once a route matched, so asked at the end. */
function routeOf({ route, baseUrl = '' }: ExpressRequest): string | undefined {
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  return path === undefined ? undefined : baseUrl + patternOf(path);
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
