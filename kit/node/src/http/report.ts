import type { Scope, Span } from '@sentry/node';
import { countDrop, kitState } from '../kit-state.ts';
import { safely } from '../safely.ts';
import type { SentrySdk } from '../sdk-types.ts';
import { activeSdk, metricsOf } from '../sdk.ts';

/** An error on its way to an answer, with the scopes in which it happened: by the time of the answer they are left. */
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

export function rememberError(error: unknown): PendingError | undefined {
  return safely(() => {
    const sdk = activeSdk();
    return sdk && { error, isolation: sdk.getIsolationScope(), current: sdk.getCurrentScope() };
  });
}

/**
 * For answers from 400 on. The final status decides: what a service mapped to 4xx is the caller's error, whatever it was when
 * it was thrown.
 */
export function reportAnswer(answer: Answer, pending: PendingError | undefined): void {
  safely(() => {
    const sdk = activeSdk();
    if (sdk === undefined) return;
    if (answer.status >= 500) {
      if (pending !== undefined) captureServerError(sdk, answer, pending);
      return;
    }
    reportClientError(sdk, answer, pending);
  });
}

function captureServerError(sdk: SentrySdk, answer: Answer, { error, isolation, current }: PendingError): void {
  const thrown = error ?? new Error(`${String(error)} was thrown`);
  inScopes(sdk, { isolation, current }, () =>
    sdk.withScope((scope) => {
      scope.setTags(tagsOf(answer));
      if (answer.route !== undefined) scope.setTransactionName(`${answer.method} ${answer.route}`);
      sdk.captureException(thrown, { mechanism: { type: 'auto.http.kit', handled: false } });
    }),
  );
}

/** A counter by default. A message per 4xx would cost quota, and its text would be whatever the caller sent. */
function reportClientError(sdk: SentrySdk, answer: Answer, pending: PendingError | undefined): void {
  const { running } = kitState();
  const route = answer.route ?? 'unmatched';
  const metrics = metricsOf(sdk);
  if (metrics !== undefined) {
    metrics.count('http.server.client_error', 1, { attributes: { route, status: answer.status } });
  } else {
    countDrop('metrics_unsupported');
  }
  const policy = running?.policy.errors.clientErrors;
  if (policy?.report !== 'sample' || Math.random() >= policy.sampleRate) return;
  const name = pending?.error instanceof Error ? pending.error.name : 'none';
  const send = (): void =>
    sdk.withScope((scope) => {
      scope.setTags(tagsOf(answer));
      scope.setFingerprint([running?.serviceName ?? '', route, String(answer.status), name]);
      sdk.captureMessage(`HTTP ${answer.status} on ${answer.method} ${route}`, 'warning');
    });
  if (pending === undefined) send();
  else inScopes(sdk, pending, send);
}

function inScopes(sdk: SentrySdk, scopes: { isolation: Scope; current: Scope }, run: () => void): void {
  sdk.withIsolationScope(scopes.isolation, () => sdk.withScope(scopes.current, run));
}

function tagsOf(answer: Answer): Record<string, string> {
  return {
    'http.status_code': String(answer.status),
    'http.route': answer.route ?? 'unmatched',
    'http.method': answer.method,
    request_id: answer.correlationId,
  };
}
