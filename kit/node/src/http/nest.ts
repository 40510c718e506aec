import type { ServerResponse } from 'node:http';
import { misuse } from '../misuse.ts';
import { applicationRequire } from '../resolve-sdk.ts';
import { safely } from '../safely.ts';
import { noteExpressError, sentryRequestHandler, type ExpressRequest } from './express.ts';
import { noteFastifyError, sentryFastify, type FastifyReplyLike, type FastifyRequestLike } from './fastify.ts';

/** NestJS 10 and 11, by the parts of an application that are used. */
export interface NestApplicationLike {
  use(...handlers: readonly never[]): unknown;
  getHttpAdapter(): { getType(): string; getInstance(): unknown };
}

interface HostLike {
  getType(): string;
  getArgByIndex(index: number): unknown;
}
interface ExceptionsHandler {
  prototype: { next(exception: unknown, host: HostLike): unknown };
}

const HANDLER = '@nestjs/core/exceptions/exceptions-handler.js';
const PATCHED = Symbol.for('garrison.nest');

/**
 * `sentryNest(app)` after `NestFactory.create`, before `app.listen`; on Express and on Fastify. NestJS catches what controllers, guards, pipes and
 * interceptors throw and answers it itself, so it is seen where NestJS hands it to the exception filters. The filters stay as they are, and the
 * status that they give decides what is reported.
 */
export function sentryNest(app: NestApplicationLike): void {
  if (typeof app?.getHttpAdapter !== 'function') {
    misuse('sentryNest', 'it takes the application: const app = await NestFactory.create(AppModule); sentryNest(app).');
  }
  const adapter = app.getHttpAdapter();
  if (adapter.getType() === 'fastify') {
    (adapter.getInstance() as { register(plugin: unknown): unknown }).register(sentryFastify);
  } else {
    (app as { use(handler: unknown): unknown }).use(sentryRequestHandler());
  }
  const { prototype } = loadHandler();
  if (Object.hasOwn(prototype, PATCHED)) return;
  Reflect.set(prototype, PATCHED, true);
  const next = Reflect.get(prototype, 'next') as (this: unknown, exception: unknown, host: HostLike) => unknown;
  prototype.next = function (this: unknown, exception, host) {
    safely(() => note(exception, host));
    return next.call(this, exception, host);
  };
}

function loadHandler(): ExceptionsHandler {
  try {
    return (applicationRequire()(HANDLER) as { ExceptionsHandler: ExceptionsHandler }).ExceptionsHandler;
  } catch {
    return misuse(
      'sentryNest',
      `the application has no ${HANDLER}. NestJS 10 and 11 have it; other versions are not supported.`,
    );
  }
}

function note(exception: unknown, host: HostLike): void {
  if (host.getType() !== 'http') return;
  const [request, response] = [host.getArgByIndex(0), host.getArgByIndex(1)];
  if (typeof response !== 'object' || response === null) return;
  if ('setHeader' in response) noteExpressError(exception, request as ExpressRequest, response as ServerResponse);
  else noteFastifyError(exception, request as FastifyRequestLike, response as FastifyReplyLike);
}
