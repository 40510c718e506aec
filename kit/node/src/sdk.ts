import type * as Sentry from '@sentry/node';
import { kitState } from './kit-state.ts';
import { loadSdk } from './resolve-sdk.ts';

export type { Span } from '@sentry/node';

/** All that the kit knows of an integration. */
export interface SdkIntegration {
  readonly name: string;
}

type Namespace = typeof Sentry;

/** Exported by every major from 8 to 11. */
type Everywhere = Pick<
  Namespace,
  | 'captureException'
  | 'captureMessage'
  | 'close'
  | 'continueTrace'
  | 'flush'
  | 'getActiveSpan'
  | 'getClient'
  | 'getCurrentScope'
  | 'getGlobalScope'
  | 'getIsolationScope'
  | 'getRootSpan'
  | 'getTraceData'
  | 'init'
  | 'spanToJSON'
  | 'startInactiveSpan'
  | 'startNewTrace'
  | 'startSpan'
  | 'withActiveSpan'
  | 'withIsolationScope'
  | 'withScope'
  | 'SDK_VERSION'
>;

/** The SDK that the service brought, as the kit sees it: what some majors lack is optional. */
export type SentrySdk = Everywhere & Partial<Pick<Namespace, 'metrics'>>;

/**
 * The SDK in use: the one that `initSentry` got, or, in a service that calls `Sentry.init` itself, the one that the
 * application resolves. Undefined: no SDK was started, and the kit's functions only run what they are given.
 */
export function currentSdk(): SentrySdk | undefined {
  const state = kitState();
  if (state.sdk !== undefined) return state.sdk;
  if (state.started || !('__SENTRY__' in globalThis)) return undefined;
  state.sdk = loadSdk()?.sdk;
  return state.sdk;
}

/** The SDK, when a client is active in it. */
export function activeSdk(): SentrySdk | undefined {
  const sdk = currentSdk();
  return sdk?.getClient() === undefined ? undefined : sdk;
}

/** Majors 10 and 11. Major 8 exports an older thing of that name, which the server no longer takes. */
export function metricsOf(sdk: SentrySdk): NonNullable<SentrySdk['metrics']> | undefined {
  return sdk.metrics !== undefined && 'count' in sdk.metrics ? sdk.metrics : undefined;
}
