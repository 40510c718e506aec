import type { Policy, PolicyOverride } from '@garrison/policy';

/** What a service says of itself. Environment variables win over all of it, so that operators need no deploy. */
export interface SentryServiceConfig {
  /** Also `SENTRY_SERVICE`. Becomes the tag `service` and the first part of the release. */
  readonly serviceName: string;
  /** Also `SENTRY_DSN`. Without one the kit does nothing, and the SDK is not even loaded. */
  readonly dsn?: string | undefined;
  /** Default: `SENTRY_ENVIRONMENT`, `DEPLOY_ENV`, `NODE_ENV`, `development`. */
  readonly environment?: string | undefined;
  /** Also `SERVICE_VERSION`. The release is `service@version`; `SENTRY_RELEASE` is taken as it is. */
  readonly version?: string | undefined;
  /** Also `SENTRY_TEAM`, `TEAM_NAME`. */
  readonly team?: string | undefined;
  /** Share of traces started here, 0 to 1. Default: 0.1 in production, else 1; clamped by the policy. */
  readonly tracesSampleRate?: number | undefined;
  /** Share of processes that profile, 0 to 1; needs `@sentry/profiling-node` of the SDK's version. */
  readonly profileSessionSampleRate?: number | undefined;
  /** Paths (`/internal/status`), routes (`GET /jobs`) or trees (`/admin/*`) that are never traced, beside the health routes. */
  readonly ignoredTransactions?: readonly string[] | undefined;
  /** The organisation's policy. Default: `defaultPolicy`. */
  readonly policy?: Policy | undefined;
  /** Settings that are stricter for this service. Less strict ones are refused and reported. */
  readonly overrides?: PolicyOverride | undefined;
  /** The namespace of `@sentry/node` (`import * as Sentry`); default: what the application resolves. */
  readonly sdk?: object | undefined;
  /** False: the service handles SIGTERM and SIGINT itself and calls `SentryService.shutdown`. */
  readonly shutdownOnSignals?: boolean | undefined;
  /**
   * False: an unhandled rejection is reported and the process runs on. Default: it is reported, and the process ends with code 1, as Node does
   * by itself.
   */
  readonly exitOnUnhandledRejection?: boolean | undefined;
  /**
   * Span processors of OpenTelemetry, which get the sampled spans beside Sentry (`new BatchSpanProcessor(exporter)`). For SDK 8 to 10, which
   * trace by OpenTelemetry; SDK 11 does not, and a provider of your own works beside it.
   */
  readonly openTelemetrySpanProcessors?: readonly object[] | undefined;
  /** Where the kit's own lines go. Default: standard error. */
  readonly logger?: ((line: string) => void) | undefined;
}
