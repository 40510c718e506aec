import type { NodeMajor } from '@garrison/policy';
import { reportProblem } from './kit-state.ts';

/** Where `@opentelemetry/api` keeps what was registered, one object for all of its copies. */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');
const WAY =
  'Give its span processors to the kit instead of registering a provider: openTelemetrySpanProcessors: [new BatchSpanProcessor(exporter)] in garrison.config.mjs.';

interface Registry {
  trace?: unknown;
  diag?: unknown;
}

/**
 * Up to major 10 the SDK's tracing is OpenTelemetry's, and OpenTelemetry has place for one provider: the first. To be called before the SDK
 * starts.
 */
export function checkOpenTelemetry(major: NodeMajor, processors: readonly object[] | undefined): void {
  if (major === 11) {
    if (processors === undefined || processors.length === 0) return;
    return reportProblem({
      code: 'open-telemetry',
      message: 'SDK 11 does not use OpenTelemetry; openTelemetrySpanProcessors was ignored.',
      fix: 'Register a provider of your own beside it; the two do not disturb each other.',
    });
  }
  if (registry()?.trace === undefined) return;
  reportProblem({
    code: 'open-telemetry',
    message:
      'OpenTelemetry was registered before Sentry started, so Sentry records no spans, and tags of concurrent requests may mix.',
    fix: WAY,
  });
}

/** A provider that is registered later is refused by OpenTelemetry, which says so to its diagnostic logger only. */
export function watchOpenTelemetry(major: NodeMajor): void {
  const known = registry();
  if (major === 11 || known === undefined || known.diag !== undefined) return;
  const silent = (): void => undefined;
  known.diag = {
    verbose: silent,
    debug: silent,
    info: silent,
    warn: silent,
    error(first: unknown) {
      const text = first instanceof Error ? first.message : String(first);
      if (!/duplicate registration of API: (?:trace|context|propagation)/.test(text)) return;
      // A second Sentry.init(), which is reported on its own.
      if (/[\\/]@sentry[\\/]/.test(new Error('where').stack ?? '')) return;
      reportProblem({
        code: 'open-telemetry',
        message: 'OpenTelemetry was registered after Sentry had started and was refused: its exporters get no spans.',
        fix: WAY,
      });
    },
  };
}

function registry(): Registry | undefined {
  return Reflect.get(globalThis, REGISTRY) as Registry | undefined;
}
