import { formatRateLimits, retryAfterSeconds } from '@garrison/protocol';
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ERRORS } from '../errors.ts';
import { createHeldMemory, type HeldMemory, type MemoryHold } from '../platform/index.ts';
import { collectBody } from './collect-body.ts';
import { errorPageRoutes } from './error-page/error-page.ts';
import type { IngestDeps } from './ingest-deps.ts';
import { createReceiver, type Answer, type Refusal, type Submission } from './receiver.ts';

const OUTCOME_INTERVAL_MS = 1_000;
/** Seconds after which a client may try again when the log cannot write or the process is stopping. */
const UNAVAILABLE_RETRY_SECONDS = 5;

/** "1×1 GIF" of the store pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
};
const CORS_PREFLIGHT = {
  ...CORS,
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers':
    'x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type, authentication, authorization, content-encoding, transfer-encoding, sentry-trace, baggage',
  'access-control-max-age': '3600',
  'content-length': '0',
};

/**
 * The routes for SDKs and browsers: `/api/:project/envelope/`, `/store/`, `/security/` (`/csp-report/`), `/minidump/`, and the user feedback
 * dialog. A scope of its own: bodies are bytes whatever their type, errors have Relay's
 * shape, every answer may be read by a page of any origin. The app ignores trailing and doubled slashes and says whose `X-Forwarded-For` counts
 * (`trustProxy`).
 */
export function ingestScope(deps: IngestDeps): FastifyPluginAsync {
  return async (scope) => {
    const receiver = createReceiver(deps);
    const flush = (): Promise<void> =>
      receiver.flush().catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'outcomes of refused requests wait for the log');
      });
    const memory = createHeldMemory(deps.limits.heldBytesMax);
    const tellRefused = (): void => {
      const requests = memory.takeRefused();
      if (requests > 0) deps.logger.warn({ requests }, 'requests were answered 503: all together held too much memory');
    };
    const timer = setInterval(() => {
      tellRefused();
      void flush();
    }, deps.outcomeIntervalMs ?? OUTCOME_INTERVAL_MS);
    timer.unref();
    scope.addHook('onClose', async () => {
      clearInterval(timer);
      tellRefused();
      await flush();
    });

    readBytesOfAnyType(scope, { bytesMax: deps.limits.envelopeBytesMax, memory });
    scope.setErrorHandler<FastifyError, Route>(async (error, request, reply) => {
      if (error instanceof AppError && error.code === 'payload_too_large')
        return answer(reply, await receiver.refuseUnread(submissionOf(request, 'envelope')));
      if (error instanceof AppError) return answer(reply, refusal(error.code));
      // Cut off or contradicting itself: the client's doing.
      if (error.statusCode !== undefined && error.statusCode < 500) return answer(reply, refusal('request_invalid'));
      deps.logger.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
      return answer(reply, refusal('internal'));
    });

    const receive =
      (form: Submission['form']) =>
      async (request: FastifyRequest<Route>, reply: FastifyReply): Promise<FastifyReply> => {
        const submission = submissionOf(request, form);
        return submission.projectId === INVALID_PROJECT
          ? answer(reply, refusal('request_invalid', 'project ids are numbers'))
          : answer(reply, await submission.memory.during(() => receiver.receive(submission)));
      };
    scope.post<Route>('/api/:project/envelope/', receive('envelope'));
    for (const url of ['/api/:project/store/', '/api/store/']) {
      scope.post<Route>(url, receive('store'));
      scope.get<Route>(url, { exposeHeadRoute: false }, async (request, reply) => {
        const result = await receiver.receive(submissionOf(request, 'store'));
        return result.status === 'accepted' ? reply.type('image/gif').send(PIXEL) : answer(reply, result);
      });
    }
    scope.post<Route>('/api/:project/security/', receive('security'));
    scope.post<Route>('/api/:project/csp-report/', receive('security'));
    scope.post<Route>('/api/:project/minidump/', receive('minidump'));
    errorPageRoutes(scope, {
      receive: (request, body) =>
        receiver.receive({ ...submissionOf(request as FastifyRequest<Route>, 'envelope'), body }),
      answer,
      refuse: (reply, cause) => answer(reply, refusal('request_invalid', cause)),
    });
    for (const url of PREFLIGHT_PATHS)
      scope.options(url, async (_request, reply) => reply.headers(CORS_PREFLIGHT).send());
  };
}

interface BodyLimits {
  /** Of one body. */
  readonly bytesMax: number;
  /** Of all requests. */
  readonly memory: HeldMemory;
}

function readBytesOfAnyType(scope: FastifyInstance, { bytesMax, memory }: BodyLimits): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (request: FastifyRequest) =>
    collectBody(request.raw, { bytesMax, memory: holdOf(request) }),
  );
  scope.decorateRequest(HOLD, null);
  scope.addHook('onRequest', (request, reply, done) => {
    const { headers } = request.raw;
    // "Never route or reject on Content-Type": Fastify answers 415 to one that it cannot parse.
    if (headers['content-type'] !== undefined) headers['content-type'] = undefined;
    // Only browsers care, and they always say where they come from; the other requests are spared the headers.
    if (headers.origin !== undefined) reply.headers(CORS);
    const hold = memory.open();
    request.setDecorator(HOLD, hold);
    reply.raw.once('close', () => hold.release());
    done();
  });
}

/** The name of the request's `MemoryHold`. */
const HOLD = 'memoryHold';

function holdOf(request: FastifyRequest): MemoryHold {
  return request.getDecorator<MemoryHold>(HOLD);
}

const PREFLIGHT_PATHS = [
  ...['envelope', 'store', 'security', 'csp-report'].map((name) => `/api/:project/${name}/`),
  '/api/store/',
  '/api/embed/error-page/',
];

const NO_BODY = Buffer.alloc(0);
const INVALID_PROJECT = -1;

interface Route {
  Params: { project?: string };
  Querystring: Readonly<Record<string, unknown>>;
}

function submissionOf(request: FastifyRequest<Route>, form: Submission['form']): Submission {
  const { headers, query } = request;
  const { project } = request.params;
  return {
    form,
    body: bodyOf(request),
    itemHeaders: form === 'security' ? reportHeaders(query) : {},
    encoding: request.method === 'GET' ? undefined : headers['content-encoding'],
    projectId: project === undefined ? null : /^\d{1,15}$/.test(project) ? Number(project) : INVALID_PROJECT,
    auth: {
      query,
      sentryAuth: headers['x-sentry-auth']?.toString(),
      authorization: headers.authorization,
    },
    remoteAddress: withoutMapping(request.ip),
    userAgent: headers['user-agent'] ?? null,
    memory: holdOf(request),
  };
}

/** The browser does not report release and environment; the URL of the policy may have them. */
function reportHeaders(query: Route['Querystring']): Readonly<Record<string, unknown>> {
  const { sentry_release: release, sentry_environment: environment } = query;
  return {
    ...(release !== undefined && { sentry_release: release }),
    ...(environment !== undefined && { sentry_environment: environment }),
  };
}

/** The pixel carries its event in the query. */
function bodyOf(request: FastifyRequest<Route>): Buffer {
  if (Buffer.isBuffer(request.body)) return request.body;
  const data = request.query['sentry_data'];
  return request.method === 'GET' && typeof data === 'string' ? Buffer.from(data) : NO_BODY;
}

/** A dual-stack socket shows an IPv4 peer as `::ffff:1.2.3.4`. */
function withoutMapping(address: string | undefined): string | null {
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}

function refusal(code: Refusal['code'], cause?: string): Refusal {
  return { status: 'refused', code, cause, limits: [] };
}

function answer(reply: FastifyReply, result: Answer): FastifyReply {
  if (result.limits.length > 0) reply.header('x-sentry-rate-limits', formatRateLimits(result.limits));
  reply.header('content-type', 'application/json');
  if (result.status === 'accepted') return reply.send(result.eventId === null ? '{}' : `{"id":"${result.eventId}"}`);
  const { status, text, retry } = ERRORS[result.code];
  if (retry) {
    const seconds = result.limits.length > 0 ? retryAfterSeconds(result.limits) : UNAVAILABLE_RETRY_SECONDS;
    reply.header('retry-after', String(seconds));
  }
  const causes = result.cause === undefined ? {} : { causes: [result.cause] };
  return reply
    .code(status)
    .header('x-sentry-error', text)
    .send(JSON.stringify({ detail: text, ...causes }));
}
