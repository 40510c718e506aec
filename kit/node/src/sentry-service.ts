import { readableFields } from './client/readable.ts';
import { initSentry } from './init-sentry.ts';
import { countDrop, kitState, reportProblem } from './kit-state.ts';
import { misuse } from './misuse.ts';
import { safely } from './safely.ts';
import type { Span } from './sdk-types.ts';
import { activeSdk, metricsOf } from './sdk.ts';
import type { SentryServiceConfig } from './service-config.ts';
import { flush, onShutdown, shutdown } from './shutdown.ts';
import { sentryStatus, type SentryStatus } from './status.ts';
import { withSpan, type SpanAttributes } from './with-span.ts';

export interface CaptureDetails {
  readonly tags?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
}

/** For code that wants one object for everything; each method is safe to call before `init` and without a DSN. */
export interface SentryService {
  /** Idempotent. */
  init(): SentryStatus;
  /** The event's id; undefined when nothing is running. */
  captureError(error: unknown, details?: CaptureDetails): string | undefined;
  /** Runs `fn` in a span; also as `trackOperation(name, op, fn)`. An error of `fn` is thrown again and not captured here. */
  trackOperation<T>(name: string, fn: (span: Span | undefined) => T, attributes?: SpanAttributes): T;
  trackOperation<T>(name: string, op: string, fn: (span: Span | undefined) => T, attributes?: SpanAttributes): T;
  /** Metrics need an SDK of major 10 or 11; on 8 and 9 they are counted as dropped (`metrics_unsupported`). */
  count(name: string, value?: number, attributes?: SpanAttributes): void;
  gauge(name: string, value: number, options?: { unit?: string; attributes?: SpanAttributes }): void;
  distribution(name: string, value: number, options?: { unit?: string; attributes?: SpanAttributes }): void;
  /** Runs `fn` and records how long it took, in milliseconds, also when it fails. */
  timing<T>(name: string, fn: () => T, attributes?: SpanAttributes): T;
  /** Resolves with whether everything arrived within the time, in milliseconds. Default: the policy's `shutdownTimeout`. */
  flush(timeoutMs?: number): Promise<boolean>;
  /** Stop accepting, drain, send what is left. SIGTERM and SIGINT do it by themselves. */
  shutdown(timeoutMs?: number): Promise<void>;
  /** Something of the service's own to be finished before the last events are sent. */
  onShutdown(step: () => unknown): void;
  status(): SentryStatus;
}

export const SentryService = {
  /** The first call gives the configuration; another one later is reported, and the first stays. */
  getInstance(config?: SentryServiceConfig): SentryService {
    const state = kitState();
    const known = state.service;
    if (known === undefined) {
      const given = config ?? { serviceName: process.env['SENTRY_SERVICE'] ?? 'unnamed-service' };
      const service = createService(given);
      state.service = { instance: service, config: given };
      return service;
    }
    if (config !== undefined && !isSame(config, known.config)) {
      reportProblem({
        code: 'second-instance',
        message: `SentryService.getInstance was called with another configuration (${config.serviceName}); the first one (${known.config.serviceName}) stays.`,
        fix: 'Give the configuration once, and call getInstance() without it elsewhere.',
      });
    }
    return known.instance as SentryService;
  },
} as const;

function createService(config: SentryServiceConfig): SentryService {
  const metric = (run: (metrics: Metrics) => void): void => {
    const sdk = activeSdk();
    if (sdk === undefined) return;
    const metrics = metricsOf(sdk);
    if (metrics === undefined) return countDrop('metrics_unsupported');
    safely(() => run(metrics));
  };
  return {
    init: () => initSentry(config),
    captureError,
    trackOperation,
    count: (name, value = 1, attributes) => metric((metrics) => metrics.count(name, value, optionsOf({ attributes }))),
    gauge: (name, value, options) => metric((metrics) => metrics.gauge(name, value, optionsOf(options))),
    distribution: (name, value, options) => metric((metrics) => metrics.distribution(name, value, optionsOf(options))),
    timing: (name, fn, attributes) =>
      timed(fn, (milliseconds) =>
        metric((metrics) => metrics.distribution(name, milliseconds, optionsOf({ unit: 'millisecond', attributes }))),
      ),
    flush,
    shutdown,
    onShutdown,
    status: sentryStatus,
  };
}

type Metrics = NonNullable<ReturnType<typeof metricsOf>>;

function optionsOf(options: { unit?: string; attributes?: SpanAttributes | undefined } = {}): {
  unit?: string;
  attributes?: Record<string, unknown>;
} {
  return {
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(options.attributes === undefined ? {} : { attributes: { ...options.attributes } }),
  };
}

function captureError(error: unknown, details: CaptureDetails = {}): string | undefined {
  return safely(() => {
    // Texts and objects have no stack: they get that of this call, by which they are grouped.
    const place = new Error('captured by captureError');
    Error.captureStackTrace(place, captureError);
    return activeSdk()?.captureException(error, { captureContext: contextOf(details), syntheticException: place });
  });
}

function trackOperation<T>(name: string, ...rest: readonly unknown[]): T {
  const [first, second, third] = rest;
  if (typeof first === 'function') return withSpan('function', name, first as () => T, second as SpanAttributes);
  if (typeof first === 'string' && typeof second === 'function') {
    return withSpan(first, name, second as () => T, third as SpanAttributes);
  }
  return misuse('trackOperation', 'it takes (name, fn, attributes) or (name, op, fn, attributes).');
}

function contextOf({ tags, extra, level }: CaptureDetails): {
  tags?: Record<string, string>;
  extra?: Record<string, unknown>;
  level?: NonNullable<CaptureDetails['level']>;
} {
  return {
    ...(tags === undefined ? {} : { tags: readableFields(tags) }),
    ...(extra === undefined ? {} : { extra: readableFields(extra) }),
    ...(level === undefined ? {} : { level }),
  };
}

function timed<T>(fn: () => T, record: (milliseconds: number) => void): T {
  const started = performance.now();
  const done = (): void => record(performance.now() - started);
  let result: T;
  try {
    result = fn();
  } catch (error) {
    done();
    throw error;
  }
  if (result instanceof Promise) void result.finally(done).catch(() => undefined);
  else done();
  return result;
}

function isSame(a: SentryServiceConfig, b: SentryServiceConfig): boolean {
  const text = (config: SentryServiceConfig): string =>
    JSON.stringify({ ...config, sdk: undefined, logger: undefined });
  return a === b || text(a) === text(b);
}
