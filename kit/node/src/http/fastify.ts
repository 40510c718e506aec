import type { IncomingMessage } from 'node:http';
import { misuse } from '../misuse.ts';
import { expectStart } from '../not-started.ts';
import { safely } from '../safely.ts';
import { rememberServer } from '../shutdown.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { messageOf, publicMessageOf, statusOf, type ErrorAnswerOptions } from './error-facts.ts';
import { rememberError, reportAnswer, type Answer, type PendingError } from './report.ts';

/** Fastify 4 and 5, by the parts of them that are used. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly method: string;
  readonly routeOptions?: { readonly url?: string | undefined } | undefined;
}
export interface FastifyReplyLike {
  readonly statusCode: number;
  readonly raw: { readonly headersSent: boolean; readonly closed: boolean };
  header(name: string, value: string): unknown;
}
type Done = () => void;
export interface FastifyLike {
  addHook(name: 'onRequest', hook: (request: FastifyRequestLike, reply: FastifyReplyLike, done: Done) => void): unknown;
  addHook(
    name: 'onError',
    hook: (request: FastifyRequestLike, reply: FastifyReplyLike, error: Error, done: Done) => void,
  ): unknown;
  addHook(
    name: 'onSend',
    hook: (
      request: FastifyRequestLike,
      reply: FastifyReplyLike,
      payload: unknown,
      done: (error: null, payload: unknown) => void,
    ) => void,
  ): unknown;
  addHook(
    name: 'onResponse',
    hook: (request: FastifyRequestLike, reply: FastifyReplyLike, done: Done) => void,
  ): unknown;
}

const pendingErrors = new WeakMap<object, PendingError>();

/**
 * `app.register(sentryFastify)`, before the routes. Errors are reported on the status that the client finally gets; an
 * error handler of the service keeps its place, but the message of a 5xx never reaches the client.
 */
export const sentryFastify = Object.assign(plugin, {
  // The hooks are for the whole application, not for an encapsulated scope of their own.
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@garrison/node',
  [Symbol.for('plugin-meta')]: { name: '@garrison/node', fastify: '>=4 <6' },
});

function plugin(app: FastifyLike, options: ErrorAnswerOptions, done: Done): void {
  if (typeof app?.addHook !== 'function') misuse('sentryFastify', 'it is a plugin: app.register(sentryFastify).');
  expectStart();
  app.addHook('onRequest', (request, reply, next) => {
    safely(() => {
      rememberServer(Reflect.get(request.raw.socket, 'server'));
      reply.header(CORRELATION_HEADER, correlationId(request.raw));
    });
    next();
  });
  // Only remembered: the status is still 200 here, and a handler of the service may map the error to 422.
  app.addHook('onError', (request, reply, error, next) => {
    safely(() => {
      const first = !failures.has(request.raw);
      failures.set(request.raw, error);
      // What fails after the first is a consequence.
      if (first || !reply.raw.headersSent) noteFailure(error, { request, reply, options });
    });
    next();
  });
  app.addHook('onSend', (request, reply, payload, next) => {
    if (reply.statusCode < 500) return next(null, payload);
    next(null, safely(() => safePayload({ request, reply, payload, options })) ?? payload);
  });
  app.addHook('onResponse', (request, reply, next) => {
    if (reply.statusCode >= 400) {
      reportAnswer(answerOf(request, reply.statusCode), pendingErrors.get(request.raw));
    }
    next();
  });
  done();
}

/** Errors that another framework on Fastify has caught and answers itself. */
export function noteFastifyError(error: unknown, request: FastifyRequestLike, reply: FastifyReplyLike): void {
  safely(() => noteFailure(error, { request, reply, options: {} }));
}

function noteFailure(
  error: unknown,
  parts: {
    readonly request: FastifyRequestLike;
    readonly reply: FastifyReplyLike;
    readonly options: ErrorAnswerOptions;
  },
): void {
  const { request, reply, options } = parts;
  const pending = rememberError(error, request);
  if (pending === undefined) return;
  const { headersSent, closed } = reply.raw;
  if (!headersSent && !closed) pendingErrors.set(request.raw, pending);
  // Its status is out and can no longer say it, or its caller has gone; the answer may never end.
  else reportAnswer(answerOf(request, headersSent ? 500 : statusOf(error, options)), pending);
}

const failures = new WeakMap<object, unknown>();

function answerOf(request: FastifyRequestLike, status: number): Answer {
  const { method, raw, routeOptions } = request;
  return { status, method, route: routeOptions?.url, correlationId: correlationId(raw) };
}

/** Replaces a 5xx answer that repeats the error's message, which is Fastify's default; other answers are the service's. */
function safePayload(parts: {
  readonly request: FastifyRequestLike;
  readonly reply: FastifyReplyLike;
  readonly payload: unknown;
  readonly options: ErrorAnswerOptions;
}): unknown {
  const { request, reply, payload, options } = parts;
  if (typeof payload !== 'string' || !failures.has(request.raw)) return payload;
  const error = failures.get(request.raw);
  const message = messageOf(error);
  const repeats =
    message !== '' && (payload.includes(message) || payload.includes(JSON.stringify(message).slice(1, -1)));
  if (!repeats) return payload;
  reply.header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify({
    error: publicMessageOf(error, reply.statusCode, options),
    correlationId: correlationId(request.raw),
  });
}
