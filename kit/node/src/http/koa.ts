import type { IncomingMessage, ServerResponse } from 'node:http';
import { kitState } from '../kit-state.ts';
import { misuse } from '../misuse.ts';
import { expectStart } from '../not-started.ts';
import { safely } from '../safely.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { noteError, observe, patternOf, type NodeExchange } from './observe.ts';

/** Koa 2 and 3, by the parts of their context that are used. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}
export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>;

/**
 * First in the chain: `app.use(sentryKoa())`. Errors that no middleware behind it has answered are reported on the status that Koa gives
 * them; the answer stays Koa's, which tells the client nothing of a 5xx.
 */
export function sentryKoa(): KoaMiddleware {
  expectStart();
  kitState().reportedMechanisms.add('auto.middleware.koa');
  return async (context, next) => {
    if (typeof next !== 'function' || typeof context?.res?.setHeader !== 'function') {
      misuse('sentryKoa', 'it was not called as Koa calls it: app.use(sentryKoa()).');
    }
    const exchange: NodeExchange = { request: context.req, response: context.res, route: () => routeOf(context) };
    safely(() => observe(exchange));
    try {
      await next();
    } catch (error) {
      noteError(error, exchange);
      safely(() => keepHeader(context.res, correlationId(context.req)));
      throw error;
    }
  };
}

/** Koa removes all headers before it answers an error. */
function keepHeader(response: ServerResponse, id: string): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    response.setHeader(CORRELATION_HEADER, id);
    return writeHead(...args);
  };
}

/** As `@koa/router` leaves it. */
function routeOf(context: object): string | undefined {
  const path: unknown = Reflect.get(context, '_matchedRoute') ?? Reflect.get(context, 'routerPath');
  return path === undefined || path === null ? undefined : patternOf(path);
}
