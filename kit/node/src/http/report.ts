import type { Scope, Span } from '@sentry/node';
import { isHealthPath } from '@garrison/policy';
import { countDrop, kitState } from '../kit-state.ts';
import { safely } from '../safely.ts';
import type { SentrySdk } from '../sdk-types.ts';
import { activeSdk, metricsOf } from '../sdk.ts';
import { groupByPlace } from '../thrown.ts';
import { noteUser } from './request-user.ts';

/** An error whose answer is not sent yet, with the scopes in which it happened: when the answer is sent, other scopes are active. */
export interface PendingError {
  readonly error: unknown;
  readonly isolation: Scope;
  readonly current: Scope;
}

export interface Answer {
  readonly status: number;
  readonly method: string;
  /** The route's pattern (`/orders/:id`), never the path: undefined where no route matched. */
  readonly route: string | undefined;
  readonly correlationId: string;
}

/**
 * The span of the request, to be given its route at the end. Majors 8 and 9 do not know Express 5's routes and would name
 * transactions by their raw URL; from 10 on the SDK does it, and this costs nothing.
 */
export function requestSpan(): Span | undefined {
  if ((kitState().running?.major ?? 11) > 9) return undefined;
  const sdk = activeSdk();
  const span = sdk?.getActiveSpan();
  return span === undefined ? undefined : sdk?.getRootSpan(span);
}

export function nameSpan(span: Span | undefined, { method, route }: Answer): void {
  if (span === undefined || route === undefined) return;
  span.setAttribute('http.route', route);
  span.setAttribute('sentry.source', 'route');
  span.updateName(`${method} ${route}`);
}

/** To be called where the error is seen, within the request. `request` may hold the user. */
export function rememberError(error: unknown, request: object): PendingError | undefined {
  return safely(() => {
    const sdk = activeSdk();
    if (sdk === undefined) return undefined;
    const isolation = sdk.getIsolationScope();
    safely(() => noteUser(isolation, request));
    return { error, isolation, current: sdk.getCurrentScope() };
  });
}

/**
 * For answers from 400 on. The final status decides: what a service mapped to 4xx is the caller's error, whatever it was when
 * it was thrown. Without `pending` the kit has not seen why; a 5xx is reported all the same, with its route.
 */
export function reportAnswer(answer: Answer, pending: PendingError | undefined): void {
  safely(() => {
    const sdk = activeSdk();
    if (sdk === undefined) return;
    if (answer.status < 500) reportClientError(sdk, answer, pending);
    else if (pending === undefined) reportUnseenError(sdk, answer);
    else captureServerError(sdk, answer, pending);
  });
}

function captureServerError(sdk: SentrySdk, answer: Answer, { error, isolation, current }: PendingError): void {
  const thrown = error ?? new Error(`${String(error)} was thrown`);
  inScopes(sdk, { isolation, current }, () =>
    sdk.withScope((scope) => {
      scope.setTags(tagsOf(answer));
      if (answer.route !== undefined) scope.setTransactionName(`${answer.method} ${answer.route}`);
      groupByPlace(scope, thrown, placeOf(answer));
      sdk.captureException(thrown, { mechanism: { type: 'auto.http.kit', handled: false } });
    }),
  );
  crashRequestSession(isolation);
}

/** Majors 9 to 11 do this by the mechanism; major 8 only in its own error handler. */
function crashRequestSession(isolation: Scope): void {
  if (!('getRequestSession' in isolation) || typeof isolation.getRequestSession !== 'function') return;
  const session: unknown = isolation.getRequestSession();
  if (typeof session === 'object' && session !== null) Reflect.set(session, 'status', 'crashed');
}

/** An error was caught by something that the kit does not see, or the service answered with a 5xx itself. */
function reportUnseenError(sdk: SentrySdk, answer: Answer): void {
  const { running } = kitState();
  // A probe's 503 is an answer and no error.
  if (running !== undefined && isHealthPath(running.policy.health, answer.route ?? '')) return;
  const route = answer.route ?? 'unmatched';
  count(sdk, 'http.server.server_error', answer);
  sdk.withScope((scope) => {
    scope.setTags(tagsOf(answer));
    scope.setFingerprint([running?.serviceName ?? '', route, String(answer.status), 'no error seen']);
    captureText(sdk, answer, 'error');
  });
}

/** A counter by default. A message per 4xx would cost quota, and its text would be whatever the caller sent. */
function reportClientError(sdk: SentrySdk, answer: Answer, pending: PendingError | undefined): void {
  const { running } = kitState();
  count(sdk, 'http.server.client_error', answer);
  const policy = running?.policy.errors.clientErrors;
  if (policy?.report !== 'sample' || Math.random() >= policy.sampleRate) return;
  const route = answer.route ?? 'unmatched';
  const name = pending?.error instanceof Error ? pending.error.name : 'none';
  const send = (): void =>
    sdk.withScope((scope) => {
      scope.setTags(tagsOf(answer));
      scope.setFingerprint([running?.serviceName ?? '', route, String(answer.status), name]);
      captureText(sdk, answer, 'warning');
    });
  if (pending === undefined) send();
  else inScopes(sdk, pending, send);
}

/** Not by `captureMessage`: SDK 11 adds a stack to messages and then counts the request's session as errored. */
function captureText(sdk: SentrySdk, { status, method, route }: Answer, level: 'error' | 'warning'): void {
  sdk.captureEvent({ message: `HTTP ${status} on ${method} ${route ?? 'unmatched'}`, level });
}

function count(sdk: SentrySdk, name: string, answer: Answer): void {
  const metrics = metricsOf(sdk);
  if (metrics === undefined) return countDrop('metrics_unsupported');
  metrics.count(name, 1, { attributes: { route: answer.route ?? 'unmatched', status: answer.status } });
}

function inScopes(sdk: SentrySdk, scopes: { isolation: Scope; current: Scope }, run: () => void): void {
  sdk.withIsolationScope(scopes.isolation, () => sdk.withScope(scopes.current, run));
}

function placeOf({ method, route }: Answer): string {
  return `${method} ${route ?? 'unmatched'}`;
}

function tagsOf(answer: Answer): Record<string, string> {
  return {
    'http.status_code': String(answer.status),
    'http.route': answer.route ?? 'unmatched',
    'http.method': answer.method,
    request_id: answer.correlationId,
  };
}
