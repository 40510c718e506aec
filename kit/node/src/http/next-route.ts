import { misuse, requireFunction } from '../misuse.ts';
import { expectStart } from '../not-started.ts';
import { safely } from '../safely.ts';
import { CORRELATION_HEADER, correlationId } from './correlation.ts';
import { rememberError, reportAnswer, type Answer } from './report.ts';

/**
 * Wraps a route handler of Next.js that runs on Node: `export const GET = sentryRoute('/orders/[id]', async (request, { params }) => …)`. What
 * the handler throws is reported with the route and passed on to Next.js, which answers with a 500; a redirect or `notFound()`, which Next.js
 * throws, too, is none of that.
 */
export function sentryRoute<Rest extends readonly unknown[], Answered>(
  route: string,
  handler: (request: Request, ...rest: Rest) => Answered | PromiseLike<Answered>,
): (request: Request, ...rest: Rest) => Promise<Answered> {
  if (typeof route !== 'string' || !route.startsWith('/')) {
    misuse('sentryRoute', "the first argument is the route: '/orders/[id]'.");
  }
  requireFunction('sentryRoute', handler, 'the second argument');
  expectStart();
  return async (request, ...rest) => {
    if (typeof request?.headers?.get !== 'function') {
      misuse('sentryRoute', 'it was not called with a Request, as Next.js calls a route handler.');
    }
    const sent = request.headers.get(CORRELATION_HEADER) ?? undefined;
    const id = correlationId({ headers: { [CORRELATION_HEADER]: sent } });
    const answer = (status: number): Answer => ({ status, method: request.method, route, correlationId: id });
    try {
      const response = await handler(request, ...rest);
      noteResponse(response, id, answer);
      return response;
    } catch (error) {
      if (!isSignal(error)) reportAnswer(answer(500), rememberError(error, {}));
      throw error;
    }
  };
}

function noteResponse(response: unknown, id: string, answer: (status: number) => Answer): void {
  if (!(response instanceof Response)) return;
  // Those of a redirect cannot be changed.
  safely(() => response.headers.set(CORRELATION_HEADER, id));
  if (response.status >= 400) reportAnswer(answer(response.status), undefined);
}

/** `redirect()` and `notFound()` of Next.js throw, with a digest that says so. */
function isSignal(error: unknown): boolean {
  const digest: unknown = safely(() =>
    typeof error === 'object' && error !== null ? (Reflect.get(error, 'digest') as unknown) : undefined,
  );
  return typeof digest === 'string' && /^NEXT_(?:REDIRECT|NOT_FOUND|HTTP_ERROR_FALLBACK)/.test(digest);
}
