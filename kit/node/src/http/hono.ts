import { misuse } from '../misuse.ts';
import { expectStart } from '../not-started.ts';
import { safely } from '../safely.ts';
import { rememberServer } from '../shutdown.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { rememberError, reportAnswer } from './report.ts';

/** Hono 4 on Node, by the parts of its context that are used. */
export interface HonoContext {
  readonly req: {
    readonly method: string;
    header(name: string): string | undefined;
    readonly matchedRoutes?: readonly { readonly path: string; readonly method: string }[];
  };
  readonly res: { readonly status: number };
  /** What a handler threw, once Hono's `onError` has answered it. */
  readonly error?: unknown;
  readonly env?: unknown;
  header(name: string, value: string): void;
}
export type HonoMiddleware = (context: HonoContext, next: () => Promise<void>) => Promise<void>;

/**
 * First in the chain: `app.use(sentryHono())`. Hono's `onError`, its own or the service's, answers; what was thrown is reported on the
 * status of that answer.
 */
export function sentryHono(): HonoMiddleware {
  expectStart();
  return async (context, next) => {
    if (typeof next !== 'function' || typeof context?.req?.header !== 'function') {
      misuse('sentryHono', 'it was not called as Hono calls it: app.use(sentryHono()).');
    }
    const id =
      safely(() => correlationId({ headers: { [CORRELATION_HEADER]: context.req.header(CORRELATION_HEADER) } })) ?? '';
    safely(() => rememberNodeServer(context.env));
    await next();
    safely(() => context.header(CORRELATION_HEADER, id));
    const { status } = context.res;
    if (status < 400) return;
    const pending = context.error === undefined ? undefined : rememberError(context.error, {});
    reportAnswer({ status, method: context.req.method, route: routeOf(context), correlationId: id }, pending);
  };
}

function rememberNodeServer(env: unknown): void {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return;
  const { incoming } = env as { readonly incoming?: { readonly socket?: object } };
  if (incoming?.socket !== undefined) rememberServer(Reflect.get(incoming.socket, 'server'));
}

/** The last that matched and is no middleware. */
function routeOf({ req }: HonoContext): string | undefined {
  return req.matchedRoutes?.findLast(({ method, path }) => method !== 'ALL' || !path.endsWith('*'))?.path;
}
