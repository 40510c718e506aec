import { kitState } from './kit-state.ts';
import { loadSdk } from './resolve-sdk.ts';
import type { SentrySdk } from './sdk-types.ts';

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

/** Majors 10 and 11. Major 8 exports an older API of that name, which the server no longer takes. */
export function metricsOf(sdk: SentrySdk): NonNullable<SentrySdk['metrics']> | undefined {
  return sdk.metrics !== undefined && 'count' in sdk.metrics ? sdk.metrics : undefined;
}
