import type * as Sentry from '@sentry/node';

export type { Span } from '@sentry/node';

/** What the kit uses of an integration. */
export interface SdkIntegration {
  readonly name: string;
}

type Namespace = typeof Sentry;

/** Exported by every major from 8 to 11. */
type Everywhere = Pick<
  Namespace,
  | 'captureEvent'
  | 'captureException'
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

export type SdkClient = NonNullable<ReturnType<SentrySdk['getClient']>>;
export type SdkEnvelope = Parameters<SdkClient['sendEnvelope']>[0];
