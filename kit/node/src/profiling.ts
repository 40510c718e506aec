import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SdkIntegration } from './sdk-types.ts';
import { reportProblem } from './kit-state.ts';
import { applicationRequire } from './resolve-sdk.ts';

/**
 * The profiler of the application's `@sentry/profiling-node`. Undefined when it is not installed, and when it would drag in
 * an SDK of another version: a second copy would take the events of both.
 */
export function profilingIntegration(sdkVersion: string): SdkIntegration | undefined {
  const application = applicationRequire();
  let file: string;
  try {
    file = application.resolve('@sentry/profiling-node');
  } catch {
    return undefined; // An optional package.
  }
  const manifest = createRequire(file).resolve('@sentry/core/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string };
  if (version !== sdkVersion) {
    reportProblem({
      code: 'profiling-version',
      message: `@sentry/profiling-node brings @sentry/core ${version}, the SDK is ${sdkVersion}; profiling stays off, because two copies lose events.`,
      fix: 'Pin both to one version, or override @sentry/core in package.json.',
    });
    return undefined;
  }
  try {
    const { nodeProfilingIntegration } = application(file) as { nodeProfilingIntegration: () => SdkIntegration };
    const { getRootSpan } = createRequire(file)('@sentry/core') as { getRootSpan: (span: SpanLike) => unknown };
    return countingRoots(nodeProfilingIntegration(), getRootSpan);
  } catch (error) {
    reportProblem({
      code: 'profiling-load',
      message: `@sentry/profiling-node could not be loaded: ${firstLine(error)}.`,
      fix: 'Profiling stays off; reinstall the package for this platform and Node version.',
    });
    return undefined;
  }
}

interface SpanLike {
  isRecording(): boolean;
}
interface ProfilingClient {
  on(hook: string, listener: (span: SpanLike) => void): unknown;
}

/**
 * The profiler runs while its count of open spans is above zero, but SDK 10 and 11 do not tell it of the start and the end of
 * every span in pairs (unsampled ones, abandoned ones): the first odd one would let it run for good, or never again.
 * So it hears of sampled roots alone, which is when a profile is wanted.
 */
function countingRoots(integration: SdkIntegration, getRootSpan: (span: SpanLike) => unknown): SdkIntegration {
  const setup: unknown = Reflect.get(integration, 'setup');
  if (typeof setup !== 'function') return integration;
  const open = new WeakSet<SpanLike>();
  const filters: Readonly<Record<string, (span: SpanLike) => boolean>> = {
    spanStart: (span) => span.isRecording() && getRootSpan(span) === span && open.add(span).has(span),
    spanEnd: (span) => open.delete(span),
  };
  const filtered = (client: ProfilingClient): ProfilingClient =>
    new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key !== 'on') return typeof value === 'function' ? value.bind(target) : value;
        return (hook: string, listener: (span: SpanLike) => void) => {
          const wanted = filters[hook];
          return target.on(hook, wanted === undefined ? listener : (span) => void (wanted(span) && listener(span)));
        };
      },
    });
  return Object.assign(integration, {
    setup: (client: ProfilingClient): unknown => setup.call(integration, filtered(client)) as unknown,
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
